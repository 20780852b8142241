import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWorld, type World } from '../../../tests/world.ts';
import type { ReportId } from '../access/policy.ts';
import { seenBy } from '../platform/db.ts';
import { ppidEntry, ppidRegister } from './ppid-queries.ts';
import { findByCode } from './queries.ts';

let world: World;
beforeAll(async () => {
	world = await aWorld();
});
afterAll(() => world.close());

const REQUEST = {
	applicant: 'person',
	asked: 'Salinan anggaran pemeliharaan jalan tahun 2025',
	purpose: 'Penelitian kampus',
	delivery: 'file',
} as const;
const GIVEN = { outcome: 'given', reason: null, cost: 0 } as const;
const day = (date: string, time = '09:00') => new Date(`${date}T${time}:00+08:00`);

async function aRequest(given: { confidentiality?: 'anonymous' } = {}) {
	const sent = await world.submit({ submission: { kind: 'information_request', ...given } });
	await world.taken(sent.id, 'forward');
	return sent;
}
const convert = (id: ReportId, at = day('2026-02-04')) =>
	world.taken(id, 'convert_to_ppid', {
		request: REQUEST,
		at,
		by: world.officer('liaison', 'dinas_perhubungan'),
	});
const clocks = async (id: ReportId) => {
	const { rows } = await world.owner.query(
		'select clock, started_at, days, late_from, ended_at, met from report_clock c join clock_term t on t.id = c.term_id where report_id = $1 order by c.id',
		[id],
	);
	return new Map(rows.map((row) => [row.clock, row]));
};

