import { error } from '@sveltejs/kit';
import { logoOf } from '#server/agency/logo-queries.ts';
import { words } from '#text/words.ts';
import type { RequestHandler } from './$types.js';

/** The arms of the government that answers here: a picture of our own drawing, kept by browsers under its version. */
export const GET: RequestHandler = async ({ locals }) => {
	const { directory, services, lang } = locals;
	const logo = directory.agency.logo && (await logoOf(services.reader.pool, directory.agency.id));
	if (!logo) error(404, words(lang).errors.notFound);
	return new Response(new Uint8Array(logo.bytes), {
		headers: {
			'content-type': logo.mediaType,
			'cache-control': 'public, max-age=86400',
			'content-security-policy': "default-src 'none'; sandbox",
			'x-content-type-options': 'nosniff',
		},
	});
};
