/**
 * What each role sees of many reports, as a view of its own: `access/visibility.ts` once more, for lists.
 *
 * A policy holds the conditions of every role, and PostgreSQL makes them ready for every mention of a report in a
 * statement; a workbench mentions it a dozen times. A view holds those of its role, answers nobody else, and is
 * looked through by its owner, past the policies. Nothing here is written by hand: default deny, as there.
 */
import { ROLES, type Role } from '#server/access/roles.ts';
import { CLOCK_OF_ROW, CLOCKS_WITH_TERMS } from '#server/report/clock-json.ts';
import { MAY_SPEAK } from '#server/report/shown-clock.ts';
import { sightOf } from './visibility-conditions.ts';

const COLUMNS = `r.id, r.agency_id, r.code, r.kind, r.status, r.confidentiality, r.outcome, r.verifier_unit_id, r.unit_id,
    r.referred_agency_id, r.taken_in_by, r.district_code, r.received_at, r.opened_at, r.ended_at, r.due_at, r.escalated_at,
    r.climbed, r.level, r.hops, r.kind_before, r.support_count`;

/** The statements that put the views in force: whole, current, may run again. */
export function visibilityViews(): string {
	return [
		'drop schema if exists seen cascade;\ncreate schema seen;',
		...(Object.keys(ROLES) as Role[]).map(view),
		'grant usage on schema seen to tuntas_app;\ngrant select on all tables in schema seen to tuntas_app;',
	].join('\n');
}

/** What a statement does not ask for of a view is not looked up: words and clocks cost a count nothing. */
function view(role: Role): string {
	return `create view seen.${role} as
  select ${COLUMNS},
    case when ${sightOf(role, 'original')} then (select o.title from report_content o where o.report_id = r.id)
      when ${sightOf(role, 'handling_copy')} then (select h.title from handling_copy h where h.report_id = r.id) end as title,
    (select json_agg(${CLOCK_OF_ROW}) from ${CLOCKS_WITH_TERMS} where c.report_id = r.id and ${MAY_SPEAK}) as clocks
  from report r where current_setting('app.role', true) = '${role}' and (${sightOf(role, 'standing')});`;
}
