import { connect } from '../platform/db.ts';
import { checkEvidence } from '../report/chain-commands.ts';
import type { Place } from './adapters/place.ts';
import { countRows, filesNamed, type OwnerLine, recoveredTo } from './cluster-queries.ts';
import { SafekeepingFault } from './fault.ts';
import { type Manifest, missingRows } from './manifest.ts';

/** What a restored copy was found to hold, every chain checked. */
export type Checked = {
	readonly restoredTo: Date;
	readonly reports: number;
	readonly steps: number;
	readonly files: number;
};

type Against = {
	readonly place: Place;
	readonly at: Date;
	/** False where stored files lie in an object store, which keeps them itself. */
	readonly keepsFiles: boolean;
};
type Copy = { readonly line: OwnerLine; readonly appUrl: string };

/**
 * Checks a restored copy as an auditor would: no row fewer than at the backup, every chain of evidence and every daily
 * root whole, every stored file that a row names at hand. Throws with what is wrong.
 */
export async function checkCopy(
	{ line, appUrl }: Copy,
	manifest: Manifest,
	{ place, at, keepsFiles }: Against,
): Promise<Checked> {
	const missing = missingRows(manifest.counts, await countRows(line));
	if (Object.keys(missing).length > 0)
		throw new SafekeepingFault('rows_missing', `Rows are missing: ${JSON.stringify(missing)}`);
	const evidence = await evidenceOf(appUrl, at);
	const files = keepsFiles ? await filesNamed(line) : [];
	const kept = new Set((await place.list('files/')).map((name) => name.split('/').at(-1)));
	const absent = manifest.files.elsewhere ? [] : files.filter((name) => !kept.has(name));
	if (absent.length > 0)
		throw new SafekeepingFault(
			'files_missing',
			`${absent.length} stored files are missing in ${place.says}.`,
		);
	const restoredTo = (await recoveredTo(line)) ?? new Date(manifest.endedAt);
	return { restoredTo, ...evidence, files: files.length };
}

async function evidenceOf(appUrl: string, at: Date): Promise<Pick<Checked, 'reports' | 'steps'>> {
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
