/** Puts the named people of the demonstration into the database: who they are and in which role, not how they sign in. */
import type pg from 'pg';
import { initialsOf } from '#server/access/initials.ts';
import { type DemoPerson, parsePeople } from '#server/demo/people.ts';
import { demoPacks, orFault, readPackFile } from './packs.ts';

export function demoPeopleFile(): readonly DemoPerson[] {
	return orFault('people.json', parsePeople(readPackFile('demo/people.json'), demoPacks()));
}

/** Adds who is missing; whoever is there stays as they are. */
export async function loadPeople(client: pg.Client, people: readonly DemoPerson[]): Promise<void> {
	const rows = people.map(({ district, ...person }) => ({
		...person,
		region: district,
		initials: initialsOf(person.name),
	}));
	await client.query(
		`with given as (
			select x.key, x.name, x.initials, x.email, x.role, x.region, a.id as agency_id, u.id as unit_id
			from jsonb_to_recordset($1) as x(key text, name text, initials text, email text, role text, region text, agency text, unit text)
				join agency a on a.key = x.agency left join unit u on u.agency_id = a.id and u.key = x.unit
		), added as (
			insert into person (agency_id, key, name, initials, email)
			select agency_id, key, name, initials, email from given on conflict do nothing
			returning id, key
		)
		insert into assignment (agency_id, person_id, role, unit_id, region_code)
		select given.agency_id, added.id, given.role, given.unit_id, given.region from added join given using (key)`,
		[JSON.stringify(rows)],
	);
}
