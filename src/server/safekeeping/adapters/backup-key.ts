import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import * as z from 'zod';
import { createFile } from '#server/platform/durable-file.ts';
import { isSameSecret } from '#server/platform/hash.ts';
import { SafekeepingFault } from '../fault.ts';

/** The key of backups: an age identity that also withstands a quantum computer, in `keys/backup.json`. */
export type BackupKey = {
	readonly identity: string;
	readonly recipient: string;
	/** A mark for `text` that only the holder of the key can make. */
	mac(text: string): string;
	isMac(text: string, mac: string): boolean;
};

const Stored = z.object({ version: z.literal(1), identity: z.string().startsWith('AGE-SECRET-KEY-') });

/** Reads the key, or makes it the first time. */
export async function openBackupKey(path: string): Promise<BackupKey> {
	if (!existsSync(path)) {
		const identity = await generateHybridIdentity();
		await createFile(path, `${JSON.stringify({ version: 1, identity }, null, '\t')}\n`);
	}
	return readBackupKey(path);
}

/** The key of backups made elsewhere; without it they cannot be opened. */
export async function readBackupKey(path: string): Promise<BackupKey> {
	const text = await readFile(path, 'utf8').catch(() => {
		throw new SafekeepingFault(
			'foreign_key',
			`There is no backup key at ${path}. Put back the recovery copy of the keys.`,
		);
	});
	const { identity } = Stored.parse(JSON.parse(text));
	const mac = (signed: string) => createHmac('sha256', identity).update(signed).digest('base64');
	return {
		identity,
		recipient: await identityToRecipient(identity),
		mac,
		isMac: (signed, given) => isSameSecret(Buffer.from(mac(signed)), Buffer.from(given)),
	};
}
