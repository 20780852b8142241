import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ReadableStream } from 'node:stream/web';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { words } from '#text/words.ts';
import { aSubmission } from '../../../tests/samples.ts';
import { aWorld, type World } from '../../../tests/world.ts';
import { csvLine } from '../monitor/feed.ts';
import { seenBy } from '../platform/db.ts';
import { recordNumber } from '../report/sp4n-commands.ts';
import { workbook } from './adapters/workbook.ts';
import { type Bridged, COLUMNS, cellsOf } from './columns.ts';
import { exported, takeInFromSp4n } from './commands.ts';
import { compare, readList } from './list-commands.ts';
import { usualMapping } from './mapping.ts';

let world: World;
let folder = '';
beforeAll(async () => {
	world = await aWorld();
	folder = await mkdtemp(join(tmpdir(), 'tuntas-bridge-'));
});
afterAll(async () => {
	await world.close();
	await rm(folder, { recursive: true });
});

const { names, columns: headings } = words('id').sp4n;
const NOW = new Date('2026-02-10T10:00:00+08:00');
const at = () => ({ actor: world.officer('rahmah').actor, directory: world.directory, at: NOW });
const take = (typed: string, receivedOn: string) =>
	takeInFromSp4n(
		world.vault,
		{
			submission: aSubmission({ name: null, email: null, phone: null, confidentiality: 'anonymous' }),
			typed,
			receivedOn: receivedOn as never,
		},
		at(),
	);

describe('a report that came from the national system', () => {
	it('is received on the day it was received there: its clocks run from then', async () => {
		const sent = await take('#7100001', '2026-02-02');

		const { rows } = await world.owner.query(
			`select r.sp4n_id, r.channel, r.received_at, c.started_at, c.late_from from report r join report_clock c on c.report_id = r.id
			where c.clock = 'verify' and r.sp4n_id = '7100001'`,
		);
		expect(sent.ok).toBe(true);
		expect(rows).toEqual([
			{
				sp4n_id: '7100001',
				channel: 'sp4n',
				received_at: new Date('2026-02-02T00:00:00+08:00'),
				started_at: new Date('2026-02-02T00:00:00+08:00'),
				late_from: new Date('2026-02-06T00:00:00+08:00'),
			},
		]);
	});

	it('is one report, however many officers type it in at once', async () => {
		const all = await Promise.all(Array.from({ length: 8 }, () => take('7100002', '2026-02-03')));

		const { rows } = await world.owner.query("select code from report where sp4n_id = '7100002'");
		expect(rows).toHaveLength(1);
		expect(new Set(all.map((one) => (one.ok ? one.value.code : one.refusal)))).toContain(rows[0].code);
	});

	it('cannot be received tomorrow, nor without a number', async () => {
		expect(await take('7100003', '2026-02-11')).toEqual({ ok: false, refusal: { code: 'day_wrong' } });
		expect(await take(' # ', '2026-02-02')).toEqual({ ok: false, refusal: { code: 'number_shape' } });
	});
});

describe('a national number', () => {
	const record = (code: string, typed: string, who = 'rahmah') =>
		seenBy(world.officer(who).actor, world.db, (tx) =>
			recordNumber(tx, { code, typed }, { ...at(), actor: world.officer(who).actor }),
		);

	it('belongs to one report of a government, whoever asks first', async () => {
		const [one, other] = await Promise.all([world.submit(), world.submit()]);

		const both = await Promise.all([record(one.code, '7200001'), record(other.code, '7200001')]);

		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'number_taken' } });
	});

	it('is recorded by those who assess the report, and by nobody else', async () => {
		const { code } = await world.report('forwarded');

		expect(await record(code, '7200002', 'budi')).toEqual({
			ok: false,
			refusal: { code: 'report_not_found' },
		});
	});

	it('comes too late for a report whose words were erased', async () => {
		const { id, code } = await world.submit();
		await world.owner.query('update report set erased_at = now() where id = $1', [id]);

		expect(await record(code, '7200004')).toEqual({ ok: false, refusal: { code: 'report_not_found' } });
	});

	it('of a report the officer may not see is refused without its code', async () => {
		const secret = await world.submit({
			submission: { kind: 'supervisory_complaint', confidentiality: 'confidential' },
		});
		await world.owner.query("update report set sp4n_id = '7200003' where id = $1", [secret.id]);
		const { code } = await world.submit();

		expect(await record(code, '7200003')).toEqual({ ok: false, refusal: { code: 'number_taken', by: null } });
	});
});

async function rowsOfExport(who: string) {
	const wanted = {
		agencyId: world.directory.agency.id,
		from: new Date('2020-01-01T00:00:00Z'),
		until: new Date('2027-01-01T00:00:00Z'),
		direction: 'all' as const,
	};
	const all: Bridged[] = [];
	for await (const page of exported(world.db, wanted, {
		actor: world.officer(who).actor,
		at: NOW,
		format: 'csv',
	}))
		all.push(...page);
	return all;
}

