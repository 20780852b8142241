import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWorld, type World } from '../../../tests/world.ts';
import type { ReportId } from '../access/policy.ts';
import { addCalendarDays, endOf, type LocalDate } from '../deadline/calendar.ts';
import { setLogLevel } from '../platform/log.ts';
import { sealedStore } from '../platform/sealed-storage.ts';
import { diskStore, type FileStore } from '../platform/storage.ts';
import { checkEvidence } from '../report/chain-commands.ts';
import { readOwn } from '../report/reporter-commands.ts';
import { publicReport } from '../report/reporter-queries.ts';
import { HOLDINGS } from './holdings.ts';
import { keepByRule, type RetentionGround, removeErasedFiles, runRetention } from './retention-jobs.ts';

setLogLevel('silent');

let world: World;
let store: FileStore;
let folder: string;
let ground: RetentionGround;
beforeAll(async () => {
	world = await aWorld();
	folder = await mkdtemp(join(tmpdir(), 'tuntas-erase-'));
	store = sealedStore(diskStore(folder), world.vault.ring);
	ground = { db: world.db, directoryOf: async () => world.directory, store };
});
afterAll(async () => {
	await world.close();
	await rm(folder, { recursive: true });
});

const ENDED = '2026-02-02' as LocalDate;
/** The end of a day so many days after the reports of these tests ended. */
const on = (days: number) =>
	new Date(endOf(addCalendarDays(ENDED, days), world.directory.calendar).getTime() - 1000);
const run = (days: number) => runRetention(ground, world.directory.agency.id, on(days));
const ask = async <T>(question: string, ...values: unknown[]): Promise<T> => {
	const { rows } = await world.owner.query({ text: question, values, rowMode: 'array' });
	return (rows as T[][])[0]?.[0] as T;
};

/** A closed report with a photograph, a note, a supporter and a letter that waits. */
async function aClosedReport() {
	const sent = await world.report('closed');
	const [one, two] = [
		await store.put(Buffer.from(`foto ${sent.code}`)),
		await store.put(Buffer.from('kecil')),
	];
	await world.owner.query(
		`insert into attachment (agency_id, report_id, from_whom, sha256, storage_key, thumb_key, media_type, bytes, width, height, at)
		select agency_id, id, 'reporter', 'x', $2, $3, 'image/webp', 1, 1, 1, received_at from report where id = $1`,
		[sent.id, one, two],
	);
	await world.owner.query(
		`insert into internal_note (agency_id, report_id, person_id, body, at) select agency_id, id, $2, 'Pelapor menelepon.', received_at from report where id = $1`,
		[sent.id, world.officer('rahmah').actor.personId],
	);
	return sent;
}

/** Every value of every table that names this report, as text. */
async function everything(id: ReportId): Promise<string> {
	const { rows } = await world.owner.query<{ t: string }>(
		`select table_name as t from information_schema.columns where table_schema = 'public' and column_name = 'report_id'`,
	);
	const texts = await Promise.all(
		[
			...rows.map(({ t }) => `select x::text from ${t} x where report_id = $1`),
			'select x::text from report x where id = $1',
		].map(
			async (question) => (await world.owner.query({ text: question, values: [id], rowMode: 'array' })).rows,
		),
	);
	return JSON.stringify(texts);
}

describe('what is held', () => {
	test('every table that names a report says what erasing does to it', async () => {
		const { rows } = await world.owner.query<{ t: string }>(
			`select table_name as t from information_schema.columns where table_schema = 'public' and column_name = 'report_id' order by 1`,
		);
		expect(rows.map(({ t }) => t)).toEqual(Object.keys(HOLDINGS).sort());
	});
});

/** What keeps a report whose time is over. */
const KEEPING: readonly [
	string,
	(sent: { readonly id: ReportId; readonly code: string }) => Promise<unknown>,
][] = [
	[
		'a hold',
		async ({ code }: { code: string }) => {
			await world.owner.query(
				`insert into legal_hold (agency_id, code, why, asked_by, placed_at) values ($1, $2, 'Perkara di pengadilan', 'Pengadilan Negeri', now())`,
				[world.directory.agency.id, code],
			);
		},
	],
	[
		'an examination',
		async ({ id }: { id: ReportId }) => {
			await world.owner.query(`update report set escalated_at = ended_at where id = $1`, [id]);
		},
	],
	[
		'unread evidence',
		async ({ id }: { id: ReportId }) => {
			await world.owner.query(
				`insert into attachment (agency_id, report_id, from_whom, sha256, storage_key, thumb_key, media_type, bytes, width, height, at)
			select agency_id, id, 'reporter', 'x', repeat('a', 64), repeat('b', 64), 'image/webp', 1, 1, 1, ended_at + interval '1 day' from report where id = $1`,
				[id],
			);
		},
	],
];

