/**
 * What the public copy tells of a report's way and its clocks: read where they are kept, and nothing of them kept twice.
 * With the owner's rights, because the public reader sees neither steps nor words nor clocks; only of reports that have
 * a public copy, and only what everybody may know of them.
 */
import { CLOCK_OF_ROW, CLOCKS_WITH_TERMS } from '#server/report/clock-json.ts';
import { MAY_SPEAK } from '#server/report/shown-clock.ts';

/** A plan of its own for every list of reports would take longer than what it plans. */
const OWNERS =
	'stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan';

/**
 * `public_trails(reports)`: `PublicStep[]` of each, oldest first. What a step says that is not for everybody stays
 * unsaid; of a reporter the day alone, because the minute could be joined with other logs; of what was erased nothing.
 */
const TRAILS = `create or replace function public_trails(reports uuid[]) returns table (report_id uuid, trail json) language plpgsql ${OWNERS} as $$
begin
  return query
  select p.report_id, (select coalesce(json_agg(row_to_json((select told from (select s.seq, s.step, s.to_status as "to", s.actor_role as role,
      (s.at at time zone a.zone)::date as day, case when s.actor_role <> 'reporter' then s.at end as at,
      case when s.readers = 'public' then s.facts when s.facts ? 'unit' then jsonb_build_object('unit', s.facts->'unit') else '{}' end as facts,
      case when s.readers = 'public' then t.texts end as texts) told)) order by s.seq), '[]')
    from report_step s left join step_text t on t.report_id = s.report_id and t.seq = s.seq
    where s.report_id = p.report_id and s.readers <> 'staff' and p.erased_on is null)
  from publication p join agency a on a.id = p.agency_id where p.report_id = any (reports);
end $$;`;

/** `public_ids(agencies, codes)`: which of these pairs, from 1, have a public copy, and under which id. */
const IDS = `create or replace function public_ids(agencies int[], codes text[]) returns table (n bigint, report_id uuid) language plpgsql ${OWNERS} as $$
begin
  return query
  select asked.n, p.report_id from unnest(agencies, codes) with ordinality as asked(agency, code, n)
    join report r on r.code = asked.code and r.agency_id = asked.agency join publication p on p.report_id = r.id;
end $$;`;

/** `public_clocks(reports)`: `JsonClock[]` of each, in the order in which they began. */
const CLOCKS = clocksFunction('public_clocks', 'true');

/** `speaking_clocks(reports)`: of each only those that may speak for it in a list. */
const SPEAKING = clocksFunction('speaking_clocks', MAY_SPEAK);

function clocksFunction(name: string, which: string): string {
	return `create or replace function ${name}(reports uuid[]) returns table (report_id uuid, clocks json) language plpgsql ${OWNERS} as $$
begin
  return query
  select r.report_id, (select coalesce(json_agg(${CLOCK_OF_ROW} order by c.id), '[]') from ${CLOCKS_WITH_TERMS} where c.report_id = r.report_id and ${which})
  from publication r where r.report_id = any (reports);
end $$;`;
}

const GRANTS = `revoke all on function public_ids(int[], text[]), public_trails(uuid[]), public_clocks(uuid[]), speaking_clocks(uuid[]) from public;
grant execute on function public_ids(int[], text[]), public_trails(uuid[]), public_clocks(uuid[]), speaking_clocks(uuid[]) to tuntas_app, tuntas_public;`;

/** The statements that put them in force: whole, current, may run again. */
export function publicReading(): string {
	return [IDS, TRAILS, CLOCKS, SPEAKING, GRANTS].join('\n');
}
