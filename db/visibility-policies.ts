/** Writes the row-level policies of the report's tables from `access/visibility.ts`: one table, no second opinion. */
import {
	type Scope,
	SECRECIES,
	type Secrecy,
	type Sight,
	THINGS,
	type Thing,
	VISIBILITY,
} from '#server/access/visibility.ts';

/** What the viewer brings, as a policy reads it: `once` per statement where many rows are looked at, else per row. */
type ViewerSql = (name: ViewerList) => string;
type ViewerList = 'units' | 'conflicts' | 'oversees';
const ONCE: ViewerSql = (name) => `((select viewer_${name}())::uuid[])`;
// A report has few rows of a kind: reading a setting for each is cheaper than planning a sub-select for every mention.
const PER_ROW: ViewerSql = (name) => `(viewer_${name}())`;

const SCOPE_SQL = {
	own_receipt: () => 'r.id = viewer_report()',
	verifying_unit: (viewer) => `r.verifier_unit_id = any ${viewer('units')}`,
	handling_unit: (viewer) => `r.unit_id = any ${viewer('units')}`,
	own_agency: () => 'r.agency_id = viewer_agency()',
	own_intake: () => 'r.taken_in_by = viewer_person()',
	overseen_agency: (viewer) => `r.agency_id = any ${viewer('oversees')}`,
	referred_to_them: () => 'r.referred_agency_id = viewer_agency()',
	everywhere: () => 'true',
} as const satisfies Record<Scope, (viewer: ViewerSql) => string>;

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
const noConflict = (viewer: ViewerSql) =>
	`(r.about_unit_id is null or not r.about_unit_id = any ${viewer('conflicts')})`;
const WITHOUT_CONFLICT_RULE: readonly string[] = ['reporter', 'system', 'ombudsman', 'overseer'];

type Row = (typeof VISIBILITY)[keyof typeof VISIBILITY];
const ROWS = Object.entries(VISIBILITY) as [string, Row][];
const ROLES_THAT_SEE = [...new Set(ROWS.flatMap(([, { roles }]) => roles as readonly string[]))];

/**
 * The SQL condition under which the present viewer sees one of `things` of report `r`; false when nobody may.
 * A `case` by role and not a list of `or`: PostgreSQL then plans and evaluates one line instead of all.
 */
export function seesSql(things: readonly Thing[], viewer: ViewerSql): string {
	const lines = ROLES_THAT_SEE.flatMap((role) => {
		const sights = ROWS.filter(([, row]) => (row.roles as readonly string[]).includes(role)).flatMap((row) =>
			things.flatMap((thing) => rowSql(row, thing, viewer)),
		);
		return sights.length === 0 ? [] : [`when '${role}' then ${[...new Set(sights)].join(' or ')}`];
	});
	return lines.length === 0 ? 'false' : `case viewer_role()\n    ${lines.join('\n    ')}\n    else false end`;
}

function rowSql([name, row]: [string, Row], thing: Thing, viewer: ViewerSql): string[] {
	const sights = SECRECIES.flatMap((secrecy) => {
		const sight = (row[secrecy] as Partial<Record<Thing, Sight>>)[thing];
		return sight ? [{ secrecy, sight }] : [];
	});
	if (sights.length === 0) return [];
	const conflict = WITHOUT_CONFLICT_RULE.includes(name) ? [] : [noConflict(viewer)];
	const secrecy = isEverything(sights) ? [] : [`(${sights.map(sightSql).join(' or ')})`];
	return [`(${[SCOPE_SQL[row.scope](viewer), ...conflict, ...secrecy].join(' and ')})`];
}

type SightOf = { readonly secrecy: Secrecy; readonly sight: Sight };
const isEverything = (sights: readonly SightOf[]) =>
	sights.length === SECRECIES.length && sights.every(({ sight }) => sight === 'always');
const sightSql = ({ secrecy, sight }: SightOf) => `(${SECRECY_SQL[secrecy]} and ${SIGHT_SQL[sight]})`;

/** Row of a report's own table: whoever sees the standing of its report sees it; `report` is under its own policy there. */
const ofStanding = 'exists (select from report r where r.id = report_id)';
const of = (...things: readonly Thing[]) =>
	`exists (select from report r where r.id = report_id and ${seesSql(things, PER_ROW)})`;
const IS_REPORTER = "viewer_role() = 'reporter'";
const SAME_AGENCY = "(agency_id = viewer_agency() or viewer_role() = 'system')";

type TablePolicy = { readonly sees: string; readonly writes: string };

/** Each table of a report, who sees its rows and who may write them. */
const TABLES = {
	report_content: { sees: of('original'), writes: of('original') },
	handling_copy: { sees: of('original', 'handling_copy'), writes: of('original') },
	report_clock: { sees: ofStanding, writes: ofStanding },
	report_step: { sees: ofStanding, writes: ofStanding },
	step_text: {
		sees: `${of('original', 'handling_copy')} and (readers <> 'staff' or not ${IS_REPORTER})`,
		writes: ofStanding,
	},
	pending_answer: {
		sees: `not ${IS_REPORTER} and ${of('original', 'handling_copy')}`,
		writes: of('original', 'handling_copy'),
	},
	internal_note: {
		sees: `not ${IS_REPORTER} and ${of('original', 'handling_copy')}`,
		writes: of('original', 'handling_copy'),
	},
	attachment: {
		sees: `${of('original')} or (public_key is not null and ${of('handling_copy')}) or (from_whom = 'office' and ${of('handling_copy')})`,
		writes: of('original', 'handling_copy'),
	},
	reporter_identity: {
		sees: `(part = 'name' and ${of('name')}) or (part = 'contact' and ${of('contact')})`,
		writes: of('contact'),
	},
} as const satisfies Record<string, TablePolicy>;

/**
 * Whether the viewer sees a thing of a report, as a function of the owner's: its plan is made once per connection, and the
 * report's own policy is not asked a second time. Written out in every policy, planning one step's statements took 60 ms.
 */
function seesFunction(thing: Thing): string {
	return `create or replace function sees_${thing}(id uuid) returns boolean language plpgsql stable security definer
  set search_path = public, pg_temp as $$ begin
  return exists (select from report r where r.id = sees_${thing}.id and (${seesSql(thing)}));
end $$;`;
}

/** The statements that put the policies in force: whole, current, may run again. */
export function visibilityPolicies(): string {
	const seen = seesSql(['standing'], ONCE).replaceAll('r.', 'report.');
	return [
		policy('report', seen, SAME_AGENCY),
		...Object.entries(TABLES).map(([table, { sees, writes }]) =>
			policy(table, sees, `${SAME_AGENCY} and ${writes}`),
		),
	].join('\n');
}

function policy(table: string, sees: string, writes: string): string {
	return `alter table ${table} enable row level security;
drop policy if exists ${table}_seen on ${table};
create policy ${table}_seen on ${table} to tuntas_app
  using (${sees})
  with check (${writes});
`;
}
