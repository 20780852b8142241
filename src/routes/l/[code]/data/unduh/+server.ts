import { noteCopy } from '#server/privacy/request-commands.ts';
import { copyFor } from '../own-data.ts';
import type { RequestHandler } from './$types.js';

/** The copy as one file. Asked for by a form, because it is entered into the register of requests. */
export const POST: RequestHandler = async ({ params, locals }) => {
	const { held, copy } = await copyFor(locals, params.code);
	const { services, directory, now: at } = locals;
	await noteCopy(services, held.id, { directory, at });
	return new Response(
		`${JSON.stringify({ government: directory.agency.name, madeAt: at, ...copy }, null, '\t')}\n`,
		{
			headers: {
				'content-type': 'application/json; charset=utf-8',
				'content-disposition': `attachment; filename="data-${held.code}.json"`,
				'cache-control': 'no-store',
			},
		},
	);
};
