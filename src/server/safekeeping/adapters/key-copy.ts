import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { armor, Decrypter, Encrypter } from 'age-encryption';
import * as z from 'zod';
import { randomBytes } from '../../platform/random.ts';
import { SafekeepingFault } from '../fault.ts';

/** All files of the keys folder, by name. */
const Bundle = z.record(z.string().regex(/^[a-z]+\.json$/), z.string());
export type KeyBundle = Readonly<z.infer<typeof Bundle>>;

/** 64 MB and a third of a second for each guess at the passphrase. */
const WORK_FACTOR = 16;

export async function readKeyFolder(folder: string): Promise<KeyBundle> {
	const names = (await readdir(folder)).filter((name) => /^[a-z]+\.json$/.test(name));
	const files = await Promise.all(
		names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]),
	);
	return Object.fromEntries(files);
}

/** The keys as text that only the passphrase opens; `age -d` reads what stands between its two lines, too. */
export async function lockBundle(bundle: KeyBundle, passphrase: string): Promise<string> {
	const encrypter = new Encrypter();
	encrypter.setPassphrase(passphrase);
	encrypter.setScryptWorkFactor(WORK_FACTOR);
	return armor.encode(await encrypter.encrypt(JSON.stringify(bundle)));
}

/** The keys in a recovery copy, whatever stands around its locked part. */
export async function openBundle(text: string, passphrase: string): Promise<KeyBundle> {
	const [locked] =
		/-----BEGIN AGE ENCRYPTED FILE-----[\s\S]+?-----END AGE ENCRYPTED FILE-----/.exec(text) ?? [];
	if (!locked)
		throw new SafekeepingFault('damaged', 'This is no recovery copy of keys, or its end is missing.');
	const decrypter = new Decrypter();
	decrypter.addPassphrase(passphrase);
	const opened = await decrypter.decrypt(armor.decode(locked), 'text').catch(() => {
		throw new SafekeepingFault('foreign_key', 'The passphrase does not open this copy.');
	});
	return Bundle.parse(JSON.parse(opened));
}

/** Random bytes for check words: enough that nobody confirms a copy they do not have. */
export const checkBytes = () => randomBytes(8);
