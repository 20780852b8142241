import type { AgencyId, UnitId } from '../access/policy.ts';
import type { Role } from '../access/roles.ts';
import { type Secrecy, VISIBILITY } from '../access/visibility.ts';
import { conflictUnits, type Directory, unitAndAbove } from '../agency/directory.ts';
import { heirOf } from '../agency/unit.ts';
import type { Confidentiality, Kind } from '../report/clocks.ts';
import type { Rung } from '../report/overruns.ts';
import type { Addressee } from './message.ts';

/** Somebody in a role of staff, as they can be written to. */
export type Post = {
	readonly role: Role;
	readonly agencyId: AgencyId;
	readonly unitId: UnitId | null;
	readonly email: string;
};

/** Which office a message is for. */
export type StaffRecipient = {
	readonly to: Exclude<Addressee, 'reporter'>;
	readonly unitId: UnitId;
	/** How high, when it climbs. */
	readonly rung: Rung | null;
};

/** What of a report decides who may be told of it at all. */
export type Told = {
	readonly kind: Kind;
	readonly confidentiality: Confidentiality;
	readonly aboutUnitId: UnitId | null;
};

/** The roles whose people are written to. */
export const WRITTEN_TO = [
	'agency_admin',
	'coordinator',
	'liaison',
	'head',
	'leader',
	'secretary',
	'inspectorate',
	'ombudsman',
] as const satisfies Role[];

type Desk = { readonly role: (typeof WRITTEN_TO)[number]; readonly unitId: UnitId | 'any' };

/**
 * Who is written to: everybody at the first desk of the line that has somebody who may know of the report.
 * Nobody is told of a report about their own office, nor of one their role may not see (access/visibility.ts).
 */
export function readersOf(
	recipient: StaffRecipient,
	report: Told,
	posts: readonly Post[],
	directory: Directory,
): readonly Post[] {
	const allowed = posts.filter((post) => seesStanding(post, report) && !isAbout(post, report, directory));
	for (const desk of desksOf(recipient, directory)) {
		const there = allowed.filter((post) => sitsAt(post, desk));
		if (there.length > 0) return there;
	}
	return [];
}

function desksOf({ to, unitId, rung }: StaffRecipient, directory: Directory): readonly Desk[] {
	// What a closed office would be told, whoever took over is told.
	const heir = heirOf(directory, unitId);
	if (to === 'verifier') return verifiers(heir);
	if (to === 'unit') return workers(heir);
	if (to === 'reviewer') return REVIEWERS;
	if (rung === 'leader') return [{ role: 'leader', unitId: 'any' }];
	if (rung === 'ombudsman') return [{ role: 'ombudsman', unitId: 'any' }];
	return superiors(heir, directory);
}

/** The superior of the information officer. */
const REVIEWERS: readonly Desk[] = [
	{ role: 'secretary', unitId: 'any' },
	{ role: 'leader', unitId: 'any' },
];

function verifiers(unitId: UnitId): readonly Desk[] {
	return [
		{ role: 'agency_admin', unitId },
		{ role: 'inspectorate', unitId },
		{ role: 'leader', unitId },
		{ role: 'coordinator', unitId: 'any' },
	];
}

function workers(unitId: UnitId): readonly Desk[] {
	return [
		{ role: 'liaison', unitId },
		{ role: 'inspectorate', unitId },
		{ role: 'agency_admin', unitId },
		{ role: 'head', unitId },
		{ role: 'leader', unitId },
	];
}

/** The head of the office, or of the nearest office above that has one. */
function superiors(unitId: UnitId, directory: Directory): readonly Desk[] {
	const heads = unitAndAbove(directory, unitId).map(({ id }): Desk => ({ role: 'head', unitId: id }));
	return [...heads, { role: 'inspectorate', unitId }, { role: 'leader', unitId }];
}

function sitsAt(post: Post, { role, unitId }: Desk): boolean {
	return post.role === role && (unitId === 'any' || post.unitId === unitId);
}

function isAbout({ unitId, role }: Post, { aboutUnitId }: Told, directory: Directory): boolean {
	if (!aboutUnitId || !unitId || role === 'ombudsman') return false;
	return conflictUnits(directory, unitId).includes(aboutUnitId);
}

function seesStanding({ role }: Post, report: Told): boolean {
	const secrecy: Secrecy = report.kind === 'supervisory_complaint' ? 'supervisory' : report.confidentiality;
	return Object.values(VISIBILITY).some(
		(row) => (row.roles as readonly string[]).includes(role) && 'standing' in row[secrecy],
	);
}
