import type { Actor } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import type { Tx } from '../platform/db.ts';
import { sha256 } from '../platform/hash.ts';
import { isNewForm } from '../platform/sent-form.ts';
import { type Chosen, chosenReports } from './case-bulk-queries.ts';
import { takeStep } from './commands.ts';
import type { StepInput } from './guards.ts';

/** What can be done to many reports at once, with one reason. */
export const BULK_STEPS = ['forward', 'merge'] as const;
export type BulkStep = (typeof BULK_STEPS)[number];
/** More are better looked at in two goes. */
export const MOST_AT_ONCE = 100;

export type Bulk = {
	readonly step: BulkStep;
	/** Code and the version that was shown. */
	readonly chosen: ReadonlyMap<string, number>;
	readonly input: StepInput;
	readonly actor: Actor;
	readonly initials: string;
	readonly at: Date;
	readonly directory: Directory;
	readonly key: string;
};

export type BulkOutcome = {
	readonly done: readonly string[];
	/** Why a report stays where it is: a refusal's code, `needs_copy`, or `gone`. */
	readonly left: readonly { readonly code: string; readonly why: string }[];
};

/**
 * Takes the same step on many reports in one transaction, each with its own entry; what is refused stays and says why.
 * The same form again does nothing: every report is where it was, or on its way.
 */
export async function takeMany(tx: Tx, bulk: Bulk): Promise<BulkOutcome> {
	const once = {
		agencyId: bulk.actor.agencyId,
		keyHash: Buffer.from(sha256(bulk.key), 'hex'),
		what: `many ${bulk.step}`,
	};
	if (!(await isNewForm(tx, once))) return { done: [], left: [] };

	const found = await chosenReports(tx, [...bulk.chosen.keys()]);
	const done: string[] = [];
	const left = [...bulk.chosen.keys()]
		.filter((code) => !found.some((one) => one.code === code))
		.map((code) => ({ code, why: 'gone' }));
	for (const report of found) {
		const why = await takeOne(tx, report, bulk);
		if (why) left.push({ code: report.code, why });
		else done.push(report.code);
	}
	return { done, left };
}

async function takeOne(tx: Tx, { id, code, needsCopy }: Chosen, bulk: Bulk): Promise<string | null> {
	const { step, input, actor, initials, at, directory, chosen } = bulk;
	if (step === 'forward' && needsCopy) return 'needs_copy';
	const version = chosen.get(code) ?? null;
	const taken = await takeStep(tx, { id, step, input, actor, initials, at, directory, version });
	return taken.ok ? null : taken.refusal.code;
}
