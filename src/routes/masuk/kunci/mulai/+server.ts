import { json } from '@sveltejs/kit';
import { askForPasskey } from '#server/access/passkey-commands.ts';
import { keepGate, siteOf } from '../../gate.ts';
import type { RequestHandler } from './$types.js';

/** What the browser needs to ask for a passkey of this site. */
export const POST: RequestHandler = async (event) => {
	const { db, ring } = event.locals.services;
	const { gate, options } = await askForPasskey(
		{ db, ring },
		{ site: siteOf(event.url), now: event.locals.now },
	);
	keepGate(event, gate);
	return json(options, { headers: { 'cache-control': 'no-store' } });
};
