/** When a viewer sees a thing of a report, in SQL: `access/visibility.ts` translated, for policies and functions alike. */
import {
	type Scope,
	SECRECIES,
	type Secrecy,
	type Sight,
	type Thing,
	VISIBILITY,
} from '#server/access/visibility.ts';

/** What a setting of the transaction names (platform/db.ts, `seenBy`), and how it is written. */
const NAMED = { agency_id: 'int', person_id: 'uuid', report_id: 'uuid' } as const;

export const setting = (name: keyof typeof NAMED) =>
	`nullif(current_setting('app.${name}', true), '')::${NAMED[name]}`;
/** Whether an id stands in a list of ids. A comma stands on both sides of each, so that 1 is not found in 12. */
const listed = (id: string, name: string) =>
	`strpos(coalesce(current_setting('app.${name}', true), ''), ',' || ${id} || ',') > 0`;

const LIST = { unit_ids: 'viewer_units()', conflict_unit_ids: 'viewer_conflicts()' } as const;

/** How a condition reads who is looking. */
type Manner = {
	readonly one: typeof setting;
	/** Whether `id` is among those of a setting. */
	readonly among: (id: string, name: keyof typeof LIST) => string;
	readonly overseen: string;
};

/**
 * For whoever looks at a report or two. Settings written out and lists read as text: planning a call of `viewer_…()` for
 * every mention, or making an array of the list for every row, would cost more than the page.
 */
const AT_EACH: Manner = { one: setting, among: listed, overseen: 'viewer_oversees()' };
/** For lists: what is asked in brackets of its own is read once for all rows, and compared as ids. */
const AT_MANY: Manner = {
	one: (name) => `(select ${setting(name)})`,
	among: (id, name) => `${id} = any ((select ${LIST[name]})::int[])`,
	overseen: '(select viewer_oversees())::int[]',
};

const SCOPE_SQL = {
	own_receipt: ({ one }) => `r.id = ${one('report_id')}`,
	verifying_unit: ({ among }) => among('r.verifier_unit_id', 'unit_ids'),
	handling_unit: ({ among }) => among('r.unit_id', 'unit_ids'),
	own_agency: ({ one }) => `r.agency_id = ${one('agency_id')}`,
	own_intake: ({ one }) => `r.taken_in_by = ${one('person_id')}`,
	overseen_agency: ({ overseen }) => `r.agency_id = any (${overseen})`,
	referred_to_them: ({ one }) => `r.referred_agency_id = ${one('agency_id')}`,
	everywhere: () => 'true',
} as const satisfies Record<Scope, (manner: Manner) => string>;

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
const noConflict = ({ among }: Manner) =>
	`(r.about_unit_id is null or not ${among('r.about_unit_id', 'conflict_unit_ids')})`;
const WITHOUT_CONFLICT_RULE: readonly string[] = ['reporter', 'system', 'ombudsman', 'overseer'];

/** What {@link sightsOf} says of a role that sees a thing of every report. */
export const SEES_ALL = '(true)';

type Row = (typeof VISIBILITY)[keyof typeof VISIBILITY];
const ROWS = Object.entries(VISIBILITY) as [string, Row][];
const ROLES_THAT_SEE = [...new Set(ROWS.flatMap(([, { roles }]) => roles as readonly string[]))];

/** Role → the SQL condition under which such a viewer sees `thing` of report `r`; a role that is missing never does. */
export function sightsOf(thing: Thing, manner = AT_EACH): [string, string][] {
	return ROLES_THAT_SEE.flatMap((role): [string, string][] => {
		const rows = ROWS.filter(([, row]) => (row.roles as readonly string[]).includes(role));
		const sights = rows.flatMap((row) => rowSql(row, thing, manner));
		return sights.length === 0 ? [] : [[role, sights.join(' or ')]];
	});
}

function rowSql([name, row]: [string, Row], thing: Thing, manner: Manner): string[] {
	const sights = SECRECIES.flatMap((secrecy) => {
		const sight = (row[secrecy] as Partial<Record<Thing, Sight>>)[thing];
		return sight ? [{ secrecy, sight }] : [];
	});
	if (sights.length === 0) return [];
	const conflict = WITHOUT_CONFLICT_RULE.includes(name) ? [] : [noConflict(manner)];
	return [`(${[SCOPE_SQL[row.scope](manner), ...conflict, ...secrecySql(sights)].join(' and ')})`];
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

/** The condition under which a viewer of this one role sees `thing` of report `r`, for lists. */
export function sightOf(role: string, thing: Thing): string {
	return new Map(sightsOf(thing, AT_MANY)).get(role) ?? 'false';
}
