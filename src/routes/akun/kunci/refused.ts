import { json } from '@sveltejs/kit';
import type { AddPasskeyRefusal } from '#server/access/account-passkey-commands.ts';
import { type Lang, words } from '#text/words.ts';
import { proofPage } from '../self.ts';

/** What a script gets for a refusal: a code for programs, a sentence for the person, where to put it right. */
export function refused({ code }: AddPasskeyRefusal, lang: Lang): Response {
	const message = words(lang).account.refusal[code];
	if (code === 'proof_needed')
		return json({ code: 'step-up-required', message, go: proofPage('/akun') }, { status: 403 });
	return json({ code, message }, { status: code === 'demo_shared' ? 403 : 422 });
}
