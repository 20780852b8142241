import type { AgencyId, ReportId } from '../access/policy.ts';
import { type Database, seenBy } from '../platform/db.ts';
import { sha256 } from '../platform/hash.ts';
import {
	addRoot,
	type Chain,
	chainDays,
	chainsAfter,
	daysWritten,
	endsOf,
	lastRoots,
} from './chain-queries.ts';
import { type BrokenLink, CHAIN_START, dailyRoot, verifyChain } from './evidence.ts';
import { SYSTEM } from './jobs.ts';

/** What checking all evidence found; whole when both lists of broken things are empty. */
export type ChainCheck = {
	readonly reports: number;
	readonly steps: number;
	readonly broken: readonly { readonly code: string; readonly at: number; readonly why: BrokenLink['why'] }[];
	readonly roots: {
		readonly kept: number;
		readonly added: number;
		/** Days whose steps are no longer those the root was made over. */
		readonly broken: readonly { readonly agencyId: AgencyId; readonly day: string }[];
	};
};

const BATCH = 500;

/** Checks every chain of every report and every daily root, and makes the roots that are missing. */
export async function checkEvidence(db: Database, at: Date): Promise<ChainCheck> {
	const roots = await checkRoots(db, at);
	const broken: ChainCheck['broken'][number][] = [];
	let reports = 0;
	let steps = 0;
	for await (const chain of allChains(db)) {
		reports += 1;
		steps += chain.steps.length;
		broken.push(...faultOf(chain));
	}
	return { reports, steps, broken, roots };
}

async function* allChains(db: Database): AsyncGenerator<Chain, void> {
	let after: ReportId | null = null;
	do {
		const from: ReportId | null = after;
		const chains: readonly Chain[] = await seenBy(SYSTEM, db, (tx) => chainsAfter(tx, from, BATCH));
		yield* chains;
		after = chains.at(-1)?.reportId ?? null;
	} while (after);
}

/** Every report was submitted: a chain without a step has lost its beginning. */
function faultOf({ code, steps }: Chain): ChainCheck['broken'] {
	if (steps.length === 0) return [{ code, at: 0, why: 'end' }];
	const checked = verifyChain(sha256, steps);
	return checked.ok ? [] : [{ code, at: checked.refusal.at, why: checked.refusal.why }];
}

/**
 * Each night: makes the roots of the days that are over since the last one; answers how many. May run at any time and
 * again; a root once kept is never changed. Those kept before are not looked at, however many reports there are.
 */
export async function keepRoots(db: Database, at: Date): Promise<number> {
	let made = 0;
	for (const last of await seenBy(SYSTEM, db, (tx) => lastRoots(tx, at))) {
		let before = last.root;
		for (const day of await seenBy(SYSTEM, db, (tx) => daysWritten(tx, last))) {
			before = await makeRoot(db, { agencyId: last.agencyId, day, before }, at);
			made += 1;
		}
	}
	return made;
}

type Making = {
	readonly agencyId: AgencyId;
	readonly day: string;
	/** The root of the day before; none on the first. */
	readonly before: string | null;
};

async function makeRoot(db: Database, making: Making, at: Date): Promise<string> {
	const { agencyId, day } = making;
	const { reports, root } = await rootOf(db, making);
	await seenBy(SYSTEM, db, (tx) => addRoot(tx, { agencyId, day, reports, root }, at));
	return root;
}

async function rootOf(db: Database, { agencyId, day, before }: Making) {
	const ends = await seenBy(SYSTEM, db, (tx) => endsOf(tx, agencyId, day));
	return { reports: ends.length, root: dailyRoot(sha256, [before ?? CHAIN_START, ...ends]) };
}

/** Makes what is missing and goes over all days again: each root covers the one before, so the newest covers everything. */
async function checkRoots(db: Database, at: Date): Promise<ChainCheck['roots']> {
	const added = await keepRoots(db, at);
	const days = await seenBy(SYSTEM, db, (tx) => chainDays(tx, at));
	const last = new Map<AgencyId, string>();
	const broken: ChainCheck['roots']['broken'][number][] = [];
	for (const { agencyId, day, root: kept } of days) {
		const { root } = await rootOf(db, { agencyId, day, before: last.get(agencyId) ?? null });
		if (kept !== root) broken.push({ agencyId, day });
		last.set(agencyId, kept ?? root);
	}
	return { kept: days.length - added, added, broken };
}
