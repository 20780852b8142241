import type { ChangeAction } from '../access/change-actions.ts';
import { type By, type Facts, noteChange } from '../access/change-log-commands.ts';
import type { UnitId } from '../access/policy.ts';
import type { Role } from '../access/roles.ts';
import type { LocalDate } from '../deadline/calendar.ts';
import { asSystem, type Tx } from '../platform/db.ts';
import { enqueue } from '../platform/jobs.ts';
import { ok, type Result } from '../platform/result.ts';
import type { Directory } from './directory.ts';
import type { Unit } from './unit.ts';
import { type AskedOfUnit, decideChange, type UnitRefusal } from './unit-change.ts';
import { closeRow, countTouched, movePosts, moveRow, renameRow } from './unit-queries.ts';

export type UnitChange = { readonly unit: Unit; readonly asked: AskedOfUnit };

type Telling = { readonly by: By; readonly now: Date };

/** Whoever decided the change, on which day, and as whom the transaction looks while it is made. */
export type Making = Telling & {
	readonly today: LocalDate;
	readonly directory: Directory;
	readonly seenAs: Role;
};

/** Makes a change of an office that is in force; the key of the office that stands for it from now on. */
export async function makeChange(
	tx: Tx,
	{ unit, asked }: UnitChange,
	ground: Making,
): Promise<Result<string, UnitRefusal>> {
	const other = decideChange(unit, asked, ground);
	if (!other.ok) return other;
	const { agencyId } = ground.by;
	const after = factsOf(asked, ground.directory);
	if (asked.act === 'rename') {
		await renameRow(tx, agencyId, unit.id, asked);
		const before = { name: unit.name, shortName: unit.shortName };
		await tellOfUnit(tx, ground, unit.key, { action: 'unit_renamed', before, after });
		return ok(unit.key);
	}
	const target = other.value ?? unit; // both other changes name an office
	if (asked.act === 'merge') return ok(await merge(tx, unit, { ...ground, heir: target }));
	await moveRow(tx, agencyId, unit.id, target.id);
	const before = { parent: nameOf(unit.parentId, ground.directory) };
	await tellOfUnit(tx, ground, unit.key, { action: 'unit_moved', before, after });
	return ok(unit.key);
}

/**
 * Closes an office into another one: its people, its offices and topics go there at once, its open reports by a step
 * each, which the worker takes. Nothing is deleted: what it did stays its own.
 */
async function merge(
	tx: Tx,
	unit: Unit,
	{ heir, ...ground }: Making & { readonly heir: Unit },
): Promise<string> {
	const { by, today, seenAs } = ground;
	const { agencyId } = by;
	const merging = { agencyId, unit, heir, today };
	// Also the administrator's own post: it moves with the office, it is not raised.
	const moved = await asSystem(tx, seenAs, async () => {
		const { handled, verified } = await countTouched(tx, { agencyId, unitId: unit.id, today });
		await closeRow(tx, merging);
		return { reports: handled + verified, people: await movePosts(tx, merging) };
	});
	await enqueue(tx, 'units.hand_over', { agencyId });
	const after = { successor: heir.name, ...moved, until: today };
	await tellOfUnit(tx, ground, unit.key, { action: 'unit_merged', before: { name: unit.name }, after });
	return heir.key;
}

/** What was asked, as the log of changes tells it. */
export function factsOf(asked: AskedOfUnit, directory: Directory): Facts {
	const { from } = asked;
	if (asked.act === 'rename') return { name: asked.name, shortName: asked.shortName, from };
	const name = nameOf(asked.target, directory);
	return asked.act === 'move' ? { parent: name, from } : { successor: name, from };
}

function nameOf(id: UnitId | null, { units }: Directory): string | null {
	return (id && units.get(id)?.name) ?? null;
}

type Told = { readonly action: ChangeAction; readonly before: Facts | null; readonly after: Facts | null };

/** One line about an office in the log of changes. */
export function tellOfUnit(tx: Tx, { by, now }: Telling, key: string, told: Told): Promise<void> {
	return noteChange(tx, { ...told, subject: `unit ${key}`, by, at: now });
}
