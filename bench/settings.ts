import { parseArgs } from 'node:util';

/** What is measured, in the order it is. */
export const PATHS = ['submit', 'report', 'report_uncached', 'list', 'list_uncached', 'queue'] as const;
export type Path = (typeof PATHS)[number];

export type Settings = {
	/** How many reports the government has before anything is measured. */
	readonly reports: number;
	readonly paths: readonly Path[];
	/** How long each side of a path is measured, in seconds, all rounds together. */
	readonly seconds: number;
	readonly rounds: number;
	readonly warmSeconds: number;
};

const MOST_REPORTS = 5_000_000;

/** `--reports N [--only a,b] [--quick]`; throws with a sentence for anything else. */
export function settingsOf(argv: readonly string[]): Settings {
	const { values } = parseArgs({
		args: [...argv],
		options: { reports: { type: 'string' }, only: { type: 'string' }, quick: { type: 'boolean' } },
	});
	const reports = Number(values.reports ?? '100000');
	if (!Number.isInteger(reports) || reports < 100 || reports > MOST_REPORTS)
		throw new Error(`--reports needs a whole number from 100 to ${MOST_REPORTS}, not ${values.reports}`);
	const pace = values.quick
		? { seconds: 3, rounds: 3, warmSeconds: 1 }
		: { seconds: 10, rounds: 5, warmSeconds: 2 };
	return { reports, paths: pathsOf(values.only), ...pace };
}

function pathsOf(only: string | undefined): readonly Path[] {
	if (!only) return PATHS;
	return only.split(',').map((name) => {
		const path = PATHS.find((known) => known === name.trim());
		if (!path) throw new Error(`--only knows ${PATHS.join(', ')}, not ${name}`);
		return path;
	});
}
