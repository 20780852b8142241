/** Puts the governments that packs describe into the database. May run at every start, and several at once. */
import type pg from 'pg';
import type { AgencyId } from '#server/access/policy.ts';
import type { Pack } from '#server/agency/pack.ts';
import { sha256 } from '#server/platform/hash.ts';
import { asOwner, inTransaction } from './as-owner.ts';
import { demoPeopleFile, loadPeople } from './load-people.ts';
import { type PackRows, rowsOf } from './pack-rows.ts';
import { demoPacks, nation, testPacks } from './packs.ts';

/** Where the demonstration answers besides its own names, unless another government took them. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]', '::1'];
const DEMONSTRATION = 'muara_sirih';

/**
 * Loads each pack in a transaction of its own, as the owner of the tables. A pack that was loaded before and has not
 * changed since is left alone, so that what an administrator edited stays; a changed one is laid over the rows by key.
 */
export async function loadPacks(ownerUrl: string, ...packs: readonly Pack[]): Promise<void> {
	const shared = nation();
	await asOwner(ownerUrl, async (client) => {
		for (const pack of packs) await inTransaction(client, () => loadPack(client, rowsOf(pack, shared)));
		await inTransaction(client, () => joinAgencies(client, packs));
	});
}

/** The regency of the demonstration, its surroundings and its people; it also answers on this machine's own names. */
export async function loadDemoGovernments(ownerUrl: string): Promise<void> {
	await loadPacks(ownerUrl, ...demoPacks());
	await asOwner(ownerUrl, (client) =>
		inTransaction(client, async () => {
			await client.query(
				`insert into agency_host (host, agency_id)
				select host, id from unnest($1::text[]) host, agency where key = $2 on conflict do nothing`,
				[LOOPBACK, DEMONSTRATION],
			);
			await loadPeople(client, demoPeopleFile());
		}),
	);
}

/** Three more fictional governments, WIB, WITA and WIT. */
export async function loadTestGovernments(ownerUrl: string): Promise<void> {
	await loadPacks(ownerUrl, ...testPacks());
}

/** Whether this very pack was the last one loaded for its government. */
export async function isLoaded(client: pg.Client, rows: PackRows): Promise<boolean> {
	const known = await client.query('select from agency where key = $1 and pack_hash = $2', [
		rows.agency.key,
		hashOf(rows),
	]);
	return known.rowCount === 1;
}

/** Lays a pack over the rows of its government, in the caller's transaction; `joinAgencies` comes after. */
export async function loadPack(client: pg.Client, rows: PackRows): Promise<void> {
	if (await isLoaded(client, rows)) return;
	const id = await saveAgency(client, rows);
	for (const [statement, values] of STATEMENTS)
		await client.query(statement, [id, JSON.stringify(rows[values])]);
	for (const book of rows.books) await addBook(client, id, book);
}

function hashOf(rows: PackRows): string {
	return sha256(JSON.stringify(rows));
}

async function saveAgency(client: pg.Client, rows: PackRows): Promise<AgencyId> {
	const { agency } = rows;
	const saved = await client.query<{ id: AgencyId }>(
		`insert into agency (key, kind, name, short_name, prefix, zone, leader_title, settings, demo, pack_hash)
		select key, kind, name, short_name, prefix, zone, leader_title, settings, demo, $2
		from jsonb_to_record($1) as x(key text, kind text, name text, short_name text, prefix text, zone text, leader_title text, settings jsonb, demo boolean)
		on conflict (key) do update set kind = excluded.kind, name = excluded.name, short_name = excluded.short_name, prefix = excluded.prefix,
			zone = excluded.zone, leader_title = excluded.leader_title, settings = excluded.settings, demo = excluded.demo, pack_hash = excluded.pack_hash
		returning id`,
		[JSON.stringify(agency), hashOf(rows)],
	);
	const id = saved.rows[0]?.id;
	if (!id) throw new Error(`no government came of the pack ${agency.key}`);
	await client.query(
		'insert into agency_host (host, agency_id) select unnest($2::text[]), $1 on conflict do nothing',
		[id, agency.hosts],
	);
	return id;
}

