import { type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/platform/db.ts';
import type { AgencyId, PersonId, UnitId } from './policy.ts';
import type { AdministratorPost, PostTerm } from './posts.ts';
import type { Role } from './roles.ts';

/** What an account is to its administrator. */
export const PERSON_STATES = ['active', 'invited', 'suspended'] as const;
export type PersonState = (typeof PERSON_STATES)[number];

export type HeldPost = PostTerm & {
	readonly id: string;
	readonly role: Role;
	readonly unitId: UnitId | null;
	readonly regionCode: string | null;
	readonly acting: boolean;
};
export type Person = {
	readonly id: PersonId;
	readonly name: string;
	readonly email: string;
	readonly state: PersonState;
	/** Until when the last link opens; null when none does. */
	readonly linkUntil: Date | null;
	/** The present and coming ones first. */
	readonly posts: readonly HeldPost[];
};

export type PeopleFilter = {
	/** Part of a name or of an e-mail. */
	readonly words: string | null;
	readonly unitId: UnitId | null;
	readonly role: string | null;
	readonly state: PersonState | null;
};

const STATE = sql<PersonState>`case when p.suspended_at is not null then 'suspended' when can_sign_in(p.id) then 'active' else 'invited' end`;
const POSTS_OF = sql`coalesce((
	select json_agg(json_build_object('id', g.id, 'role', g.role, 'unitId', g.unit_id, 'regionCode', g.region_code,
		'acting', g.acting, 'validFrom', g.valid_from, 'validUntil', g.valid_until) order by g.valid_until desc nulls first, g.id desc)
	from assignment g where g.person_id = p.id), '[]')`;

type Asked = {
	readonly agencyId: AgencyId;
	readonly after: string | null;
	readonly most: number;
	readonly now: Date;
	readonly today: string;
};

/** The people of a government by name, from `after` (a person's id) on. */
export async function peoplePage(tx: Tx, filter: PeopleFilter, asked: Asked): Promise<Person[]> {
	const { agencyId, after, most, now } = asked;
	const where = [sql<SqlBool>`p.agency_id = ${agencyId}`, ...conditions(filter, asked.today)];
	if (after)
		where.push(sql`(lower(p.name), p.id) > (select lower(name), id from person where id::text = ${after})`);
	const { rows } = await sql<Person>`
		select p.id, p.name, p.email, ${STATE} as state, ${linkUntil(now)} as "linkUntil", ${POSTS_OF} as posts
		from person p where ${sql.join(where, sql` and `)}
		order by lower(p.name), p.id limit ${most}`.execute(tx);
	return rows;
}

function conditions({ words, unitId, role, state }: PeopleFilter, today: string) {
	const all = [];
	const part = `%${(words ?? '').replace(/[\\%_]/g, '\\$&')}%`;
	if (words) all.push(sql<SqlBool>`(p.name ilike ${part} or p.email ilike ${part})`);
	if (state) all.push(sql<SqlBool>`${STATE} = ${state}`);
	if (unitId || role)
		all.push(sql<SqlBool>`exists (
			select from assignment g where g.person_id = p.id and (g.valid_until is null or g.valid_until >= ${today}::date)
				and (${unitId}::int is null or g.unit_id = ${unitId}) and (${role}::text is null or g.role = ${role}))`);
	return all;
}

function linkUntil(now: Date) {
	return sql`(select max(l.expires_at) from one_time_link l
		where l.person_id = p.id and l.purpose in ('invite', 'reset') and l.used_at is null and l.expires_at > ${now})`;
}

export async function findPerson(
	tx: Tx,
	{ agencyId, id, now }: { agencyId: AgencyId; id: string; now: Date },
): Promise<Person | undefined> {
	const { rows } = await sql<Person>`
		select p.id, p.name, p.email, ${STATE} as state, ${linkUntil(now)} as "linkUntil", ${POSTS_OF} as posts
		from person p where p.agency_id = ${agencyId} and p.id::text = ${id}`.execute(tx);
	return rows[0];
}

/** The posts of all system administrators of a government; whoever asks keeps others from changing them meanwhile. */
export async function lockAdministrators(tx: Tx, agencyId: AgencyId): Promise<AdministratorPost[]> {
	await sql`select pg_advisory_xact_lock(hashtextextended('administrators ' || ${agencyId}, 0))`.execute(tx);
	const { rows } = await sql<AdministratorPost>`
		select g.id, g.person_id as "personId", g.valid_from as "validFrom", g.valid_until as "validUntil",
			p.suspended_at is null and can_sign_in(p.id) as able
		from assignment g join person p on p.id = g.person_id
		where g.agency_id = ${agencyId} and g.role = 'system_admin'`.execute(tx);
	return rows;
}
