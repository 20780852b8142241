/** What the table says, read by itself: somebody for the policies made from it to disagree with. */
import type { Actor } from '#server/access/policy.ts';
import { type Scope, type Sight, type Thing, VISIBILITY } from '#server/access/visibility.ts';
import { type Place, type Sample, STATES } from './visibility-reports.ts';

type StateFacts = (typeof STATES)[keyof typeof STATES];

const HOLDS: { readonly [scope in Scope]: (place: Place, hasUnit: boolean) => boolean } = {
	own_receipt: () => false,
	verifying_unit: (place, hasUnit) => hasUnit && (place === 'verified' || place === 'about_them'),
	handling_unit: (place, hasUnit) => hasUnit && (place === 'handled' || place === 'about_them'),
	own_agency: (place) => place !== 'other_government',
	own_intake: (place) => place === 'taken_in' || place === 'about_them',
	overseen_agency: (place) => place !== 'other_government',
	referred_to_them: (place) => place === 'referred' || place === 'about_them',
	everywhere: () => true,
};

const MET: { readonly [sight in Sight]: (state: StateFacts) => boolean } = {
	always: () => true,
	if_may_call: ({ mayCall }) => mayCall,
	once_climbed: ({ climbed }) => climbed >= 2,
	once_escalated: ({ climbed, escalated }) => climbed >= 3 || escalated,
	with_consent: ({ consent, escalated }) => consent && escalated,
};

/** Bodies outside the government have no unit in it, so nothing of it is about them. */
const WITHOUT_CONFLICT: readonly string[] = ['ombudsman', 'overseer', 'system', 'reporter'];

/** What the table lets `actor` see of a report that lies towards them like this. */
export function thingsSeen(actor: Actor, { secrecy, state, place }: Sample): ReadonlySet<Thing> {
	const hasUnit = actor.conflictUnitIds.length > 0;
	const lines = Object.entries(VISIBILITY).filter(
		([line, { roles, scope }]) =>
			(roles as readonly string[]).includes(actor.role) &&
			HOLDS[scope](place, hasUnit) &&
			(place !== 'about_them' || !hasUnit || WITHOUT_CONFLICT.includes(line)),
	);
	const seen = lines.flatMap(([, row]) =>
		(Object.entries(row[secrecy]) as [Thing, Sight][])
			.filter(([, sight]) => MET[sight](STATES[state]))
			.map(([thing]) => thing),
	);
	return new Set(seen);
}
