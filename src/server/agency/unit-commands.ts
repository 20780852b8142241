import { type Administering, mayAdminister } from '../access/administering.ts';
import type { ChangeRefusal } from '../access/change.ts';
import { once } from '../access/change-log-commands.ts';
import type { UnitId } from '../access/policy.ts';
import type { LocalDate } from '../deadline/calendar.ts';
import { asSystem, seenBy, type Tx } from '../platform/db.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import type { Directory } from './directory.ts';
import type { Unit } from './unit.ts';
import {
	type AskedOfUnit,
	decideAdd,
	decidePlan,
	keyFor,
	type NewUnit,
	type UnitRefusal,
} from './unit-change.ts';
import { addPlan, cancelOpenPlan } from './unit-plan-queries.ts';
import { addUnitRow, countTouched, lockUnits, type Touched } from './unit-queries.ts';
import { factsOf, makeChange, tellOfUnit, type UnitChange } from './unit-work-commands.ts';

/** An administrator about to change the offices of a government. */
export type Arranging = Administering & {
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
	const may = mayAdminister(ground);
	if (!may.ok) return Promise.resolve(may);
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
		await tellOfUnit(tx, ground, key, { action: 'unit_added', before: null, after });
		return ok(key);
	});
}

/** Changes an office today, or plans it for a day ahead, on which the worker carries it out. */
export function changeUnit(ground: Arranging, key: string, asked: AskedOfUnit): Arranged {
	return arrange(ground, `unit_${asked.act} ${key}`, async (tx, directory) => {
		const unit = unitOf(key, directory);
		if (!unit) return refuse({ code: 'not_found' });
		if (asked.from > ground.today) return planChange(tx, { unit, asked }, { ...ground, directory });
		return makeChange(tx, { unit, asked }, { ...ground, directory, seenAs: ground.by.role });
	});
}

/** Takes back what was planned; the office stays as it is. */
export function cancelPlan(ground: Arranging, key: string): Arranged {
	return arrange(ground, `unit_plan_cancelled ${key}`, async (tx, directory) => {
		const unit = unitOf(key, directory);
		const asked = unit && (await cancelOpenPlan(tx, { ...ground.by, unitId: unit.id, at: ground.now }));
		if (!unit || !asked) return refuse({ code: 'not_found' });
		const before = factsOf(asked, directory);
		await tellOfUnit(tx, ground, key, { action: 'unit_plan_cancelled', before, after: null });
		return ok(key);
	});
}

async function planChange(
	tx: Tx,
	{ unit, asked }: UnitChange,
	ground: Omit<Arranging, 'directory'> & { readonly directory: Directory },
): Promise<Result<string, UnitRefusal>> {
	const { by, now, directory } = ground;
	const may = decidePlan(unit, asked, ground);
	if (!may.ok) return may;
	const isNew = await addPlan(tx, { ...by, unitId: unit.id, asked, at: now });
	if (!isNew) return refuse({ code: 'plan_exists' });
	const after = factsOf(asked, directory);
	await tellOfUnit(tx, ground, unit.key, { action: 'unit_change_planned', before: null, after });
	return ok(unit.key);
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
