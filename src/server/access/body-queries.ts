import { sql } from 'kysely';
import type { Tx } from '#server/platform/db.ts';
import type { Body } from './bodies.ts';
import { BODY_ROLES } from './posts.ts';

const MOST = 200;

/** Every body that examines or oversees governments, or has no reports of its own, by name. */
export async function listBodies(tx: Tx, today: string): Promise<readonly Body[]> {
	const { rows } = await sql<Body>`
		select a.id, a.key, a.name, a.kind = 'operator' as operates, exists (select from agency g where g.ombudsman_id = a.id) as examines,
			(select count(distinct g.person_id)::int from assignment g where g.agency_id = a.id and (g.role = any (${[...BODY_ROLES]}::text[]) or a.kind = 'operator' and g.role = 'system_admin')) as people,
			(select count(distinct p.id)::int from assignment g join person p on p.id = g.person_id where g.agency_id = a.id and p.suspended_at is null
				and g.role = case when a.kind = 'operator' then 'system_admin' else 'ombudsman' end
				and (g.valid_from is null or g.valid_from <= ${today}::date) and (g.valid_until is null or g.valid_until >= ${today}::date)) as readers
		from agency a where a.prefix is null or a.oversees <> '{}' or exists (select from agency g where g.ombudsman_id = a.id) order by a.name, a.key limit ${MOST}`.execute(
		tx,
	);
	return rows;
}
