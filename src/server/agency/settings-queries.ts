import { sql } from 'kysely';
import type { Tx } from '#server/platform/db.ts';
import type { AgencyId, CategoryId } from '../access/policy.ts';
import type { Announcement } from './announcement.ts';
import type { AgencySettings, Category } from './directory.ts';
import type { ReplyStep } from './pack-words.ts';

/** The government's settings as they are now, kept for this transaction. */
export async function lockedSettings(tx: Tx, agencyId: AgencyId): Promise<AgencySettings | undefined> {
	const { rows } = await sql<{ settings: AgencySettings }>`
		select settings from agency where id = ${agencyId} for update`.execute(tx);
	return rows[0]?.settings;
}

/** Lays settings over those there are: what belongs to other rooms stays. */
export async function putSettings(tx: Tx, agencyId: AgencyId, settings: AgencySettings): Promise<void> {
	await sql`update agency set settings = settings || ${JSON.stringify(settings)}::jsonb where id = ${agencyId}`.execute(
		tx,
	);
}

/** A topic as it is now, kept for this transaction. */
export async function lockedCategory(
	tx: Tx,
	agencyId: AgencyId,
	id: CategoryId,
): Promise<Category | undefined> {
	const { rows } = await sql<Category>`
		select id, key, name, name_en as "nameEn", unit_id as "unitId", valid_from as "validFrom", valid_until as "validUntil"
		from category where agency_id = ${agencyId} and id = ${id} for update`.execute(tx);
	return rows[0];
}

type NewCategory = Omit<Category, 'id'>;

export async function putCategory(tx: Tx, agencyId: AgencyId, category: NewCategory): Promise<void> {
	const { key, name, nameEn, unitId, validFrom, validUntil } = category;
	await sql`
		insert into category (agency_id, key, name, name_en, unit_id, valid_from, valid_until)
		values (${agencyId}, ${key}, ${name}, ${nameEn}, ${unitId}, ${validFrom}, ${validUntil})
		on conflict (agency_id, key) do update set name = excluded.name, name_en = excluded.name_en, unit_id = excluded.unit_id,
			valid_from = excluded.valid_from, valid_until = excluded.valid_until`.execute(tx);
}

/** A reply prepared for a step. */
export type Reply = {
	readonly id: string;
	readonly key: string;
	readonly step: ReplyStep;
	readonly name: string;
	readonly body: string;
};

/** Most replies a government keeps. */
export const MOST_REPLIES = 200;

/** Replies in use, of one step or of all. */
export async function repliesOf(tx: Tx, agencyId: AgencyId, step: string | null = null): Promise<Reply[]> {
	const { rows } = await sql<Reply>`
		select id, key, step, name, body from reply_template
		where agency_id = ${agencyId} and retired_at is null and (${step}::text is null or step = ${step})
		order by step, name limit ${MOST_REPLIES}`.execute(tx);
	return rows;
}

export async function lockedReply(tx: Tx, agencyId: AgencyId, id: string): Promise<Reply | undefined> {
	const { rows } = await sql<Reply>`
		select id, key, step, name, body from reply_template
		where agency_id = ${agencyId} and id::text = ${id} and retired_at is null for update`.execute(tx);
	return rows[0];
}

export async function putReply(tx: Tx, agencyId: AgencyId, reply: Omit<Reply, 'id'>): Promise<void> {
	const { key, step, name, body } = reply;
	await sql`
		insert into reply_template (agency_id, key, step, name, body) values (${agencyId}, ${key}, ${step}, ${name}, ${body})
		on conflict (agency_id, key) do update set step = excluded.step, name = excluded.name, body = excluded.body`.execute(
		tx,
	);
}

export async function retireReply(tx: Tx, id: string, at: Date): Promise<void> {
	await sql`update reply_template set retired_at = ${at} where id = ${id}`.execute(tx);
}

/** Every key of its sort the government ever gave; who else gives one waits for this transaction. */
export async function takenKeys(
	tx: Tx,
	agencyId: AgencyId,
	sort: 'category' | 'reply_template',
): Promise<ReadonlySet<string>> {
	await sql`select pg_advisory_xact_lock(hashtext(${`${sort} ${agencyId}`}))`.execute(tx);
	const { rows } = await sql<{ key: string }>`
		select key from ${sql.table(sort)} where agency_id = ${agencyId}`.execute(tx);
	return new Set(rows.map(({ key }) => key));
}

export async function lockedAnnouncement(
	tx: Tx,
	agencyId: AgencyId,
	id: string,
): Promise<Announcement | undefined> {
	const { rows } = await sql<Announcement>`
		select id, kind, title, body, title_en as "titleEn", body_en as "bodyEn", valid_from as "from", valid_until as "until"
		from announcement where agency_id = ${agencyId} and id::text = ${id} for update`.execute(tx);
	return rows[0];
}

/** Adds an announcement, or takes the place of the one with this id. */
export async function putAnnouncement(
	tx: Tx,
	agencyId: AgencyId,
	{
		id,
		kind,
		title,
		body,
		titleEn,
		bodyEn,
		from,
		until,
	}: Omit<Announcement, 'id'> & { readonly id: string | null },
): Promise<void> {
	await sql`
		insert into announcement (id, agency_id, kind, title, body, title_en, body_en, valid_from, valid_until)
		values (coalesce(${id}::uuid, uuidv7()), ${agencyId}, ${kind}, ${title}, ${body}, ${titleEn}, ${bodyEn}, ${from}, ${until})
		on conflict (id) do update set kind = excluded.kind, title = excluded.title, body = excluded.body, title_en = excluded.title_en,
			body_en = excluded.body_en, valid_from = excluded.valid_from, valid_until = excluded.valid_until`.execute(
		tx,
	);
}

export async function removeAnnouncement(tx: Tx, id: string): Promise<void> {
	await sql`delete from announcement where id = ${id}`.execute(tx);
}
