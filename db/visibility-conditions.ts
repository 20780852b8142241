/** When a viewer sees a thing of a report, in SQL: `access/visibility.ts` translated, for policies and functions alike. */
import {
	type Scope,
	SECRECIES,
	type Secrecy,
	type Sight,
	type Thing,
	VISIBILITY,
} from '#server/access/visibility.ts';

/** A setting of the transaction that names somebody or something (platform/db.ts, `seenBy`). */
export const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')::uuid`;
/** Whether an id stands in a list of ids: all are 36 characters long, so it is found as text exactly when it is there. */
const listed = (id: string, name: string) =>
	`strpos(coalesce(current_setting('app.${name}', true), ''), ${id}::text) > 0`;

/**
 * Settings written out and lists read as text: planning a call of `viewer_…()` for every mention, or making an array of
 * the list for every row, would cost more than the page.
 */
const SCOPE_SQL = {
	own_receipt: `r.id = ${setting('report_id')}`,
	verifying_unit: listed('r.verifier_unit_id', 'unit_ids'),
	handling_unit: listed('r.unit_id', 'unit_ids'),
	own_agency: `r.agency_id = ${setting('agency_id')}`,
	own_intake: `r.taken_in_by = ${setting('person_id')}`,
	overseen_agency: 'r.agency_id = any (viewer_oversees())',
	referred_to_them: `r.referred_agency_id = ${setting('agency_id')}`,
	everywhere: 'true',
} as const satisfies Record<Scope, string>;

const SIGHT_SQL = {
	always: 'true',
	if_may_call: 'r.may_call',
	once_climbed: 'r.climbed >= 2',
	once_escalated: '(r.climbed >= 3 or r.escalated_at is not null)',
	with_consent: '(r.ombudsman_consent and r.escalated_at is not null)',
} as const satisfies Record<Sight, string>;

const SECRECY_SQL = {
	open: "r.kind <> 'supervisory_complaint' and r.confidentiality = 'open'",
	anonymous: "r.kind <> 'supervisory_complaint' and r.confidentiality = 'anonymous'",
	confidential: "r.kind <> 'supervisory_complaint' and r.confidentiality = 'confidential'",
	supervisory: "r.kind = 'supervisory_complaint'",
} as const satisfies Record<Secrecy, string>;

/** Reports about a unit are never shown to it, whatever else its people may see. */
const NO_CONFLICT = `(r.about_unit_id is null or not ${listed('r.about_unit_id', 'conflict_unit_ids')})`;
const WITHOUT_CONFLICT_RULE: readonly string[] = ['reporter', 'system', 'ombudsman', 'overseer'];

/** What {@link sightsOf} says of a role that sees a thing of every report. */
export const SEES_ALL = '(true)';

type Row = (typeof VISIBILITY)[keyof typeof VISIBILITY];
const ROWS = Object.entries(VISIBILITY) as [string, Row][];
const ROLES_THAT_SEE = [...new Set(ROWS.flatMap(([, { roles }]) => roles as readonly string[]))];

/** Role → the SQL condition under which such a viewer sees `thing` of report `r`; a role that is missing never does. */
export function sightsOf(thing: Thing): [string, string][] {
	return ROLES_THAT_SEE.flatMap((role): [string, string][] => {
		const rows = ROWS.filter(([, row]) => (row.roles as readonly string[]).includes(role));
		const sights = rows.flatMap((row) => rowSql(row, thing));
		return sights.length === 0 ? [] : [[role, sights.join(' or ')]];
	});
}

function rowSql([name, row]: [string, Row], thing: Thing): string[] {
	const sights = SECRECIES.flatMap((secrecy) => {
		const sight = (row[secrecy] as Partial<Record<Thing, Sight>>)[thing];
		return sight ? [{ secrecy, sight }] : [];
	});
	if (sights.length === 0) return [];
	const conflict = WITHOUT_CONFLICT_RULE.includes(name) ? [] : [NO_CONFLICT];
	return [`(${[SCOPE_SQL[row.scope], ...conflict, ...secrecySql(sights)].join(' and ')})`];
}

type SightOf = { readonly secrecy: Secrecy; readonly sight: Sight };

/** Asked of every row a page looks at: what always holds is not asked, and three cases that make one are one. */
function secrecySql(sights: readonly SightOf[]): string[] {
	const always = sights.filter(({ sight }) => sight === 'always').map(({ secrecy }) => secrecy);
	if (always.length === SECRECIES.length) return [];
	const isAllButSupervisory = always.length === SECRECIES.length - 1 && !sights.some(isOfSupervisory);
	if (isAllButSupervisory) return ["r.kind <> 'supervisory_complaint'"];
	return [`(${sights.map(sightSql).join(' or ')})`];
}

const isOfSupervisory = ({ secrecy }: SightOf) => secrecy === 'supervisory';
const sightSql = ({ secrecy, sight }: SightOf) =>
	sight === 'always' ? `(${SECRECY_SQL[secrecy]})` : `(${SECRECY_SQL[secrecy]} and ${SIGHT_SQL[sight]})`;

/** The whole condition: a `case`, so that one line is evaluated and not all. */
export function caseOf(thing: Thing): string {
	const lines = sightsOf(thing).map(([role, sight]) => `when '${role}' then ${sight}`);
	return `case current_setting('app.role', true)\n    ${lines.join('\n    ')}\n    else false end`;
}
