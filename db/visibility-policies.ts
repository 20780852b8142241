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
import { CLOCK_OF_ROW } from '#server/report/clock-json.ts';

const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')::uuid`;
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
const SEES_ALL = '(true)';

type Row = (typeof VISIBILITY)[keyof typeof VISIBILITY];
const ROWS = Object.entries(VISIBILITY) as [string, Row][];
const ROLES_THAT_SEE = [...new Set(ROWS.flatMap(([, { roles }]) => roles as readonly string[]))];

/** Role → the SQL condition under which such a viewer sees `thing` of report `r`; a role that is missing never does. */
function sightsOf(thing: Thing): [string, string][] {
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

const of = (thing: Thing) => `sees_${thing}(report_id)`;
const anyOf = (...things: readonly Thing[]) => `(${things.map(of).join(' or ')})`;
const IS_REPORTER = "current_setting('app.role', true) = 'reporter'";
/** A part whose erasing waits for a legal hold is read by the reporter and the system alone. */
const MAY_STILL_READ = "current_setting('app.role', true) in ('reporter', 'system')";
const SAME_AGENCY = `(agency_id = ${setting('agency_id')} or current_setting('app.role', true) = 'system')`;

type TablePolicy = { readonly sees: string; readonly writes: string };

/** Each table of a report, who sees its rows and who may write them. */
const TABLES = {
	report_content: { sees: of('original'), writes: of('original') },
	handling_copy: { sees: anyOf('original', 'handling_copy'), writes: of('original') },
	report_clock: { sees: of('standing'), writes: of('standing') },
	report_step: { sees: of('standing'), writes: of('standing') },
	step_text: {
		sees: `${anyOf('original', 'handling_copy')} and (readers <> 'staff' or not ${IS_REPORTER})`,
		writes: of('standing'),
	},
	pending_answer: {
		sees: `not ${IS_REPORTER} and ${anyOf('original', 'handling_copy')}`,
		writes: anyOf('original', 'handling_copy'),
	},
	// The reporter is the applicant: what the register says of their own request is theirs to read.
	ppid_request: {
		sees: anyOf('original', 'handling_copy'),
		writes: anyOf('original', 'handling_copy'),
	},
	internal_note: {
		sees: `not ${IS_REPORTER} and ${anyOf('original', 'handling_copy')}`,
		writes: anyOf('original', 'handling_copy'),
	},
	attachment: {
		sees: `${of('original')} or (public_key is not null and ${of('handling_copy')}) or (from_whom = 'office' and ${of('handling_copy')})`,
		writes: anyOf('original', 'handling_copy'),
	},
	// The desk sees that something was taken in; what it was only where the report's own line says so.
	intake: {
		sees: `${SAME_AGENCY} and (viewer_takes_in(unit_id) or ${of('original')})`,
		writes: `person_id = ${setting('person_id')}`,
	},
	intake_detail: { sees: of('original'), writes: 'false' },
	paper_photo: { sees: of('paper'), writes: 'false' },
	reporter_identity: {
		sees: `((part = 'name' and ${of('name')}) or (part = 'contact' and ${of('contact')})) and (restricted_at is null or ${MAY_STILL_READ})`,
		writes: of('contact'),
	},
} as const satisfies Record<string, TablePolicy>;

/**
 * Whether the viewer sees a thing of a report, as a function of the owner's: the report is looked up once by its key, and
 * only the line of the viewer's role is evaluated. Written out in every policy, planning one step's statements took 60 ms.
 */
function seesFunction(thing: Thing): string {
	const sights = sightsOf(thing);
	const all = sights.filter(([, sight]) => sight === SEES_ALL).map(([role]) => `'${role}'`);
	// Who sees every report need not be told which: an import writes two dozen rows for each.
	const first =
		all.length > 0 ? `if current_setting('app.role', true) in (${all}) then return true; end if;` : '';
	const lines = sights.map(([role, sight]) => `    when '${role}' then return ${sight};`);
	return `create or replace function sees_${thing}(id uuid) returns boolean language plpgsql stable security definer
  set search_path = public, pg_temp as $$
declare
  r record;
begin
  ${first}
  select report.id, agency_id, kind, confidentiality, verifier_unit_id, unit_id, about_unit_id, referred_agency_id, taken_in_by,
         may_call, climbed, escalated_at, ombudsman_consent
  into r from report where report.id = sees_${thing}.id;
  if not found then return false; end if;
  case current_setting('app.role', true)
${lines.join('\n')}
    else return false;
  end case;
end $$;`;
}

/**
 * What the viewer sees of many reports at once, for lists: the words they may read and the clocks. The same conditions,
 * written into one statement; calling a function for every thing of every row took longer than the rest of the page.
 */
function linesSeen(): string {
	return `create or replace function lines_seen(ids uuid[]) returns table (report_id uuid, title text, clocks json) language plpgsql stable security definer
  set search_path = public, pg_temp as $$
begin
  return query
  select r.id, case when ${caseOf('original')} then o.title when ${caseOf('handling_copy')} then h.title end,
    coalesce((select json_agg(${CLOCK_OF_ROW} order by c.id) from report_clock c where c.report_id = r.id), '[]')
  from report r left join report_content o on o.report_id = r.id left join handling_copy h on h.report_id = r.id
  where r.id = any (ids) and ${caseOf('standing')};
end $$;
revoke all on function lines_seen(uuid[]) from public;
grant execute on function lines_seen(uuid[]) to tuntas_app;`;
}

/** The same for the report itself: a `case`, so that one line is evaluated and not all. */
function reportSeen(): string {
	return caseOf('standing').replaceAll(/\br\./g, 'report.');
}

function caseOf(thing: Thing): string {
	const lines = sightsOf(thing).map(([role, sight]) => `when '${role}' then ${sight}`);
	return `case current_setting('app.role', true)\n    ${lines.join('\n    ')}\n    else false end`;
}

/** The statements that put the policies in force: whole, current, may run again. */
export function visibilityPolicies(): string {
	return [
		...THINGS.map(seesFunction),
		linesSeen(),
		policy('report', reportSeen(), SAME_AGENCY),
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
