import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aMapping, aRow, rowsOf } from '../../../tests/foreign-rows.ts';
import { aWorld, type World } from '../../../tests/world.ts';
import type { AgencyId } from '../access/policy.ts';
import { directoryOfAgency } from '../agency/queries.ts';
import { addWorkingDays, endOf } from '../deadline/calendar.ts';
import { setLogLevel } from '../platform/log.ts';
import { checkEvidence } from '../report/chain-commands.ts';
import { runOverruns } from '../report/jobs.ts';
import { balances } from './balance.ts';
import { type Import, importRows } from './commands.ts';
import type { SourceRow } from './source-row.ts';

const at = new Date('2026-02-02T01:00:00Z');
let world: World;
beforeAll(async () => {
	setLogLevel('silent');
	world = await aWorld();
});
afterAll(() => world.close());

async function bring(rows: AsyncIterable<SourceRow>, given: Partial<Import> = {}) {
	const refused: unknown[] = [];
	const balance = await importRows({
		db: world.db,
		directory: world.directory,
		mapping: aMapping(),
		rows,
		source: 'rekaan.csv',
		publish: false,
		at,
		refused: (row) => void refused.push(row),
		progress: () => undefined,
		...given,
	});
	expect(balances(balance)).toBe(true);
	return { ...balance, refusals: refused };
}

const many = (prefix: string, count: number) =>
	Array.from({ length: count }, (_, index) => aRow({ nomor: `${prefix}-${index}` }));

async function reportOf(sourceId: string) {
	const { rows } = await world.owner.query(
		`select r.*, c.title, c.body, c.place,
			(select json_agg(json_build_object('clock', clock, 'lateFrom', late_from, 'open', ended_at is null, 'met', met, 'rung', rung, 'next', next_at) order by id)
			 from report_clock where report_id = r.id) as clocks,
			(select json_agg(json_build_object('step', step, 'at', at, 'role', actor_role, 'imported', facts->'imported') order by seq) from report_step where report_id = r.id) as steps,
			(select string_agg(texts->>'words', '|' order by seq) from step_text where report_id = r.id) as words,
			(select row_to_json(p) from publication p where p.report_id = r.id) as published,
			(select row_to_json(h) from handling_copy h where h.report_id = r.id) as handling
		from report r join report_content c on c.report_id = r.id where r.source_id = $1`,
		[sourceId],
	);
	return rows[0];
}
const stepsOf = async (id: string) => (await reportOf(id)).steps.map(({ step }: { step: string }) => step);
const counted = async (sql: string) =>
	Number((await world.owner.query(`select count(*) from ${sql}`)).rows[0].count);

describe('importing', () => {
	test('makes reports with all their rows, and the second time none', async () => {
		const rows = many('ulang', 1201);

		expect(await bring(rowsOf(...rows))).toMatchObject({
			received: 1201,
			imported: 1201,
			already: 0,
			refused: 0,
		});
		const stored = await counted('report_step');
		expect(await bring(rowsOf(...rows))).toMatchObject({
			received: 1201,
			imported: 0,
			already: 1201,
			refused: 0,
		});

		expect(await counted('report_step')).toBe(stored);
		expect(await counted(`(select code from report where source_id like 'ulang-%' group by code) c`)).toBe(
			1201,
		);
	});

	test('broken off in the middle goes on where it stopped', async () => {
		const rows = many('putus', 1600);
		async function* broken() {
			for await (const row of rowsOf(...rows)) {
				if (row.line === 1300) throw new Error('the power went');
				yield row;
			}
		}

		await expect(bring(broken())).rejects.toThrow('the power went');
		expect(await counted('import_run where ended_at is null and imported = 1000')).toBe(1);
		const { imported, already } = await bring(rowsOf(...rows));

		expect({ imported, already }).toEqual({ imported: 600, already: 1000 });
		expect(await counted(`report where source_id like 'putus-%'`)).toBe(1600);
	});

	test('twice at the same time makes each report once', async () => {
		const rows = many('kembar', 1100);

		const both = await Promise.all([bring(rowsOf(...rows)), bring(rowsOf(...rows.toReversed()))]);

		expect(both.map(({ imported }) => imported).reduce((sum, one) => sum + one)).toBe(1100);
		expect(await counted(`report where source_id like 'kembar-%'`)).toBe(1100);
	});

	test('says of each refused row its line, id and reason, never its text', async () => {
		const { refusals, ...balance } = await bring(
			rowsOf(
				aRow({ nomor: 'tolak-1' }),
				aRow({ nomor: 'tolak-2', masuk: '31-31-31' }),
				aRow({ nomor: 'tolak-3', isi: '' }),
				aRow({ nomor: 'tolak-1', isi: 'Laporan lain dengan nomor yang sama persis.' }),
				aRow({ nomor: 'tolak-4', kantor: 'Dinas Antah' }),
			),
		);

		expect(balance).toEqual({ received: 5, imported: 1, already: 0, refused: 4 });
		expect(refusals).toEqual([
			{ line: 3, sourceId: 'tolak-2', field: 'receivedAt', reason: 'not_a_date' },
			{ line: 4, sourceId: 'tolak-3', field: 'text', reason: 'missing' },
			{ line: 5, sourceId: 'tolak-1', field: 'sourceId', reason: 'repeated' },
			{ line: 6, sourceId: 'tolak-4', field: 'unit', reason: 'unknown' },
		]);
	});

	test('stores texts as they are: metacharacters, formulas, twenty thousand characters', async () => {
		const isi = `=cmd|' /C calc'!A0 '; drop table report; -- \\ \${x} <b> {"a": 1} ％ \u0000 🙂`;
		const long = 'Banjir setinggi lutut. '.repeat(870).slice(0, 20_000).replace(/ $/, '.');

		const balance = await bring(
			rowsOf(aRow({ nomor: `x'); --`, isi, judul: '=1+1 judul' }), aRow({ nomor: 'panjang', isi: long })),
		);

		expect(balance.imported).toBe(2);
		expect(await reportOf(`x'); --`)).toMatchObject({
			title: '=1+1 judul',
			body: isi.replace('\u0000 ', ' '),
		});
		expect((await reportOf('panjang')).body).toHaveLength(20_000);
	});
});

