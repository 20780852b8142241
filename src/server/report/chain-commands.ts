import { systemFor } from '../access/actor.ts';
import type { AgencyId, ReportId } from '../access/policy.ts';
import { type Database, seenBy, type Viewer } from '../platform/db.ts';
import { sha256 } from '../platform/hash.ts';
import { addRoot, type Chain, type ChainDay, chainDays, chainsAfter, endsOf } from './chain-queries.ts';
import { type BrokenLink, CHAIN_START, dailyRoot, verifyChain } from './evidence.ts';

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
	const roots = await keepRoots(db, at);
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
 * Goes over the days in order: each root covers the one before and the ends of all chains that grew on the day, so the
 * newest covers everything. May run at any time and again; a root once kept is never changed.
 */
export async function keepRoots(db: Database, at: Date): Promise<ChainCheck['roots']> {
	const days = await seenBy(SYSTEM, db, (tx) => chainDays(tx, at));
	const last = new Map<AgencyId, string>();
	const broken: ChainDay[] = [];
	for (const one of days) {
		const { agencyId, day } = one;
		const ends = await seenBy(SYSTEM, db, (tx) => endsOf(tx, agencyId, day));
		const root = dailyRoot(sha256, [last.get(agencyId) ?? CHAIN_START, ...ends]);
		if (one.root === null)
			await seenBy(SYSTEM, db, (tx) => addRoot(tx, { agencyId, day, reports: ends.length, root }, at));
		else if (one.root !== root) broken.push(one);
		last.set(agencyId, one.root ?? root);
	}
	const added = days.filter(({ root }) => root === null).length;
	return {
		kept: days.length - added,
		added,
		broken: broken.map(({ agencyId, day }) => ({ agencyId, day })),
	};
}

/** Looks at all governments at once. */
const SYSTEM: Viewer = { ...systemFor('' as AgencyId), agencyId: null };
