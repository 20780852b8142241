import type { UnitId } from '../access/policy.ts';
import type { LocalDate } from '../deadline/calendar.ts';
import { idIn } from '../platform/id.ts';

/** An office as the system knows it: one node of its government's tree. */
export type Unit = {
	readonly id: UnitId;
	readonly parentId: UnitId | null;
	readonly key: string;
	readonly kind: string;
	readonly name: string;
	readonly shortName: string;
	readonly jurisdiction: readonly string[];
	/** Weekdays worked, 1 Monday … 7 Sunday. */
	readonly workweek: readonly number[];
	readonly verifiesDirect: boolean;
	readonly answerNeedsApproval: boolean;
	readonly topics: readonly string[];
	readonly officeHours: { readonly from: string; readonly until: string };
	/** The office that took over; an office that has one is closed, and stays for what happened while it was open. */
	readonly successorId: UnitId | null;
	/** What it was called before, each with the last day of the name, oldest first. */
	readonly formerNames: readonly UnitName[];
};

export type UnitName = { readonly until: LocalDate; readonly name: string; readonly shortName: string };

/** Every office of a government there is or was. */
type Offices = { readonly units: ReadonlyMap<UnitId, Unit> };

/** The office a form or an address names by its id. */
export function unitIn(text: string | null, { units }: Offices): Unit | undefined {
	const id = idIn<UnitId>(text);
	return id ? units.get(id) : undefined;
}

/** Offices that work today: to choose from, to forward to. */
export function openUnits({ units }: Offices): Unit[] {
	return [...units.values()].filter(({ successorId }) => !successorId);
}

export function isOpenUnit({ units }: Offices, id: UnitId | null): boolean {
	const unit = id && units.get(id);
	return !!unit && !unit.successorId;
}

/** The office that does today what `id` did: itself while it is open, else whoever took over, however often. */
export function heirOf({ units }: Offices, id: UnitId): UnitId {
	let heir = id;
	// Only open offices take over, so that the way ends; no longer than there are offices, whatever the rows say.
	for (const _ of units) heir = units.get(heir)?.successorId ?? heir;
	return heir;
}

/** What an office was called on `day`. */
export function nameOn({ formerNames, name, shortName }: Unit, day: LocalDate): Omit<UnitName, 'until'> {
	return formerNames.find(({ until }) => until >= day) ?? { name, shortName };
}
