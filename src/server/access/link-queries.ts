import { sql } from 'kysely';
import type { Tx } from '#server/platform/db.ts';
import type { LinkPurpose } from './people-changes-queries.ts';
import type { AgencyId, PersonId } from './policy.ts';
import { ACROSS_AGENCIES } from './session.ts';

/** A link while it opens something, and whom it is for. */
export type OpenLink = {
	readonly personId: PersonId;
	readonly agencyId: AgencyId;
	readonly purpose: LinkPurpose;
	readonly name: string;
	readonly email: string;
	readonly government: string;
	/** False for a body that has no address of its own. */
	/** For whom a sign-in counts at every address: of a body without reports, or with a role that reaches across governments. */
	readonly opensAnywhere: boolean;
};

/** Unused, not too old, and the person is not suspended. One reader at a time. */
export async function findLink(tx: Tx, tokenHash: Buffer, now: Date): Promise<OpenLink | undefined> {
	const { rows } = await sql<OpenLink>`
		select l.person_id as "personId", p.agency_id as "agencyId", l.purpose, p.name, p.email, a.short_name as government,
			a.prefix is null or exists (select from assignment g where g.person_id = p.id and g.role = any (${[...ACROSS_AGENCIES]}::text[])) as "opensAnywhere"
		from one_time_link l join person p on p.id = l.person_id join agency a on a.id = p.agency_id
		where l.token_hash = ${tokenHash} and l.purpose in ('invite', 'reset') and l.used_at is null and l.expires_at > ${now}
			and p.suspended_at is null
		for update of l`.execute(tx);
	return rows[0];
}

/** After a reset no earlier device signs in any more. */
export async function dropPasskeys(tx: Tx, personId: PersonId): Promise<void> {
	await tx.deleteFrom('passkey').where('person_id', '=', personId).execute();
}
