import type { UnitId } from '../access/policy.ts';
import { addCalendarDays, type LocalDate } from '../deadline/calendar.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { type Directory, unitAndAbove } from './directory.ts';
import { UNIT_KINDS, type UnitKind } from './pack-words.ts';
import { heirOf, openUnits, type Unit } from './unit.ts';

/** Offices of which a government has exactly one, at a fixed place: they are renamed, never merged away nor added again. */
const SINGULAR: readonly string[] = ['leadership', 'complaint_desk', 'inspectorate'] satisfies UnitKind[];
export const ADDED_KINDS = (Object.keys(UNIT_KINDS) as UnitKind[]).filter((kind) => !SINGULAR.includes(kind));

/** Why an office cannot be changed like this, and which field says so. */
export type UnitRefusal =
	| { readonly code: 'not_found' }
	| { readonly code: 'kind_missing' }
	| { readonly code: 'parent_missing' }
	/** It would stand below itself. */
	| { readonly code: 'own_child' }
	| { readonly code: 'successor_missing' }
	/** The system cannot do without this office. */
	| { readonly code: 'needed' }
	| { readonly code: 'same' }
	| { readonly code: 'name_taken' }
	/** Another name would begin before the last one did; any other change would have begun before today. */
	| { readonly code: 'day_impossible' }
	/** Something is planned for this office already. */
	| { readonly code: 'plan_exists' };

/** What becomes of an office: another name, another place in the tree, or its end in the office that takes over. */
export type UnitAct =
	| { readonly act: 'rename'; readonly name: string; readonly shortName: string }
	| { readonly act: 'move' | 'merge'; readonly target: UnitId | null };
export const UNIT_ACTS = ['rename', 'move', 'merge'] as const satisfies readonly UnitAct['act'][];

/** A change, and the first day it is in force. */
export type AskedOfUnit = UnitAct & { readonly from: LocalDate };

/** How far ahead anything is planned, in calendar days: two years, as far as a decree is known. */
const FURTHEST_AHEAD = 731;

export type NewUnit = {
	readonly name: string;
	readonly shortName: string;
	readonly kind: string;
	readonly parent: UnitId | null;
};

/** Where a new office stands. */
export function decideAdd(asked: NewUnit, directory: Directory): Result<Unit, UnitRefusal> {
	if (!ADDED_KINDS.some((kind) => kind === asked.kind)) return refuse({ code: 'kind_missing' });
	const parent = openUnit(asked.parent, directory);
	if (!parent) return refuse({ code: 'parent_missing' });
	return isNameFree(asked.name, null, directory) ? ok(parent) : refuse({ code: 'name_taken' });
}

/**
 * Whether the office can be changed like this as the offices stand; `today` for what is planned is its own day. Says
 * which office it will stand below or be continued by; null for a name.
 */
export function decideChange(
	unit: Unit,
	asked: AskedOfUnit,
	ground: { readonly directory: Directory; readonly today: LocalDate },
): Result<Unit | null, UnitRefusal> {
	if (asked.act === 'rename') return decideRename(unit, asked, ground);
	if (asked.from < ground.today) return refuse({ code: 'day_impossible' });
	const decide = asked.act === 'move' ? decideMove : decideMerge;
	return decide(unit, asked.target, ground.directory);
}

/** The same for a day ahead: what stands in the way today would stand in the way then, as far as anybody knows. */
export function decidePlan(
	unit: Unit,
	asked: AskedOfUnit,
	{ directory, today }: { readonly directory: Directory; readonly today: LocalDate },
): Result<Unit | null, UnitRefusal> {
	if (asked.from > addCalendarDays(today, FURTHEST_AHEAD)) return refuse({ code: 'day_impossible' });
	return decideChange(unit, asked, { directory, today: asked.from });
}

export type NewName = { readonly name: string; readonly shortName: string; readonly from: LocalDate };

/** The office by its new name from a day on: today, or earlier when the decree is older than the entry. */
export function decideRename(
	unit: Unit,
	{ name, shortName, from }: NewName,
	{ directory, today }: { directory: Directory; today: LocalDate },
): Result<null, UnitRefusal> {
	if (unit.successorId) return refuse({ code: 'not_found' });
	if (name === unit.name && shortName === unit.shortName) return refuse({ code: 'same' });
	if (!isNameFree(name, unit.id, directory)) return refuse({ code: 'name_taken' });
	const last = unit.formerNames.at(-1);
	// The present name had at least one day.
	const isBehind = !last || from > addCalendarDays(last.until, 1);
	return from <= today && isBehind ? ok(null) : refuse({ code: 'day_impossible' });
}

/** The office below which this one stands from now on. */
export function decideMove(
	unit: Unit,
	parent: UnitId | null,
	directory: Directory,
): Result<Unit, UnitRefusal> {
	if (unit.successorId) return refuse({ code: 'not_found' });
	if (!unit.parentId) return refuse({ code: 'needed' });
	const above = openUnit(parent, directory);
	if (!above) return refuse({ code: 'parent_missing' });
	if (above.id === unit.parentId) return refuse({ code: 'same' });
	return isBelow(above, unit, directory) ? refuse({ code: 'own_child' }) : ok(above);
}

/** The office that takes over everything from now on. */
export function decideMerge(
	unit: Unit,
	successor: UnitId | null,
	directory: Directory,
): Result<Unit, UnitRefusal> {
	if (unit.successorId) return refuse({ code: 'not_found' });
	if (!unit.parentId || SINGULAR.includes(unit.kind)) return refuse({ code: 'needed' });
	const heir = openUnit(successor, directory);
	if (!heir || heir.id === unit.id || heir.kind === 'leadership')
		return refuse({ code: 'successor_missing' });
	return isBelow(heir, unit, directory) ? refuse({ code: 'own_child' }) : ok(heir);
}

function openUnit(id: UnitId | null, directory: Directory): Unit | undefined {
	return openUnits(directory).find((unit) => unit.id === id);
}

function isBelow(one: Unit, other: Unit, directory: Directory): boolean {
	return unitAndAbove(directory, one.id).some(({ id }) => id === other.id);
}

function isNameFree(name: string, own: UnitId | null, directory: Directory): boolean {
	const plain = name.toLowerCase();
	return !openUnits(directory).some((unit) => unit.id !== own && unit.name.toLowerCase() === plain);
}

/** A name for addresses and packs: `dinas_pasar`, with a number when another office has it. */
export function keyFor(shortName: string, { units }: Directory): string {
	const plain = shortName
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/^[_0-9]+|_+$/g, '');
	const taken = new Set([...units.values()].map(({ key }) => key));
	const base = plain.slice(0, 40) || 'unit';
	for (let nth = 2, key = base; ; nth += 1) {
		if (!taken.has(key)) return key;
		key = `${base}_${nth}`;
	}
}

/** The offices that were merged into this one, directly or on the way of others. */
export function predecessorsOf(directory: Directory, id: UnitId): Unit[] {
	return [...directory.units.values()].filter((unit) => unit.id !== id && heirOf(directory, unit.id) === id);
}
