import { type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/platform/db.ts';
import type { AgencyId } from './policy.ts';
import type { Role } from './roles.ts';

export type LogFilter = {
	/** Null for every act, sign-ins included. */
	readonly actions: readonly string[] | null;
	/** Part of a name, or an e-mail, of whoever did it. */
	readonly person: string | null;
	/** What it is about: an entry's subject as it stands, or part of the name of a person or an office. */
	readonly subject: string | null;
	/** From this instant on, and before that one. */
	readonly from: Date | null;
	readonly until: Date | null;
};

/** Where a page goes on: after this entry, towards the past. */
export type LogPlace = { readonly at: Date; readonly id: number };

export type LogEntry = {
	readonly id: number;
	readonly action: string;
	readonly at: Date;
	readonly person: string | null;
	readonly role: Role | null;
	readonly subject: string | null;
	/** The name behind the subject, where it is a person's or an office's. */
	readonly subjectName: string | null;
	readonly before: Readonly<Record<string, unknown>> | null;
	readonly after: Readonly<Record<string, unknown>> | null;
};

type Asked = { readonly after: LogPlace | null; readonly most: number };

/**
 * The newest entries first. Asked for some acts, each act's newest are found in its own index and then merged:
 * a hundred changes among a million sign-ins are found as fast as the newest of all.
 */
export async function logPage(
	tx: Tx,
	agencyId: AgencyId,
	filter: LogFilter,
	{ after, most }: Asked,
): Promise<LogEntry[]> {
	const where = conditions(agencyId, filter, after);
	const newest = sql`order by a.at desc, a.id desc limit ${most}`;
	const found = filter.actions
		? sql`unnest(${[...filter.actions]}::text[]) act cross join lateral (
				select a.* from audit a where a.action = act and ${where} ${newest}) a`
		: sql`(select a.* from audit a where ${where} ${newest}) a`;
	const { rows } = await sql<LogEntry>`
		select a.id, a.action, a.at, p.name as person, a.role, a.subject, a.before, a.after,
			coalesce(q.name, u.name) as "subjectName"
		from ${found}
			left join person p on p.id = a.person_id
			left join person q on a.subject = 'person ' || q.id
			left join unit u on u.agency_id = a.agency_id and a.subject = 'unit ' || u.key
		${newest}`.execute(tx);
	return rows;
}

function conditions(agencyId: AgencyId, { person, subject, from, until }: LogFilter, after: LogPlace | null) {
	const all = [sql<SqlBool>`a.agency_id = ${agencyId}`];
	if (from) all.push(sql`a.at >= ${from}`);
	if (until) all.push(sql`a.at < ${until}`);
	if (after) all.push(sql`(a.at, a.id) < (${after.at}, ${after.id})`);
	if (person) all.push(sql`a.person_id = any(array(${peopleLike(agencyId, person)}))`);
	if (subject) all.push(sql`a.subject = any(array(${subjectsLike(agencyId, subject)}))`);
	return sql.join(all, sql` and `);
}

function peopleLike(agencyId: AgencyId, words: string) {
	return sql`select id from person where agency_id = ${agencyId} and (name ilike ${part(words)} or lower(email) = lower(${words})) limit 50`;
}

function subjectsLike(agencyId: AgencyId, words: string) {
	return sql`
		select ${words}::text
		union all select 'person ' || id from person where agency_id = ${agencyId} and (name ilike ${part(words)} or lower(email) = lower(${words}))
		union all select 'unit ' || key from unit where agency_id = ${agencyId} and (name ilike ${part(words)} or short_name ilike ${part(words)})
		limit 100`;
}

/** Typed signs mean themselves. */
function part(words: string): string {
	return `%${words.replace(/[\\%_]/g, '\\$&')}%`;
}
