import { sql } from 'kysely';
import type pg from 'pg';
import type { Tx } from '#server/platform/db.ts';
import type { AgencyId, PersonId } from './policy.ts';

/**
 * Stores the one link by which the first administrator comes in; earlier ones for the same government open nothing.
 * Without a key it is the first government that serves citizens, or the body still to be founded. As the owner.
 */
export async function putSetUpLink(
	owner: pg.Pool | pg.Client,
	tokenHash: Buffer,
	{ expiresAt, agencyKey }: { readonly expiresAt: Date; readonly agencyKey: string | null },
): Promise<boolean> {
	const { rowCount } = await owner.query(
		`with target as (
			select (
				select id from agency
				where case when $3::text is null then prefix is not null and not demo and not training else key = $3 end
				order by parent_id nulls first, created_at limit 1
			) as id
		), earlier as (
			delete from one_time_link
			where purpose = 'set_up' and used_at is null and agency_id is not distinct from (select id from target)
		)
		insert into one_time_link (token_hash, agency_id, purpose, expires_at)
		select $1, id, 'set_up', $2 from target
		where not has_administrator(case when $3::text is null then null else id end)`,
		[tokenHash, expiresAt, agencyKey],
	);
	return rowCount === 1;
}

/** The link, while it opens something: unused, not too old, and its government has no administrator. One at a time. */
export async function findSetUpLink(
	tx: Tx,
	tokenHash: Buffer,
	now: Date,
): Promise<{ readonly agencyId: AgencyId | null; readonly agencyName: string | null } | undefined> {
	const found = await sql<{ agencyId: AgencyId | null; agencyName: string | null }>`
		select l.agency_id as "agencyId", a.name as "agencyName"
		from one_time_link l left join agency a on a.id = l.agency_id
		where l.token_hash = ${tokenHash} and l.purpose = 'set_up' and l.used_at is null and l.expires_at > ${now}
			and not has_administrator(l.agency_id)
		for update of l`.execute(tx);
	return found.rows[0];
}

/** Makes the body that runs this installation, where no government stands yet. The database asks for the link. */
export async function foundOperator(
	tx: Tx,
	tokenHash: Buffer,
	{ name, zone, now }: { name: string; zone: string; now: Date },
): Promise<AgencyId> {
	const made = await sql<{
		id: AgencyId;
	}>`select found_operator(${tokenHash}, ${now}, ${name}, ${zone}) as id`.execute(tx);
	const id = made.rows[0]?.id;
	if (!id) throw new Error('the link of set-up was used while it was being used');
	return id;
}

/** Uses the link up; of two at the same time, one gets it. */
export async function useSetUpLink(tx: Tx, tokenHash: Buffer, now: Date): Promise<boolean> {
	const used = await tx
		.updateTable('one_time_link')
		.set({ used_at: now })
		.where('token_hash', '=', tokenHash)
		.where('used_at', 'is', null)
		.executeTakeFirst();
	return used.numUpdatedRows === 1n;
}

/** Adds a person with the role of system administrator; undefined when the e-mail belongs to somebody. */
export async function addAdministrator(
	tx: Tx,
	person: {
		readonly agencyId: AgencyId;
		readonly name: string;
		readonly initials: string;
		readonly email: string;
	},
): Promise<PersonId | undefined> {
	const { agencyId, name, initials, email } = person;
	const added = await tx
		.insertInto('person')
		.values({ agency_id: agencyId, name, initials, email })
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	// The database makes the id; that it is a person's is what the table says.
	const id = added?.id as PersonId | undefined;
	if (id)
		await tx
			.insertInto('assignment')
			.values({ agency_id: agencyId, person_id: id, role: 'system_admin' })
			.execute();
	return id;
}
