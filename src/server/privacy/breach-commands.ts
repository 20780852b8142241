import { type By, type Facts, noteChange } from '../access/change-log-commands.ts';
import type { Tx } from '../platform/db.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { type Breach, mayClose, type Told } from './breach.ts';
import { addBreach, type BreachRow, findBreach, saveBreach, saveClosed, saveTold } from './breach-queries.ts';
import { type Rules, termEnd } from './rules.ts';

type Change = { readonly by: By; readonly at: Date };

/** Notes an incident; the term to tell runs from the instant it was known, not from the note. */
export async function noteBreach(
	tx: Tx,
	breach: Breach,
	{ by, at, rules }: Change & { readonly rules: Rules },
): Promise<number> {
	const { breach_notice: term } = rules;
	const dueAt = termEnd(breach.knownAt, term);
	const seq = await addBreach(tx, {
		...breach,
		agencyId: by.agencyId,
		dueAt,
		source: term.source,
		by: by.personId,
		at,
	});
	await noteChange(tx, {
		action: 'breach_noted',
		subject: `breach ${seq}`,
		before: null,
		after: factsOf(breach),
		by,
		at,
	});
	return seq;
}

export type BreachRefusal =
	| { readonly code: 'breach_gone' }
	| { readonly code: 'changed_meanwhile' }
	| { readonly code: 'closed_already' }
	| { readonly code: 'not_told_yet' };

/** Writes what is known by now, unless somebody else wrote meanwhile. */
export function changeBreach(
	tx: Tx,
	{ seq, version, breach }: { readonly seq: number; readonly version: number; readonly breach: Breach },
	change: Change,
): Promise<Result<BreachRow, BreachRefusal>> {
	return changing(tx, seq, change, async (row) => {
		if (row.version !== version) return refuse({ code: 'changed_meanwhile' });
		await saveBreach(tx, row.id, breach);
		return ok(factsOf(breach));
	});
}

/** Notes who was told when; a later note corrects an earlier one, and both stand in the log. */
export function noteTold(
	tx: Tx,
	{ seq, told }: { readonly seq: number; readonly told: { whom: Told; at: Date; how: string } },
	change: Change,
): Promise<Result<BreachRow, BreachRefusal>> {
	return changing(tx, seq, change, async (row) => {
		await saveTold(tx, row.id, told);
		return ok({ told: told.whom, when: told.at.toISOString(), how: told.how });
	});
}

/** Closes an incident of which everybody who must be told was told. */
export function closeBreach(tx: Tx, seq: number, change: Change): Promise<Result<BreachRow, BreachRefusal>> {
	return changing(tx, seq, change, async (row) => {
		if (!mayClose(row)) return refuse({ code: 'not_told_yet' });
		await saveClosed(tx, row.id, change.at);
		return ok({ state: 'closed' });
	});
}

async function changing(
	tx: Tx,
	seq: number,
	{ by, at }: Change,
	work: (row: BreachRow) => Promise<Result<Facts, BreachRefusal>>,
): Promise<Result<BreachRow, BreachRefusal>> {
	const row = await findBreach(tx, { agencyId: by.agencyId, seq });
	if (!row) return refuse({ code: 'breach_gone' });
	if (row.closedAt) return refuse({ code: 'closed_already' });
	const done = await work(row);
	if (!done.ok) return done;
	const before = 'title' in done.value ? factsOf(row) : null;
	await noteChange(tx, {
		action: 'breach_changed',
		subject: `breach ${seq}`,
		before,
		after: done.value,
		by,
		at,
	});
	return ok(row);
}

function factsOf({ knownAt, ...breach }: Breach): Facts {
	const { title, happened, dataKinds, subjects, subjectCount, measures } = breach;
	return { title, happened, dataKinds, subjects, subjectCount, measures, knownAt: knownAt.toISOString() };
}