/** What is laid over the rows there are, by key. Nothing is taken away: reports may point to it. */
const STATEMENTS = [
	[
		`insert into region (agency_id, code, parent_code, kind, name, tile_x, tile_y, lat, lon)
		select $1, code, parent_code, kind, name, tile_x, tile_y, lat, lon
		from jsonb_to_recordset($2) as x(code text, parent_code text, kind text, name text, tile_x int, tile_y int, lat float8, lon float8)
		on conflict (agency_id, code) do update set parent_code = excluded.parent_code, kind = excluded.kind, name = excluded.name,
			tile_x = excluded.tile_x, tile_y = excluded.tile_y, lat = excluded.lat, lon = excluded.lon`,
		'regions',
	],
	[
		`insert into unit (agency_id, key, kind, name, short_name, jurisdiction, workweek, verifies_direct, answer_needs_approval, topics, settings)
		select $1, key, kind, name, short_name, jurisdiction, workweek, verifies_direct, answer_needs_approval, topics, settings
		from jsonb_to_recordset($2) as x(key text, kind text, name text, short_name text, jurisdiction text[], workweek int[],
			verifies_direct boolean, answer_needs_approval boolean, topics text[], settings jsonb)
		on conflict (agency_id, key) do update set kind = excluded.kind, name = excluded.name, short_name = excluded.short_name,
			jurisdiction = excluded.jurisdiction, workweek = excluded.workweek, verifies_direct = excluded.verifies_direct,
			answer_needs_approval = excluded.answer_needs_approval, topics = excluded.topics, settings = excluded.settings`,
		'units',
	],
	[
		`update unit u set parent_id = above.id
		from jsonb_to_recordset($2) as x(key text, parent text) join unit above on above.agency_id = $1 and above.key = x.parent
		where u.agency_id = $1 and u.key = x.key`,
		'units',
	],
	[
		`insert into category (agency_id, key, name, name_en, unit_id, valid_from, valid_until)
		select $1, x.key, x.name, x.name_en, u.id, x.valid_from, x.valid_until
		from jsonb_to_recordset($2) as x(key text, name text, name_en text, unit text, valid_from date, valid_until date)
			left join unit u on u.agency_id = $1 and u.key = x.unit
		on conflict (agency_id, key) do update set name = excluded.name, name_en = excluded.name_en, unit_id = excluded.unit_id,
			valid_from = excluded.valid_from, valid_until = excluded.valid_until`,
		'categories',
	],
	[
		`insert into day_off (agency_id, date, kind, name, source)
		select $1, date, kind, name, source from jsonb_to_recordset($2) as x(date date, kind text, name text, source text)
		on conflict (agency_id, date) do update set kind = excluded.kind, name = excluded.name, source = excluded.source`,
		'days_off',
	],
	[
		`insert into reply_template (agency_id, key, step, name, body)
		select $1, key, step, name, body from jsonb_to_recordset($2) as x(key text, step text, name text, body text)
		on conflict (agency_id, key) do update set step = excluded.step, name = excluded.name, body = excluded.body`,
		'replies',
	],
] as const;

/** A book is pinned to reports: one of the same day is never changed, a new one comes behind it. */
async function addBook(
	client: pg.Client,
	agencyId: AgencyId,
	book: PackRows['books'][number],
): Promise<void> {
	await client.query(
		`with book as (
			insert into term_book (agency_id, version, valid_from, rules, of_nation)
			select $1, coalesce(max(version), 0) + 1, $2::date, $3::jsonb, $5 from term_book where agency_id = $1
			having count(*) filter (where valid_from = $2::date) = 0
			returning id
		)
		insert into term (term_book_id, kind, clock, days, counted, source)
		select book.id, x.kind, x.clock, x.days, x.counted, x.source
		from book, jsonb_to_recordset($4) as x(kind text, clock text, days int, counted text, source text)`,
		[agencyId, book.valid_from, JSON.stringify(book.rules), JSON.stringify(book.terms), book.of_nation],
	);
}

/** Who stands above whom, who examines whom, and therefore who oversees whom. */
export async function joinAgencies(client: pg.Client, packs: readonly Pack[]): Promise<void> {
	const joints = packs.map(({ agency }) => ({
		key: agency.key,
		parent: agency.parent,
		ombudsman: agency.oversight.ombudsmanAgency,
	}));
	await client.query(
		`update agency a set parent_id = above.id, ombudsman_id = examiner.id
		from jsonb_to_recordset($1) as x(key text, parent text, ombudsman text)
			left join agency above on above.key = x.parent left join agency examiner on examiner.key = x.ombudsman
		where a.key = x.key and (a.parent_id, a.ombudsman_id) is distinct from (above.id, examiner.id)`,
		[JSON.stringify(joints)],
	);
	await client.query(
		`with recursive below (overseer, id) as (
			select parent_id, id from agency where parent_id is not null
			union select below.overseer, a.id from below join agency a on a.parent_id = below.id
		), overseen (overseer, id) as (select overseer, id from below union select ombudsman_id, id from agency where ombudsman_id is not null),
		list as (
			select a.id, coalesce(array_agg(o.id order by o.id) filter (where o.id is not null), '{}') as oversees
			from agency a left join overseen o on o.overseer = a.id group by a.id
		)
		update agency a set oversees = list.oversees from list where list.id = a.id and a.oversees <> list.oversees`,
	);
}