describe('an imported life', () => {
	const one = async (nomor: string, given: Record<string, string>, job: Partial<Import> = {}) => {
		const balance = await bring(rowsOf(aRow({ nomor, ...given })), job);
		expect(balance.refusals).toEqual([]);
		return reportOf(nomor);
	};

	test('takes the steps that brought it where it stands', async () => {
		await one('jalan-1', { status: 'baru', dijawab: '' });
		await one('jalan-2', { status: 'proses', dijawab: '' });
		await one('jalan-3', { status: 'proses' });
		await one('jalan-4', { status: 'puas' });
		await one('jalan-5', { status: 'arsip', dijawab: '' });
		await one('jalan-6', { kantor: '', dijawab: '' });
		await one('jalan-7', { kantor: '' });

		expect(await Promise.all([1, 2, 3, 4, 5, 6, 7].map((n) => stepsOf(`jalan-${n}`)))).toEqual([
			['submit'],
			['submit', 'forward', 'start'],
			['submit', 'forward', 'first_answer'],
			['submit', 'forward', 'answer', 'confirm'],
			['submit', 'archive'],
			['submit'],
			['submit', 'handle', 'answer', 'close_silent'],
		]);
	});

	test('says in every step that it was imported, and its chain holds with all others', async () => {
		const { steps } = await one('rantai', { jawaban: 'Lampu sudah diganti pada hari itu juga.' });
		const check = await checkEvidence(world.db, new Date());

		expect(steps.every(({ imported }: { imported: boolean }) => imported)).toBe(true);
		expect(check.broken).toEqual([]);
		expect(check.reports).toBeGreaterThan(1000);
	});

	test('that was answered closes by itself on the day the silence was over', async () => {
		const { calendar } = world.directory;
		const { status, outcome, ended_at, due_at, clocks } = await one('diam', {});

		expect({ status, outcome, due_at }).toEqual({ status: 'closed', outcome: 'silent', due_at: null });
		expect(ended_at).toEqual(endOf(addWorkingDays('2025-04-16', 10, calendar), calendar));
		expect(clocks.filter(({ open }: { open: boolean }) => open)).toEqual([]);
		expect(clocks.find(({ clock }: { clock: string }) => clock === 'complete')).toMatchObject({ met: true });
	});

	test('answered yesterday still waits for its reporter', async () => {
		const { status, clocks } = await one('kemarin', { masuk: '2026-01-26', dijawab: '2026-01-30' });

		expect(status).toBe('answered');
		expect(clocks.at(-1)).toMatchObject({ clock: 'silence', open: true });
	});

	test('that is long late does not climb now, and one that falls late later does', async () => {
		const old = await one('lama', { dijawab: '' });
		const fresh = await one('baru', { masuk: '2026-01-30', dijawab: '' });
		const ground = { db: world.db, directoryOf: (id: AgencyId) => directoryOfAgency(world.db.pool, id) };
		// As when the days off change and deadlines are counted anew.
		await world.owner.query('update report_clock set settled_until = null where report_id = $1', [old.id]);
		await runOverruns(ground, new Date('2026-02-10T01:00:00Z'));

		const open = old.clocks.filter((clock: { open: boolean }) => clock.open);
		expect(open.map(({ clock }: { clock: string }) => clock).sort()).toEqual([
			'case',
			'complete',
			'first_answer',
		]);
		expect(open.every(({ next }: { next: string }) => next === 'infinity')).toBe(true);
		expect(old.due_at).toEqual(
			new Date(
				Math.min(...open.slice(0, 2).map((clock: { lateFrom: string }) => Date.parse(clock.lateFrom))),
			),
		);
		expect(await stepsOf('lama')).toEqual(['submit', 'forward']);
		expect(fresh.clocks.find(({ clock }: { clock: string }) => clock === 'first_answer').lateFrom).toContain(
			'2026-02-06T16:00:00',
		);
		expect(await stepsOf('baru')).toContain('climb');
	});

	test('stays unread by the public until somebody publishes it', async () => {
		const { published } = await one('tutup', {});

		expect(published).toMatchObject({ published_at: null, title: null, status: 'closed' });
	});

	test('is published with personal data masked, in its answer, too', async () => {
		const { published, body, words } = await one(
			'buka',
			{
				isi: 'Lampu padam, hubungi saya di 081234567890 atau siti@rumah.example.',
				jawaban: 'Kami sudah menelepon 081234567890 dan mengganti lampu.',
			},
			{ publish: true },
		);

		expect(body).toContain('081234567890');
		expect(published.body).toBe(
			'Lampu padam, hubungi saya di [nomor HP disamarkan] atau [surel disamarkan].',
		);
		expect(JSON.stringify(published)).not.toContain('081234567890');
		expect(words).toBe('Kami sudah menelepon [nomor HP disamarkan] dan mengganti lampu.');
		expect(published.code).toMatch(/^MSR-25-/);
	});

	test('gives the unit a copy to work with where the reporter is not named, and the public none where it is secret', async () => {
		const secret = aMapping({
			constants: { kind: 'complaint', confidentiality: 'confidential', archiveReason: 'too_general' },
		});
		const { handling, published } = await one('rahasia', {}, { mapping: secret, publish: true });

		expect(handling.body).toContain('tikungan');
		expect(published).toBeNull();
	});
});
