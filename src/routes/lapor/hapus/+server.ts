import { redirect } from '@sveltejs/kit';
import { discardDraft } from '#server/report/draft-commands.ts';
import { cookieOptions, DRAFT_COOKIE, ticketOf } from '../draft-request.ts';
import type { RequestHandler } from './$types.js';

/** Deletes the draft of this browser, and its photographs. */
export const POST: RequestHandler = async (event) => {
	const ticket = ticketOf(event);
	if (ticket) await discardDraft(event.locals.services, ticket);
	event.cookies.delete(DRAFT_COOKIE, cookieOptions(event.url));
	redirect(303, '/');
};
