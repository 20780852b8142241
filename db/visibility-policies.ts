/** Writes the row-level policies of the report's tables from `access/visibility.ts`: one table, no second opinion. */
import {
	type Scope,
	SECRECIES,
	type Secrecy,
	type Sight,
	type Thing,
	VISIBILITY,
} from '#server/access/visibility.ts';

const SCOPE_SQL = {
	own_receipt: 'r.id = (select viewer_report())',
	verifying_unit: 'r.verifier_unit_id = any ((select viewer_units())::uuid[])',
	handling_unit: 'r.unit_id = any ((select viewer_units())::uuid[])',
	own_agency: 'r.agency_id = (select viewer_agency())',
	own_intake: 'r.taken_in_by = (select viewer_person())',
	overseen_agency: 'r.agency_id = any ((select viewer_oversees())::uuid[])',
	referred_to_them: 'r.referred_agency_id = (select viewer_agency())',
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
const NO_CONFLICT =
	'(r.about_unit_id is null or not r.about_unit_id = any ((select viewer_conflicts())::uuid[]))';
const WITHOUT_CONFLICT_RULE: readonly string[] = ['reporter', 'system', 'ombudsman', 'overseer'];

/** The SQL condition under which the present viewer sees `thing` of report `r`; false when nobody may. */
export function seesSql(thing: Thing): string {
	const lines = Object.entries(VISIBILITY).flatMap(([viewer, row]) => {
		const sights = SECRECIES.flatMap((secrecy) => {
			const sight = (row[secrecy] as Partial<Record<Thing, Sight>>)[thing];
			return sight ? [`(${SECRECY_SQL[secrecy]} and ${SIGHT_SQL[sight]})`] : [];
		});
		if (sights.length === 0) return [];
		const roles = row.roles.map((role) => `'${role}'`).join(', ');
		const conflict = WITHOUT_CONFLICT_RULE.includes(viewer) ? '' : ` and ${NO_CONFLICT}`;
		const secrecy =
			sights.length === SECRECIES.length && sights.every((sight) => sight.endsWith('and true)'))
				? 'true'
				: `(${sights.join(' or ')})`;
		return [`((select viewer_role()) in (${roles}) and ${SCOPE_SQL[row.scope]}${conflict} and ${secrecy})`];
	});
	return lines.length === 0 ? 'false' : lines.join('\n    or ');
}

const of = (thing: Thing) => `exists (select from report r where r.id = report_id and (${seesSql(thing)}))`;
const anyOf = (...things: readonly Thing[]) => `(${things.map(of).join('\n  or ')})`;
const IS_REPORTER = "(select viewer_role()) = 'reporter'";
const SAME_AGENCY = 'agency_id = (select viewer_agency())';

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
	internal_note: {
		sees: `not ${IS_REPORTER} and ${anyOf('original', 'handling_copy')}`,
		writes: anyOf('original', 'handling_copy'),
	},
	attachment: {
		sees: `${of('original')} or (public_key is not null and ${of('handling_copy')}) or (from_whom = 'office' and ${of('handling_copy')})`,
		writes: anyOf('original', 'handling_copy'),
	},
	reporter_identity: {
		sees: `(part = 'name' and ${of('name')}) or (part = 'contact' and ${of('contact')})`,
		writes: of('contact'),
	},
} as const satisfies Record<string, TablePolicy>;

/** The statements that put the policies in force: whole, current, may run again. */
export function visibilityPolicies(): string {
	const report = policy(
		'report',
		seesSql('standing').replaceAll('r.', 'report.'),
		`${SAME_AGENCY} or (select viewer_role()) = 'system'`,
	);
	return [
		report,
		...Object.entries(TABLES).map(([table, { sees, writes }]) =>
			policy(table, sees, `(${SAME_AGENCY} or (select viewer_role()) = 'system') and ${writes}`),
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
