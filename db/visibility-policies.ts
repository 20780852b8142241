/** Writes the row-level policies of the report's tables from `access/visibility.ts`: one table, no second opinion. */
import { THINGS, type Thing } from '#server/access/visibility.ts';
import { caseOf, SEES_ALL, setting, sightsOf } from './visibility-conditions.ts';

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

/** The conditions of a report's standing, for its own rows. */
function reportSeen(): string {
	return caseOf('standing').replaceAll(/\br\./g, 'report.');
}

/** The statements that put the policies in force: whole, current, may run again. */
export function visibilityPolicies(): string {
	return [
		...THINGS.map(seesFunction),
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