describe('an export', () => {
	it('tells nobody more than they may read, and nobody a name or a contact', async () => {
		const secret = 'Saya minta ini jangan sampai ke kantor itu, tentang pungutan di loket.';
		await world.submit({
			submission: { kind: 'supervisory_complaint', confidentiality: 'confidential', body: secret },
		});

		const told = JSON.stringify(
			(await rowsOfExport('rahmah')).map((one) =>
				cellsOf(one, COLUMNS, { directory: world.directory, names }),
			),
		);

		expect(told).not.toContain(secret);
		expect(told).not.toContain('Siti Contoh');
		expect(told).not.toContain('081200009999');
		expect(told).not.toContain('pelapor.example');
		expect(await rowsOfExport('farida')).not.toContainEqual(expect.objectContaining({ body: secret }));
	});

	it.each(['csv', 'xlsx'] as const)(
		'as %s that comes back is balanced: every row is taken in, known or refused',
		async (format) => {
			const texts = fc.sample(
				fc.tuple(
					fc.string({ unit: 'grapheme', minLength: 5, maxLength: 40 }),
					fc.constantFrom('=1+1', '-2', '@a', 'a"b;c', 'baris\nkedua'),
				),
				12,
			);
			const number = (index: number) => `73${format.length}${index}00`;
			const report = (index: number) => rowOf(number(index), { index, words: texts[index] ?? ['', ''] });
			const table = [COLUMNS.map((column) => headings[column]), ...texts.map((_, index) => report(index))];
			const path = join(folder, `daftar.${format}`);
			await writeFile(path, format === 'csv' ? table.map(csvLine).join('') : await workbookOf(table));
			const mapping = usualMapping(world.directory, { names, headings });
			const ground = { db: world.db, ...at() };

			const first = await readList({ path, name: 'daftar', mapping, what: 'take_in' }, ground);
			const again = await readList({ path, name: 'daftar', mapping, what: 'take_in' }, ground);

			expect(first.list).toMatchObject({ received: texts.length, kept: texts.length });
			// What was referred out there cannot be taken in here.
			expect(first.taken).toEqual({ received: texts.length, imported: 8, already: 0, refused: 4 });
			expect(again.taken).toEqual({ received: texts.length, imported: 0, already: 8, refused: 4 });
			const { rows } = await world.owner.query(
				`select c.title, r.confidentiality, r.channel from report r join report_content c on c.report_id = r.id where r.sp4n_id = $1`,
				[number(1)],
			);
			expect(rows).toEqual([
				{
					title: `${texts[1]?.[1]} lampu jalan 1`.replace(/\s+/g, ' '),
					confidentiality: 'anonymous',
					channel: 'sp4n',
				},
			]);
		},
	);
});

/** A row as another system's list has it; every third was given away there, every second is confidential. */
function rowOf(
	sp4nId: string,
	{ index, words: [noise, formula] }: { index: number; words: [string, string] },
) {
	const given: Bridged = {
		id: '',
		cursor: '',
		code: `MSR-26-X${index}`,
		sp4nId,
		kind: 'complaint',
		status: index % 3 === 0 ? 'referred_out' : 'in_progress',
		confidentiality: index % 2 === 0 ? 'confidential' : 'anonymous',
		categoryId: null,
		unitId: world.unit('dinas_perhubungan'),
		districtCode: '99.01.01',
		villageCode: null,
		receivedAt: new Date('2026-02-03T02:00:00Z'),
		endedAt: null,
		title: `${formula} lampu jalan ${index}`,
		body: `${formula} ${noise.replace(/\p{C}/gu, '')} lampu padam sejak Senin`,
		place: '',
		occurredOn: null,
		forwardedAt: new Date('2026-02-03T05:00:00Z'),
		answeredAt: null,
		answer: null,
	};
	return cellsOf(given, COLUMNS, { directory: world.directory, names });
}

async function workbookOf(table: readonly (readonly string[])[]): Promise<Buffer> {
	async function* rows() {
		yield* table;
	}
	return buffer(Readable.fromWeb(workbook('Laporan', rows()) as ReadableStream));
}

describe('the balance', () => {
	it('names what is there and not here, and what is here and not there', async () => {
		const { code } = await world.submit({ at: new Date('2026-03-03T10:00:00+08:00') });
		await seenBy(at().actor, world.db, (tx) => recordNumber(tx, { code, typed: '7400001' }, at()));
		const path = join(folder, 'maret.csv');
		await writeFile(
			path,
			'Tracking ID,Tanggal Laporan Masuk,Status\n7400002,2026-03-03,Selesai\n,2026-03-03,Selesai\n',
		);
		const mapping = usualMapping(world.directory, { names, headings });

		const { list } = await readList(
			{ path, name: 'maret.csv', mapping, what: 'keep' },
			{ db: world.db, ...at() },
		);
		const found = await compare({ db: world.db, ...at() }, { from: '2026-03-01', until: '2026-03-31' });

		expect(list).toMatchObject({ received: 2, kept: 1, refused: { sp4nId: 1 } });
		expect(found.differences).toMatchObject([
			{ sp4nId: '7400001', is: 'missing_there', code },
			{ sp4nId: '7400002', is: 'missing_here', code: null },
		]);
		expect(found.days).toMatchObject([
			{ day: '2026-03-03', ours: { received: 1, open: 1 }, theirs: { received: 1, closed: 1 } },
		]);
		expect(found.latest).toMatchObject({ name: 'maret.csv', entries: 1 });
	});
});
