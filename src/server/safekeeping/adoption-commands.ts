import { codeSpace, lengthFor } from '../report/tracking-code.ts';
import {
	codesUsed,
	endSessions,
	holdWaiting,
	leapNumbers,
	noteRestoration,
	raiseCodesUsed,
} from './adoption-queries.ts';
import type { OwnerLine } from './cluster-queries.ts';

export type Adopted = { readonly heldMessages: number };

/**
 * Makes a restored copy the installation's database, whatever was done since the backup and is lost: nothing is numbered
 * twice, no message leaves a second time, nobody is let in by a session or a link that ended since. Once per restore.
 */
export async function adopt(
	line: OwnerLine,
	restored: { readonly backup: string; readonly restoredTo: Date },
	at: Date,
): Promise<Adopted> {
	await line.query('begin');
	try {
		await leapNumbers(line);
		await lengthenCodes(line, restored.restoredTo, at);
		const heldMessages = await holdWaiting(line);
		await endSessions(line, at);
		await noteRestoration(line, { ...restored, at });
		await line.query('commit');
		return { heldMessages };
	} catch (fault) {
		await line.query('rollback');
		throw fault;
	}
}

/**
 * Codes are drawn at random, and which ones were given out after the backup nobody knows. From now on they are one symbol
 * longer than any of them, so that none is given out twice.
 */
async function lengthenCodes(line: OwnerLine, from: Date, until: Date): Promise<void> {
	const first = from.getUTCFullYear();
	const years = Array.from({ length: until.getUTCFullYear() - first + 1 }, (_, nth) => first + nth);
	for (const found of await codesUsed(line, years))
		await raiseCodesUsed(line, { ...found, used: Math.ceil(codeSpace(lengthFor(found.used)) / 10) });
}
