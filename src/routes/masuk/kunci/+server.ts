import { json } from '@sveltejs/kit';
import { PasskeyAnswer } from '#server/access/forms.ts';
import { signInWithPasskey } from '#server/access/passkey-commands.ts';
import { words } from '#text/words.ts';
import { atTheGate, gateSecret, letIn, onward, siteOf } from '../gate.ts';
import { bodyOf } from '../json-body.ts';
import type { RequestHandler } from './$types.js';

/** Signs in with what the browser answered, and says where to go. */
export const POST: RequestHandler = async (event) => {
	const { locals, url } = event;
	const { refusal: told, passkeyFailed } = words(locals.lang).signIn;
	const answer = PasskeyAnswer.safeParse(await bodyOf(event.request));
	if (!answer.success) return json({ code: 'malformed', message: passkeyFailed }, { status: 422 });

	const { db, ring } = locals.services;
	const entered = await signInWithPasskey({ db, ring }, atTheGate(event), {
		secret: gateSecret(event),
		answer: answer.data,
		site: siteOf(url),
	});
	if (!entered.ok) {
		const { code } = entered.refusal;
		const isKnown = code === 'demo_closed' || code === 'no_assignment';
		return json({ code, message: told[code] }, { status: isKnown ? 403 : 401 });
	}
	letIn(event, entered.value);
	return json({ go: onward(url, entered.value) });
};
