import { error } from '@sveltejs/kit';
import { ownFileOf } from '#server/report/reporter-commands.ts';
import { parseCode } from '#server/report/tracking-code.ts';
import { words } from '#text/words.ts';
import { fileAnswer, fileName } from './file-answer.ts';

const KEY = /^[0-9a-f]{64}$/;
type Address = { readonly code: string; readonly key: string };

/** The file an address names; nothing where it can name none. */
export function addressed({ code, key }: Address): Address | undefined {
	const parsed = parseCode(code);
	return parsed.ok && KEY.test(key) ? { code: parsed.value, key } : undefined;
}

/** A file of a report for who holds its receipt; the same answer for what is not there and what is not theirs. */
export async function ownFileAt(locals: App.Locals, { code, key }: Address): Promise<Response> {
	const { services, directory, receipts, lang } = locals;
	const held = receipts.find((receipt) => receipt.code === code);
	const file = held && (await ownFileOf(services, directory.agency.id, { id: held.id, key }));
	const bytes = file && (await services.store.get(key));
	if (!bytes) error(404, words(lang).errors.notFound);
	const { mediaType, nth } = file;
	return fileAnswer({ bytes, mediaType, name: fileName(code, nth, mediaType) }, 'own');
}