describe('a request for public information', () => {
	it('is counted from the day it was received, ten working days, and the ordinary clocks give way', async () => {
		const { id } = await aRequest();

		await convert(id);

		const rows = await clocks(id);
		expect(rows.get('ppid')).toMatchObject({ days: 10, started_at: day('2026-02-02'), met: null });
		// Monday 2 February is day 0: ten working days end on Monday 16 February, or later where days off stand between.
		expect(rows.get('ppid').late_from.getTime()).toBeGreaterThanOrEqual(day('2026-02-17', '00:00').getTime());
		for (const gone of ['first_answer', 'complete', 'case'])
			expect([rows.get(gone).ended_at, rows.get(gone).met]).toEqual([day('2026-02-04'), null]);
	});

	it('is refused for a reporter who gave no name, until they lift the secrecy themselves', async () => {
		const { id } = await aRequest({ confidentiality: 'anonymous' });

		const refused = await world.take(id, 'convert_to_ppid', {
			request: REQUEST,
			by: world.officer('rahmah'),
		});
		expect(refused).toMatchObject({ ok: false, refusal: { code: 'convertible' } });

		await world.taken(id, 'lower_confidentiality', { confidentiality: 'open', receiptAgain: true });
		expect(
			await world.take(id, 'convert_to_ppid', { request: REQUEST, by: world.officer('rahmah') }),
		).toMatchObject({
			ok: true,
		});
	});

	it('is extended once, to ten and seven working days from receipt, with a reason in writing', async () => {
		const { id } = await aRequest();
		await convert(id);
		const liaison = world.officer('liaison', 'dinas_perhubungan');
		const extend = {
			words: 'Dokumen harus dikumpulkan dari tiga bidang.',
			by: liaison,
			at: day('2026-02-10'),
		};

		await world.taken(id, 'extend_ppid', extend);

		const rows = await clocks(id);
		expect(rows.get('ppid').met).toBe(true);
		expect(rows.get('ppid_extension')).toMatchObject({ days: 17, started_at: rows.get('ppid').started_at });
		expect(await world.take(id, 'extend_ppid', extend)).toMatchObject({
			refusal: { code: 'ppid_extendable' },
		});
	});

	it('is not extended once its time is over, and may be objected to at once', async () => {
		const { id } = await aRequest();
		await convert(id);
		const at = day('2026-04-01');
		const late = { words: 'Terlambat.', by: world.officer('liaison', 'dinas_perhubungan'), at };

		expect(await world.take(id, 'extend_ppid', late)).toMatchObject({ refusal: { code: 'ppid_extendable' } });
		expect(await world.take(id, 'object_ppid', { words: 'Tidak dijawab.', at })).toMatchObject({ ok: true });
	});

	it('is decided with a reason exactly when something is kept back', async () => {
		const { id } = await aRequest();
		await convert(id);
		const by = world.officer('liaison', 'dinas_perhubungan');
		const decide = (decision: object) =>
			world.take(id, 'decide_ppid', { words: 'Pemberitahuan tertulis.', decision: decision as never, by });

		for (const wrong of [
			{ ...GIVEN, reason: 'defence' },
			{ ...GIVEN, outcome: 'refused' },
			{ ...GIVEN, cost: -1 },
		])
			expect(await decide(wrong)).toMatchObject({ refusal: { code: 'ppid_decision' } });
		expect(await decide({ outcome: 'partly', reason: 'personal_secret', cost: 25_000 })).toMatchObject({
			ok: true,
		});
	});

	it('is answered by nobody by the ordinary road, nor archived, merged or given away', async () => {
		const { id } = await aRequest();
		await convert(id);
		const by = world.officer('liaison', 'dinas_perhubungan');

		const answer = await world.take(id, 'answer', { words: 'Sudah.', by });
		await world.taken(id, 'return', { words: 'Bukan kami.', by });
		const archive = await world.take(id, 'archive', { words: 'x', reasonCode: 'too_general' });

		expect([answer, archive]).toMatchObject([
			{ refusal: { code: 'no_ppid' } },
			{ refusal: { code: 'no_ppid' } },
		]);
	});

	it('goes to the superior within thirty working days, and the superior decides', async () => {
		const { id } = await aRequest();
		await convert(id);
		const by = world.officer('liaison', 'dinas_perhubungan');
		const refusal = { outcome: 'refused', reason: 'other_law', cost: 0 } as const;
		await world.taken(id, 'decide_ppid', { words: 'Ditolak.', decision: refusal, by, at: day('2026-02-09') });

		const tooLate = await world.take(id, 'object_ppid', { words: 'Tidak setuju.', at: day('2026-06-01') });
		await world.taken(id, 'object_ppid', { words: 'Tidak setuju.', at: day('2026-02-20') });
		const own = await world.take(id, 'decide_ppid_objection', { words: 'x', decision: GIVEN, by });
		await world.taken(id, 'decide_ppid_objection', {
			words: 'Berikan seluruhnya.',
			decision: GIVEN,
			by: world.officer('secretary'),
			at: day('2026-03-02'),
		});

		expect([tooLate, own]).toMatchObject([
			{ refusal: { code: 'ppid_objectable' } },
			{ refusal: { code: 'not_permitted' } },
		]);
		expect((await clocks(id)).get('ppid_objection')).toMatchObject({ days: 30, met: true });
		const entry = await seenBy(world.reporter(id), world.db, (tx) => ppidEntry(tx, id));
		expect(entry).toMatchObject({
			outcome: 'refused',
			reason: 'other_law',
			reviewOutcome: 'given',
			reviewReason: null,
		});
	});
});

describe('the register', () => {
	it('gives every number of a year once and leaves none out, however many convert at once', async () => {
		const { agency } = world.directory;
		const before = await seenBy(world.officer('rahmah').actor, world.db, (tx) =>
			ppidRegister(tx, agency.id, 2026),
		);
		const sent = await Promise.all(Array.from({ length: 6 }, () => aRequest()));

		await Promise.all(sent.map(({ id }) => convert(id)));

		const after = await seenBy(world.officer('rahmah').actor, world.db, (tx) =>
			ppidRegister(tx, agency.id, 2026),
		);
		const numbers = after.map(({ number }) => number);
		expect(numbers).toHaveLength(before.length + 6);
		expect(new Set(numbers).size).toBe(numbers.length);
		expect(Math.max(...numbers)).toBe(numbers.length);
	});

	it('is read by nobody who may not read the reports in it', async () => {
		const { id, code } = await aRequest();
		await convert(id);
		const stranger = world.officer('liaison', 'dinas_pupr').actor;

		const seen = await seenBy(stranger, world.db, async (tx) => ({
			entry: await ppidEntry(tx, id),
			report: await findByCode(tx, world.directory.agency.id, code),
		}));

		expect(seen).toEqual({ entry: null, report: undefined });
	});
});
