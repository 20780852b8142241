import { redirect } from '@sveltejs/kit';
import { removePasskey } from '#server/access/account-passkey-commands.ts';
import { passkeysOf, waysIn } from '#server/access/account-queries.ts';
import { ownViewer, revokeAllOthers, revokeSession } from '#server/access/session-commands.ts';
import { openSessions } from '#server/access/session-queries.ts';
import { seenBy } from '#server/platform/db.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { changeOf, forbid, self } from './self.ts';

const HERE = '/akun';

export const load: PageServerLoad = async ({ locals, url }) => {
	const staff = self(locals, HERE);
	const { personId, sessionId, name, email, role, unitName, assignments } = staff;
	const seen = await seenBy(ownViewer(staff), locals.services.db, async (tx) => ({
		sessions: await openSessions(tx, personId, locals.now),
		passkeys: await passkeysOf(tx, personId),
		ways: await waysIn(tx, personId),
	}));
	return {
		...seen,
		sessionId,
		person: { name, email, role, unitName, assignments },
		done: url.searchParams.get('selesai'),
	};
};

async function fieldOf(request: Request, name: string): Promise<string> {
	return String((await request.formData()).get(name) ?? '').slice(0, 1400);
}

export const actions: Actions = {
	endSession: async ({ locals, request }) => {
		const id = await fieldOf(request, 'session');
		const ended = await revokeSession(locals.services.db, self(locals, HERE), { ...changeOf(locals), id });
		if (!ended.ok) return forbid(ended.refusal, HERE);
		redirect(303, `${HERE}?selesai=sessionEnded`);
	},

	endOthers: async ({ locals }) => {
		const ended = await revokeAllOthers(locals.services.db, self(locals, HERE), changeOf(locals));
		if (!ended.ok) return forbid(ended.refusal, HERE);
		redirect(303, `${HERE}?selesai=othersEnded`);
	},

	removePasskey: async ({ locals, request }) => {
		const id = await fieldOf(request, 'passkey');
		const removed = await removePasskey(locals.services.db, self(locals, HERE), { ...changeOf(locals), id });
		if (!removed.ok) return forbid(removed.refusal, HERE);
		redirect(303, `${HERE}?selesai=passkeyRemoved`);
	},
};
