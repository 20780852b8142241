import { sql } from 'kysely';
import type { AgencyId, ReportId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';
import { type Held, hasFiles, type Part, partsWith, tablesOf } from './holdings.ts';

export type Erasing = {
	readonly id: ReportId;
	readonly agencyId: AgencyId;
	readonly parts: readonly Part[];
	readonly why: 'retention' | 'request';
	readonly requestId: string | null;
	readonly at: Date;
};

/**
 * Takes parts of a report's data away, as the system: each once and never again. Answers what went now. The chain of
 * evidence stays as it is: its commitments say nothing without the salts, which go with the words. Files are noted and
 * leave the store after the commit.
 */
export async function eraseParts(tx: Tx, erasing: Erasing): Promise<readonly Part[]> {
	const { id, agencyId, parts, why, requestId, at } = erasing;
	const { rows } = await sql<{ part: Part }>`
		insert into erasure (report_id, part, agency_id, why, request_id, at)
		select ${id}, part, ${agencyId}, ${why}, ${requestId}, ${at} from unnest(${[...partsWith(parts)]}::text[]) as asked(part)
		on conflict (report_id, part) do nothing returning part`.execute(tx);
	const gone = partsWith(rows.map(({ part }) => part)).filter((part) =>
		rows.some((row) => row.part === part),
	);
	for (const part of gone) {
		for (const table of tablesOf(part)) await eraseRows(tx, table, erasing);
		await ERASE[part](tx, erasing);
	}
	if (gone.length > 0) await note(tx, erasing, gone);
	return gone;
}

const ERASE = { identity: eraseName, contact: eraseContact, content: eraseContent } as const satisfies Record<
	Part,
	(tx: Tx, erasing: Erasing) => Promise<void>
>;

async function eraseName(tx: Tx, { id }: Erasing): Promise<void> {
	await sql`delete from reporter_identity where report_id = ${id} and part = 'name'`.execute(tx);
	await sql`update publication set first_name = null, version = version + 1 where report_id = ${id}`.execute(
		tx,
	);
}

/** Letters to the reporter that still wait have nobody to go to. */
async function eraseContact(tx: Tx, { id }: Erasing): Promise<void> {
	await sql`delete from reporter_identity where report_id = ${id} and part = 'contact'`.execute(tx);
	await sql`update report set may_call = false, has_email = false, has_phone = false where id = ${id}`.execute(
		tx,
	);
	await sql`
		update outbox set state = 'undeliverable', error = 'the address was erased'
		where report_id = ${id} and state in ('waiting', 'held') and recipient->>'to' = 'reporter'`.execute(tx);
}

async function eraseContent(tx: Tx, { id, at }: Erasing): Promise<void> {
	await sql`
		update publication p set erased_on = (${at}::timestamptz at time zone a.zone)::date, published_at = null, title = null, body = null, place = null,
			first_name = null, photos = null, support_count = 0, version = p.version + 1,
			referred_to = case when p.referred_to is not null then jsonb_build_object('name', p.referred_to->>'name', 'how', '') end
		from agency a where p.report_id = ${id} and a.id = p.agency_id`.execute(tx);
	await sql`update ppid_request set asked = '–', purpose = '–' where report_id = ${id}`.execute(tx);
	await sql`update outbox set facts = '{}', error = null, provider_id = null where report_id = ${id}`.execute(
		tx,
	);
	await sql`
		update report set erased_at = ${at}, support_count = 0, version = version + 1,
			referred_to = case when referred_to is not null then jsonb_build_object('name', referred_to->>'name', 'how', '') end
		where id = ${id}`.execute(tx);
}

/** Rows and every file they name, by whatever column: the original, its thumbnail, redacted copies. */
async function eraseRows(tx: Tx, table: Held, { id, at }: Erasing): Promise<void> {
	if (hasFiles(table))
		await sql`
			insert into erased_file (storage_key, at)
			select distinct file.value, ${at}::timestamptz from ${sql.table(table)} a, jsonb_each_text(to_jsonb(a)) as file
			where a.report_id = ${id} and file.key like '%\\_key' and file.value is not null
			on conflict do nothing`.execute(tx);
	await sql`delete from ${sql.table(table)} where report_id = ${id}`.execute(tx);
}

/** Into the log, and to every process that keeps the report's page. */
async function note(tx: Tx, { id, agencyId, why, at }: Erasing, gone: readonly Part[]): Promise<void> {
	await tx
		.insertInto('audit')
		.values({
			agency_id: agencyId,
			role: 'system',
			action: 'personal_data_erased',
			subject: `report ${id}`,
			after: JSON.stringify({ parts: gone, why }),
			at,
		})
		.execute();
	await sql`select pg_notify('page', code) from report where id = ${id}`.execute(tx);
}

/** Nobody but the reporter and the system reads these parts from here on. */
export async function restrict(
	tx: Tx,
	{ id, parts, at }: Pick<Erasing, 'id' | 'parts' | 'at'>,
): Promise<void> {
	const rows = partsWith(parts).flatMap((part) => IDENTITY_ROWS[part]);
	await sql`
		update reporter_identity set restricted_at = ${at}
		where report_id = ${id} and part = any (${rows}::text[]) and restricted_at is null`.execute(tx);
	if (rows.includes('name'))
		await sql`update publication set first_name = null, version = version + 1 where report_id = ${id} and first_name is not null`.execute(
			tx,
		);
	await sql`select pg_notify('page', code) from report where id = ${id}`.execute(tx);
}

const IDENTITY_ROWS = { identity: ['name'], contact: ['contact'], content: [] } as const satisfies Record<
	Part,
	readonly string[]
>;

/** Files whose rows are gone, some at a time. */
export async function erasedFiles(tx: Tx, most: number): Promise<readonly string[]> {
	const { rows } = await sql<{ key: string }>`
		select storage_key as key from erased_file order by storage_key limit ${most}`.execute(tx);
	return rows.map(({ key }) => key);
}

export async function forgetErasedFiles(tx: Tx, keys: readonly string[]): Promise<void> {
	await sql`delete from erased_file where storage_key = any (${[...keys]}::text[])`.execute(tx);
}
