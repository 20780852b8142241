import { connect } from '../platform/db.ts';
import { checkEvidence } from '../report/chain-commands.ts';
import { keptFile } from './adapters/kept-files.ts';
import type { Place } from './adapters/place.ts';
import { countRows, filesNamed, type OwnerLine, orphanedRows, recoveredTo } from './cluster-queries.ts';
import { SafekeepingFault } from './fault.ts';
import { filesDue } from './file-round.ts';
import { type Manifest, missingRows } from './manifest.ts';

/** What a restored copy was found to hold, every chain checked. */
export type CheckedRows = { readonly restoredTo: Date; readonly reports: number; readonly steps: number };
export type Checked = CheckedRows & {
	readonly files: number;
	/** Of these were read whole tonight and are what they were. */
	readonly filesRead: number;
};

type Against = { readonly place: Place; readonly at: Date };
type Copy = { readonly line: OwnerLine; readonly appUrl: string };

/**
 * Checks a restored copy as an auditor would: its rows, every stored file that a row names at hand and, night by night,
 * each of them read. Throws with what is wrong.
 */
export async function checkCopy(copy: Copy, manifest: Manifest, { place, at }: Against): Promise<Checked> {
	const rows = await checkRows(copy, manifest, at);
	const files = await filesNamed(copy.line);
	return { ...rows, files: files.length, filesRead: await readFiles(files, place, at) };
}

/** No row fewer than at the backup, every chain of evidence and every daily root whole. Throws with what is wrong. */
export async function checkRows({ line, appUrl }: Copy, manifest: Manifest, at: Date): Promise<CheckedRows> {
	const missing = missingRows(manifest.counts, await countRows(line));
	if (Object.keys(missing).length > 0)
		throw new SafekeepingFault('rows_missing', `Rows are missing: ${JSON.stringify(missing)}`);
	const orphaned = await orphanedRows(line);
	if (Object.keys(orphaned).length > 0)
		throw new SafekeepingFault(
			'rows_missing',
			`What these rows belong to is missing: ${JSON.stringify(orphaned)}`,
		);
	const evidence = await evidenceOf(appUrl, at);
	return { restoredTo: (await recoveredTo(line)) ?? new Date(manifest.endedAt), ...evidence };
}

/** Every file has its copy; those whose turn it is are read. */
async function readFiles(keys: readonly string[], place: Place, at: Date): Promise<number> {
	const kept = new Set((await place.list('files/')).map((name) => name.split('/').at(-1)));
	assertNone(
		keys.filter((key) => !kept.has(key)),
		`missing in ${place.says}`,
	);
	const due = filesDue(keys, at);
	const damaged: string[] = [];
	for (const key of due) if (!(await keptFile(place, key))) damaged.push(key);
	assertNone(damaged, `damaged in ${place.says}; remove them there, and the next round copies them again`);
	return due.length;
}

function assertNone(keys: readonly string[], what: string): void {
	if (keys.length === 0) return;
	const some = keys.slice(0, 5).join(', ');
	throw new SafekeepingFault('files_missing', `${keys.length} stored files are ${what}: ${some}`);
}

/** Every chain of evidence and every daily root, looked at as the application. Throws when one is broken. */
export async function evidenceOf(appUrl: string, at: Date): Promise<Pick<Checked, 'reports' | 'steps'>> {
	const db = connect(appUrl, 2);
	try {
		const { reports, steps, broken, roots } = await checkEvidence(db, at);
		const wrong = broken.length + roots.broken.length;
		if (wrong > 0) throw new SafekeepingFault('chain_broken', `${wrong} chains or daily roots are broken.`);
		return { reports, steps };
	} finally {
		await db.destroy();
	}
}
