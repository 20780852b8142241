import type { Demo } from '../access/caller.ts';
import { type ChangeRefusal, mayChangeAccess } from '../access/change.ts';
import type { ChangeAction } from '../access/change-actions.ts';
import { type By, type Facts, noteChange, once } from '../access/change-log-commands.ts';
import type { UnitId } from '../access/policy.ts';
import type { StaffSession } from '../access/session.ts';
import type { LocalDate } from '../deadline/calendar.ts';
import { asSystem, type Database, seenBy, type Tx, type Viewer } from '../platform/db.ts';
import { enqueue } from '../platform/jobs.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import type { Directory } from './directory.ts';
import type { Unit } from './unit.ts';
import {
	decideAdd,
	decideMerge,
	decideMove,
	decideRename,
	keyFor,
	type NewName,
	type NewUnit,
	type UnitRefusal,
} from './unit-change.ts';
import {
	addUnitRow,
	closeRow,
	countTouched,
	lockUnits,
	movePosts,
	moveRow,
	renameRow,
	type Touched,
} from './unit-queries.ts';

/** An administrator about to change the offices of a government. */
export type Arranging = {
	readonly db: Database;
	readonly session: StaffSession;
	readonly viewer: Viewer;
	readonly by: By;
	readonly demo: Demo;
	/** The same for every repetition of the same form. */
	readonly key: string;
	readonly now: Date;
	/** The office's date. */
	readonly today: LocalDate;
	/** Reads the offices as they stand now, not as they stood when the page was made. */
	readonly directory: () => Promise<Directory>;
};

export type ArrangeRefusal = ChangeRefusal | UnitRefusal;
/** The key of the office; null: this very form was taken before. */
type Arranged = Promise<Result<string | null, ArrangeRefusal>>;
type Work = (tx: Tx, directory: Directory) => Promise<Result<string, UnitRefusal>>;

function arrange(ground: Arranging, what: string, work: Work): Arranged {
	const { by, key, viewer, db } = ground;
	const may = mayChangeAccess(ground.session, ground);
	if (!may.ok) return Promise.resolve(may);
	if (by.role !== 'system_admin') return Promise.resolve(refuse({ code: 'not_found' }));
	return seenBy(viewer, db, async (tx) => {
		await lockUnits(tx, by.agencyId);
		return once(tx, { by, key, what }, async () => work(tx, await ground.directory()));
	});
}

/** Adds an office below another one. */
export function addUnit(ground: Arranging, asked: NewUnit): Arranged {
	return arrange(ground, 'unit_added', async (tx, directory) => {
		const parent = decideAdd(asked, directory);
		if (!parent.ok) return parent;
		const { kind, name, shortName } = asked;
		const key = keyFor(shortName, directory);
		const row = { agencyId: ground.by.agencyId, key, kind, name, shortName, from: ground.today };
		if (!(await addUnitRow(tx, row, parent.value.id))) return refuse({ code: 'name_taken' });
		const after = { name, shortName, kind, parent: parent.value.name, from: ground.today };
		await tell(tx, ground, key, { action: 'unit_added', before: null, after });
		return ok(key);
	});
}

/** Another name from a day on; what happened before is told under the old one. */
export function renameUnit(ground: Arranging, key: string, asked: NewName): Arranged {
	return arrange(ground, `unit_renamed ${key}`, async (tx, directory) => {
		const unit = unitOf(key, directory);
		if (!unit) return refuse({ code: 'not_found' });
		const may = decideRename(unit, asked, { directory, today: ground.today });
		if (!may.ok) return may;
		await renameRow(tx, ground.by.agencyId, unit.id, asked);
		const before = { name: unit.name, shortName: unit.shortName };
		await tell(tx, ground, key, { action: 'unit_renamed', before, after: { ...asked } });
		return ok(key);
	});
}

/** Another place in the tree. */
export function moveUnit(ground: Arranging, key: string, parent: string): Arranged {
	return arrange(ground, `unit_moved ${key}`, async (tx, directory) => {
		const unit = unitOf(key, directory);
		if (!unit) return refuse({ code: 'not_found' });
		const above = decideMove(unit, parent, directory);
		if (!above.ok) return above;
		await moveRow(tx, ground.by.agencyId, unit.id, above.value.id);
		const before = { parent: nameOf(unit.parentId, directory) };
		await tell(tx, ground, key, { action: 'unit_moved', before, after: { parent: above.value.name } });
		return ok(key);
	});
}

/**
 * Closes an office into another one: its people, its offices and topics go there at once, its open reports by a step
 * each, which the worker takes. Nothing is deleted: what it did stays its own.
 */
export function mergeUnit(ground: Arranging, key: string, successor: string): Arranged {
	return arrange(ground, `unit_merged ${key}`, async (tx, directory) => {
		const unit = unitOf(key, directory);
		if (!unit) return refuse({ code: 'not_found' });
		const heir = decideMerge(unit, successor, directory);
		if (!heir.ok) return heir;
		const { agencyId, role } = ground.by;
		const merging = { agencyId, unit, heir: heir.value, today: ground.today };
		const { handled, verified } = await touched(tx, ground, unit.id);
		// Also the administrator's own post: it moves with the office, it is not raised.
		const people = await asSystem(tx, role, async () => {
			await closeRow(tx, merging);
			return movePosts(tx, merging);
		});
		await enqueue(tx, 'units.hand_over', { agencyId });
		const after = { successor: heir.value.name, reports: handled + verified, people, until: ground.today };
		await tell(tx, ground, key, { action: 'unit_merged', before: { name: unit.name }, after });
		return ok(heir.value.key);
	});
}

/** How much an office has in hand: numbers only, of reports the administrator never sees. */
export function touched(
	tx: Tx,
	{ by, today }: Pick<Arranging, 'by' | 'today'>,
	unitId: UnitId,
): Promise<Touched> {
	return asSystem(tx, by.role, () => countTouched(tx, { agencyId: by.agencyId, unitId, today }));
}

function unitOf(key: string, { units }: Directory): Unit | undefined {
	return [...units.values()].find((unit) => unit.key === key);
}

function nameOf(id: UnitId | null, { units }: Directory): string | null {
	return (id && units.get(id)?.name) || null;
}

type Told = { readonly action: ChangeAction; readonly before: Facts | null; readonly after: Facts };

function tell(tx: Tx, { by, now }: Arranging, key: string, told: Told): Promise<void> {
	return noteChange(tx, { ...told, subject: `unit ${key}`, by, at: now });
}