describe('retention by rule', () => {
	test('tells three times, erases once, leaves a tombstone, the chain whole and the files gone', async () => {
		const { id, code } = await aClosedReport();
		const referred = await world.report('referred_out');
		expect((await readdir(folder, { recursive: true })).filter((name) => name.length > 60)).toHaveLength(2);

		await run(640);
		await run(700);
		await run(723);
		expect(
			await ask('select count(*) from outbox where report_id = $1 and template = $2', id, 'retention'),
		).toBe(3);
		expect(await ask('select erase_on from retention_plan where report_id = $1', id)).toBe(
			addCalendarDays(ENDED, 730),
		);
		expect(await ask('select count(*) from report_content where report_id = $1', id)).toBe(1);
		await run(729);
		expect(await ask('select count(*) from report_content where report_id = $1', id)).toBe(1);
		expect(await run(730)).toMatchObject({ looked: 2, content: 2, contact: 2 });
		await removeErasedFiles(ground);

		const left = await everything(id);
		for (const word of ['simpang', 'mengaji', 'Siti', 'menelepon', 'Kabel', 'Regu'])
			expect([word, left.includes(word)]).toEqual([word, false]);
		expect(await everything(referred.id)).not.toContain('Lapor ke laman');
		expect((await readdir(folder, { recursive: true })).filter((name) => name.length > 60)).toEqual([]);
		const copy = await publicReport(world.reader.pool, world.directory.agency.id, code);
		expect(copy).toMatchObject({
			code,
			status: 'closed',
			title: null,
			body: null,
			firstName: null,
			trail: [],
			photos: [],
		});
		expect(copy?.erasedOn).toBe(addCalendarDays(ENDED, 730));
		const { broken, roots } = await checkEvidence(world.db, on(731));
		expect([broken, roots.broken]).toEqual([[], []]);
		expect((await run(731)).looked).toBe(0);
		expect(await ask('select count(*) from erasure where report_id = $1', id)).toBe(3);
	});

	test('a tombstone cannot be moved, and opens to nobody as a report', async () => {
		const { id, code } = {
			id: await ask<ReportId>('select id from report where erased_at is not null'),
			code: '',
		};

		const moved = await world.take(id, 'reopen', { words: 'Buka lagi laporan ini.', at: on(731) });

		expect(moved).toMatchObject({ refusal: { code: 'report_not_found' } });
		expect(
			await readOwn(world.vault, { id, code }, { directory: world.directory, at: on(731) }),
		).toBeUndefined();
	});

	test('a day done is not done again; a run that was killed goes on behind the last report', async () => {
		const reports = await Promise.all(Array.from({ length: 60 }, () => world.report('closed')));
		const stopping = new AbortController();
		let batches = 0;
		const killed = { ...ground, stopping: stopping.signal };
		const first = runRetention(
			{
				...killed,
				db: Object.assign(Object.create(world.db), {
					transaction: () => {
						batches += 1;
						if (batches === 2) stopping.abort();
						return world.db.transaction();
					},
				}),
			},
			world.directory.agency.id,
			on(800),
		);
		expect((await first).looked).toBe(50);

		expect((await run(801)).looked).toBe(10);
		expect(await ask('select count(*) from retention_run where ended_at is null')).toBe(0);
		const { looked } = await run(801);
		expect(looked).toBe(60);
		expect((await run(801)).looked).toBe(0);
		expect(
			await ask(
				'select count(*) from retention_plan where report_id = any($1)',
				reports.map(({ id }) => id),
			),
		).toBe(60);
	});

	test.each(KEEPING)('%s keeps it (attack 82)', async (_, keeping) => {
		const sent = await world.report('closed');
		await keeping(sent);

		for (const day of [1000, 1091, 1180]) await run(day + _.length);

		expect(await ask('select count(*) from report_content where report_id = $1', sent.id)).toBe(1);
		expect(await ask('select count(*) from retention_plan where report_id = $1', sent.id)).toBe(0);
	});

	test('after a restore nothing runs out before the administrator has answered it (attack 92)', async () => {
		const sent = await world.report('closed');
		const plans = () => ask<string>('select count(*) from retention_plan where report_id = $1', sent.id);
		await world.owner.query(
			`insert into restoration (backup, restored_to, restored_at) values ('x', now(), now())`,
		);
		await keepByRule(ground, on(1400));
		expect(Number(await plans())).toBe(0);
		await world.owner.query('update restoration set answered_at = now()');
		await keepByRule(ground, on(1400));

		expect(Number(await plans())).toBe(1);
	});

	test('what went to the Ombudsman is let go once somebody lifted its hold', async () => {
		const code = await ask<string>('select code from report where escalated_at is not null');
		expect(await ask('select why from legal_hold where code = $1', code)).toBe('examination');
		await world.owner.query(
			`update legal_hold set lifted_at = placed_at, lifted_why = 'Selesai diperiksa' where code = $1`,
			[code],
		);

		await run(1300);

		expect(
			await ask(
				'select count(*) from retention_plan p join report r on r.id = p.report_id where r.code = $1',
				code,
			),
		).toBe(1);
	});

	let day = 2000;
	test.each(KEEPING)(
		'%s that comes while its end is planned keeps it, too (attack 82)',
		async (_, keeping) => {
			const sent = await world.report('closed');
			const plans = () => ask<string>('select count(*) from retention_plan where report_id = $1', sent.id);
			day += 300;
			await run(day);
			expect(Number(await plans())).toBe(1);

			await keeping(sent);
			for (const later of [1, 91, 182]) await run(day + later);

			expect(Number(await plans())).toBe(0);
			expect(await ask('select count(*) from report_content where report_id = $1', sent.id)).toBe(1);
		},
	);
});
