import { redirect } from '@sveltejs/kit';
import { ownerOf } from '#server/attachment/upload-commands.ts';
import { discardDraft } from '#server/report/draft-commands.ts';
import { cookieOptions, DRAFT_COOKIE, ticketOf } from '../draft-request.ts';
import type { RequestHandler } from './$types.js';

/** Deletes the draft of this browser, and its photographs. */
export const POST: RequestHandler = async (event) => {
	const ticket = ticketOf(event);
	const { services } = event.locals;
	if (ticket) await services.uploadStore.forget(ownerOf(ticket.idHash));
	if (ticket) await discardDraft(services, ticket);
	event.cookies.delete(DRAFT_COOKIE, cookieOptions(event.url));
	redirect(303, '/');
};
