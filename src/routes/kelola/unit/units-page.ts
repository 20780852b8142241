import type { Directory } from '#server/agency/directory.ts';
import { directoryOfAgency, forgetDirectories } from '#server/agency/queries.ts';
import { openUnits, type Unit } from '#server/agency/unit.ts';
import type { Arranging } from '#server/agency/unit-commands.ts';
import type { UnitPlan } from '#server/agency/unit-plan-queries.ts';
import { localDate } from '#server/deadline/calendar.ts';
import { notThere } from '../../petugas/signed-in.ts';
import type { Administrator } from '../enter.ts';

/** What a change of the offices needs of this request. */
export function arranging({ staff, viewer, by }: Administrator, locals: App.Locals, key: string): Arranging {
	const { services, now } = locals;
	return {
		db: services.db,
		session: staff,
		viewer,
		by,
		demo: services.config.TUNTAS_DEMO,
		key,
		now,
		today: localDate(now, locals.directory.calendar),
		directory: () => directoryNow(locals),
	};
}

/** Not what was believed a moment ago: a decision about offices looks at the rows. */
async function directoryNow({ services, directory }: App.Locals): Promise<Directory> {
	forgetDirectories();
	return (await directoryOfAgency(services.db.pool, directory.agency.id)) ?? directory;
}

/** The office of an address, of this government. */
export function unitNamed(locals: App.Locals, key: string): Unit {
	const unit = [...locals.directory.units.values()].find((one) => one.key === key);
	return unit ?? notThere(locals);
}

export function unitOptions(directory: Directory) {
	return openUnits(directory).map(({ id, name }) => ({ value: String(id), label: name }));
}

type Branch = Pick<Unit, 'id' | 'key' | 'name' | 'kind'> & { readonly below: readonly Branch[] };

/** The open offices as a tree, each with those below it, by name. */
export function treeOf(directory: Directory, parent: Unit['id'] | null = null): readonly Branch[] {
	return openUnits(directory)
		.filter(({ parentId }) => parentId === parent)
		.map(({ id, key, name, kind }) => ({ id, key, name, kind, below: treeOf(directory, id) }));
}

/** A plan as it is shown: what becomes of which office, when, and why it could not be carried out. */
export function planShown({ unitId, asked, refused }: UnitPlan, { units }: Directory) {
	const unit = units.get(unitId);
	const other = asked.act === 'rename' ? asked.name : asked.target && units.get(asked.target)?.name;
	return {
		key: unit?.key ?? '',
		unit: unit?.name ?? '',
		act: asked.act,
		to: other ?? '',
		from: asked.from,
		refused,
	};
}
