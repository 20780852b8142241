import type { Actor, AgencyId, PersonId, UnitId } from '../access/policy.ts';
import { type Capability, type Reach, ROLES, type Role } from '../access/roles.ts';
import { type Scope, VISIBILITY } from '../access/visibility.ts';
import type { Directory } from '../agency/directory.ts';
import {
	addCalendarDays,
	type LocalDate,
	localDate,
	startOf,
	type WorkCalendar,
} from '../deadline/calendar.ts';
import { STATUS_NAMES, STATUSES, type Status } from './statuses.ts';

/** The lists of an officer's workbench. Each narrows what the policies show anyway; none shows more. */
export const VIEW_NAMES = [
	'action',
	'approval',
	'coordinate',
	'climbed',
	'unforwarded',
	'late',
	'waiting',
	'secret',
	'held',
	'escalated',
	'referred',
	'intake',
	'done',
] as const;
export type ViewName = (typeof VIEW_NAMES)[number];

/** By which of its columns a part of a list finds its reports. */
export type PartBy = 'verifier' | 'handler' | 'government' | 'intake' | 'referred';
/** What must hold besides. */
export type PartOnly =
	| 'late'
	| 'secret'
	| 'climbed'
	| 'escalated'
	| 'coordinate'
	| 'answer_waits'
	| 'this_week';
/** What a list is ordered by: the soonest deadline, the last ended, the last received. */
export type PartOrder = 'due' | 'ended' | 'received';

/** A part of a list that can be read along one index, already in order. Null ids: by the viewer alone. */
export type QueuePart = {
	readonly by: PartBy;
	readonly ids: readonly (UnitId | AgencyId | PersonId)[];
	/** Null where the index needs no status. */
	readonly statuses: readonly Status[] | null;
	readonly only: PartOnly | null;
};
export type QueueView = {
	readonly name: ViewName;
	/** Whose list it is: read through what this role sees (db/visibility-views.ts). */
	readonly role: Role;
	readonly order: PartOrder;
	readonly parts: readonly QueuePart[];
};

const OPEN = STATUS_NAMES.filter((status) => STATUSES[status].open);
const AT_VERIFIER = OPEN.filter((status) => STATUSES[status].owner === 'verifier');
const AT_UNIT = OPEN.filter((status) => STATUSES[status].owner === 'unit');

/** What each role finds on its workbench; the first is what it opens with. A system administrator reads no reports. */
const VIEWS_OF = {
	reporter: [],
	agency_admin: ['action', 'unforwarded', 'late', 'waiting', 'secret', 'held', 'done'],
	coordinator: ['coordinate', 'unforwarded', 'late', 'waiting', 'secret', 'done'],
	liaison: ['action', 'late', 'waiting', 'secret', 'held', 'done'],
	head: ['action', 'approval', 'late', 'waiting', 'secret', 'held', 'done'],
	leader: ['climbed', 'coordinate', 'late', 'waiting', 'secret', 'done'],
	deputy: ['climbed', 'late', 'waiting', 'secret', 'done'],
	secretary: ['climbed', 'coordinate', 'late', 'waiting', 'secret', 'done'],
	inspectorate: ['action', 'unforwarded', 'late', 'waiting', 'secret', 'held', 'done'],
	ombudsman: ['escalated'],
	overseer: ['referred'],
	monitor: ['intake'],
	desk_officer: ['intake'],
	system_admin: [],
	system: [],
} as const satisfies Record<Role, readonly ViewName[]>;

export function viewsOf(role: Role): readonly ViewName[] {
	return VIEWS_OF[role];
}

/** The list `actor` asks for by `name`, or the one their role opens with; undefined for roles that have none. */
export function viewNamed(name: string | null, role: Role): ViewName | undefined {
	const views: readonly ViewName[] = VIEWS_OF[role];
	return views.find((view) => view === name) ?? views[0];
}

type Ground = { readonly actor: Actor; readonly directory: Directory };

/** Where to look for the reports of a list. */
export function queueView(name: ViewName, ground: Ground): QueueView {
	return { name, role: ground.actor.role, order: orderOf(name), parts: partsOf(name, ground) };
}

function orderOf(name: ViewName): PartOrder {
	if (name === 'done') return 'ended';
	return name === 'referred' || name === 'intake' ? 'received' : 'due';
}

function partsOf(name: ViewName, ground: Ground): QueuePart[] {
	const seen = (statuses: readonly Status[] | null, only: PartOnly | null = null) =>
		inReach(ground, statuses, only);
	switch (name) {
		case 'action':
			return partsToDo(ground);
		case 'approval':
			return [part(ground, 'handler', AT_UNIT, 'answer_waits')];
		case 'held':
			return [part(ground, 'handler', OPEN, null)];
		case 'unforwarded':
			return seen(['received']);
		case 'late':
			return seen([...AT_VERIFIER, ...AT_UNIT], 'late');
		case 'waiting':
			return seen(['awaiting_reporter']);
		case 'secret':
			return seen(OPEN, 'secret');
		case 'done':
			return seen(null, 'this_week');
		case 'climbed':
		case 'escalated':
		case 'coordinate':
			return [part(ground, 'government', null, name)];
		case 'intake':
		case 'referred':
			return [part(ground, name, null, null)];
	}
}

/** Whose turn it is, where it is the viewer's: what they may verify, what they may work on. */
function partsToDo(ground: Ground): QueuePart[] {
	const rights: Partial<Record<Capability, Reach>> = ROLES[ground.actor.role];
	return [
		...(rights.verify ? [part(ground, 'verifier', AT_VERIFIER, null)] : []),
		...(rights.follow_up ? [part(ground, 'handler', AT_UNIT, null)] : []),
	];
}

function part(
	{ actor, directory }: Ground,
	by: PartBy,
	statuses: QueuePart['statuses'],
	only: PartOnly | null,
): QueuePart {
	const ids = {
		verifier: actor.unitIds,
		handler: actor.unitIds,
		government: [directory.agency.id],
		intake: actor.personId ? [actor.personId] : [],
		referred: [actor.agencyId],
	};
	return { by, ids: ids[by], statuses, only };
}

/** Reports in the viewer's reach by their status: of a whole government, those of each of its units as verifier. */
function inReach(ground: Ground, statuses: readonly Status[] | null, only: PartOnly | null): QueuePart[] {
	const scopes = scopesOf(ground.actor.role);
	if (scopes.includes('own_agency'))
		return [{ by: 'verifier', ids: [...ground.directory.units.keys()], statuses, only }];
	return [
		...(scopes.includes('verifying_unit') ? [part(ground, 'verifier', statuses, only)] : []),
		...(scopes.includes('handling_unit') ? [part(ground, 'handler', statuses, only)] : []),
	];
}

function scopesOf(role: Role): Scope[] {
	return Object.values(VISIBILITY)
		.filter(({ roles }) => (roles as readonly string[]).includes(role))
		.map(({ scope }) => scope);
}

/** The first instant of the office's present week, from Monday. */
export function weekStart(now: Date, calendar: WorkCalendar): Date {
	const today = localDate(now, calendar);
	const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
	return startOf(addCalendarDays(today, -weekday) satisfies LocalDate, calendar);
}
