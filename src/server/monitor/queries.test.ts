import { afterAll, beforeAll, expect, test } from 'vitest';
import { aWorld, type World } from '../../../tests/world.ts';
import { addressOf, filterOf, PAGE_SIZE, type PublicFilter } from './list.ts';
import { newestPublished, type PublicRow, publicList } from './queries.ts';

let world: World;
const codes: string[] = [];

beforeAll(async () => {
	world = await aWorld();
	for (let n = 0; n < PAGE_SIZE + 5; n += 1) {
		const at = new Date(Date.UTC(2026, 0, 5 + (n % 3), 2, n));
		const sent = await world.submit({
			at,
			submission: { title: `Lampu ke-${n} padam`, districtCode: n % 2 ? '99.01.01' : '99.01.02' },
		});
		await world.taken(sent.id, 'forward', {
			at,
			publicCopy: {
				title: `Lampu ke-${n} pádam`,
				body: 'Lampu jalan padam sejak kemarin malam, tolong diperiksa.',
				place: '',
			},
		});
		codes.push(sent.code);
	}
	await world.submit({ submission: { title: 'Belum diperiksa' } });
	const secret = await world.submit({
		submission: { title: 'Rahasia sekali', confidentiality: 'confidential' },
	});
	await world.taken(secret.id, 'forward');
}, 60_000);
afterAll(() => world.close());

const list = (address: string) =>
	publicList(world.reader.pool, world.directory.agency.id, filterOf(new URLSearchParams(address)));

test('the public list has every published report once, page by page, and nothing else', async () => {
	const found: string[] = [];
	let filter: PublicFilter | null = filterOf(new URLSearchParams('keadaan=all'));
	while (filter) {
		const rows: PublicRow[] = await publicList(world.reader.pool, world.directory.agency.id, filter);
		const page = rows.slice(0, PAGE_SIZE);
		found.push(...page.map(({ code }) => code));
		const last = page.at(-1);
		const next: string | null =
			rows.length > PAGE_SIZE && last
				? addressOf(filter, { after: { value: last.receivedOn, id: last.id } })
				: null;
		filter = next ? filterOf(new URL(next, 'http://localhost').searchParams) : null;
	}

	expect(found.length).toBe(codes.length);
	expect(new Set(found)).toEqual(new Set(codes));
});

test('the newest come first', async () => {
	const days = (await list('urut=recent')).map(({ receivedOn }) => receivedOn);

	expect(days).toEqual([...days].sort().reverse());
});

test('a district narrows it, words are found without their accents, operators are only words', async () => {
	expect((await list('kecamatan=99.01.01')).every(({ districtCode }) => districtCode === '99.01.01')).toBe(
		true,
	);
	expect(await list('q=padam')).toHaveLength(PAGE_SIZE + 1);
	expect(await list(`q=${encodeURIComponent("'; drop table report; -- & | ! <->")}`)).toEqual([]);
	expect(await list('q=rahasia')).toEqual([]);
});

test('a sort, state or cursor that is not ours is left out, not run', async () => {
	const odd = filterOf(
		new URLSearchParams('urut=code;select&keadaan=semua&kantor=1 or 1=1&lanjut=%27~x&kecamatan=%25'),
	);

	expect(odd).toEqual({
		state: 'running',
		order: 'recent',
		unit: null,
		category: null,
		district: null,
		q: null,
		after: null,
	});
	expect((await list('urut=code;select')).length).toBeGreaterThan(0);
});

type Statement = { name: string; text: string; values: unknown[] };

/** What a list asks of the database. */
async function statementsOf(address: string): Promise<Statement[]> {
	const { pool } = world.reader;
	const asked: Statement[] = [];
	const noting = {
		query(statement: Statement) {
			asked.push(statement);
			return pool.query(statement);
		},
	} as unknown as typeof pool;
	await publicList(noting, world.directory.agency.id, filterOf(new URLSearchParams(address)));
	return asked;
}

test('a list is one statement', async () => {
	expect((await statementsOf('')).map(({ name }) => name)).toEqual(['list_running_recent']);
});

test('open data holds public copies only', async () => {
	const all = await newestPublished(world.reader.pool, world.directory.agency.id, 1000);

	expect(all.map(({ code }) => code).sort()).toEqual([...codes].sort());
	expect(JSON.stringify(all)).not.toContain('Rahasia sekali');
});

test('a word that stands everywhere is looked for among the newest, a rare one by the index of words', async () => {
	await world.owner.query(`
		with many as (
			insert into report (agency_id, code, kind, status, confidentiality, channel, verifier_unit_id, term_book_id, received_at)
			select agency_id, code || n, kind, status, 'open', 'web', verifier_unit_id, term_book_id, received_at - n * interval '1 minute'
			from (select * from report where confidentiality = 'open' limit 1) one, generate_series(1, 5000) n returning *)
		insert into publication (report_id, agency_id, code, kind, status, confidentiality, holder, verifier_unit_id, received_on, published_at, title, body, version)
		select id, agency_id, code, kind, status, 'open', 'handler', verifier_unit_id, received_at::date, received_at, 'Sampah di jalan', 'Sudah lama tidak diangkut.', 1 from many`);
	await world.owner.query('analyze');
	const planOf = async (word: string) => {
		const [statement] = await statementsOf(`q=${word}`);
		const { rows } = await world.reader.pool.query(`explain ${statement?.text}`, statement?.values);
		return rows.map((row) => row['QUERY PLAN']).join('\n');
	};

	expect(await planOf('jalan')).toContain('publication_recent_idx');
	expect(await planOf('dermaga')).toContain('publication_search_idx');
});
