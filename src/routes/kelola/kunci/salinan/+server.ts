import { makeKeyCopy } from '#server/safekeeping/key-commands.ts';
import { words } from '#text/words.ts';
import { enter } from '../../enter.ts';
import { backWith, keyCare, keyFileOf } from '../key-care.ts';
import type { RequestHandler } from './$types.js';

const LONGEST = 200;

/** The recovery copy as a file, made for this one answer and kept nowhere. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const care = await keyCare(enter(locals, 'keys'), locals);
	const form = await request.formData();
	const [passphrase, again] = ['sandi', 'ulang'].map((name) =>
		String(form.get(name) ?? '').slice(0, LONGEST),
	);
	if (passphrase !== again) backWith('beda');
	const made = await makeKeyCopy(care, { keyFile: keyFileOf(locals), passphrase: passphrase ?? '' });
	if (!made.ok) backWith('pendek');
	const day = locals.now.toISOString().slice(0, 10);
	const text = words(locals.lang).safekeeping.keys.file({
		day,
		words: made.value.words,
		locked: made.value.locked,
	});
	return new Response(text, {
		headers: {
			'content-type': 'text/plain; charset=utf-8',
			'content-disposition': `attachment; filename="tuntas-kunci-${day}.txt"`,
			'cache-control': 'no-store',
		},
	});
};
