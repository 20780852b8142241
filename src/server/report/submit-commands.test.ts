import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSubmission } from '../../../tests/samples.ts';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { seenBy } from '../platform/db.ts';
import { receiptMac, rotate } from '../platform/keys.ts';
import { open } from '../platform/sealing.ts';
import { parseReceipt, receiptBytes } from './receipt.ts';
import { identityPlace } from './sealed-identity.ts';
import { submit } from './submit-commands.ts';
import { parseCode } from './tracking-code.ts';

let world: World;
beforeAll(async () => {
	world = await aWorld();
});
afterAll(() => world.close());

const rows = async (sql: string, ...values: unknown[]) => (await world.owner.query(sql, values)).rows;

describe('submitting a report', () => {
	it('stores the report with everything that belongs to it, at once', async () => {
		const { id, code } = await world.submit();

		const [report] = await rows(
			'select code, status, verifier_unit_id, unit_id, version from report where id = $1',
			id,
		);
		expect(report).toEqual({
			code,
			status: 'received',
			verifier_unit_id: world.directory.verifyingUnitId,
			unit_id: null,
			version: 1,
		});
		expect(await rows('select clock from report_clock where report_id = $1 order by clock', id)).toEqual([
			{ clock: 'case' },
			{ clock: 'verify' },
		]);
		expect(await rows('select seq, step, to_status from report_step where report_id = $1', id)).toEqual([
			{ seq: 1, step: 'submit', to_status: 'received' },
		]);
		expect(await rows('select template, channel, state from outbox where report_id = $1', id)).toEqual([
			{ template: 'received', channel: 'email', state: 'waiting' },
		]);
		expect(await rows('select first_name, title, status from publication where code = $1', code)).toEqual([
			{ first_name: 'Siti', title: null, status: 'received' },
		]);
	});

	it('hands out a code and a receipt that read back, and keeps only a keyed hash of the receipt', async () => {
		const { id, code, receipt } = await world.submit();
		const [{ receipt_mac: kept }] = await rows('select receipt_mac from report where id = $1', id);

		expect(parseCode(code).ok && parseReceipt(receipt).ok).toBe(true);
		expect(kept.equals(receiptMac(world.vault.ring, receiptBytes(receipt)))).toBe(true);
	});

	it('starts the clock of the desk: three working days after the day of receipt', async () => {
		const { id } = await world.submit({ at: new Date('2026-02-13T19:42:00+08:00') });
		const [{ late_from: lateFrom }] = await rows(
			"select late_from from report_clock where report_id = $1 and clock = 'verify'",
			id,
		);

		// Saturday and Sunday rest, Monday 16 is leave and Tuesday 17 is Imlek: 18, 19, 20 count.
		expect(lateFrom.toISOString()).toBe('2026-02-20T16:00:00.000Z');
	});

	it('seals name and contact, each openable at its own place only', async () => {
		const { id } = await world.submit();
		const [contact, name] = await rows(
			'select part, sealed from reporter_identity where report_id = $1 order by part',
			id,
		);
		const { ring } = world.vault;

		expect(
			JSON.parse(
				open(ring, 'identity', name.sealed, identityPlace({ reportId: id, part: 'name' })).toString(),
			),
		).toEqual({
			name: 'Siti Contoh',
		});
		expect(() =>
			open(ring, 'identity', contact.sealed, identityPlace({ reportId: id, part: 'name' })),
		).toThrow();
	});

	it('gives each its own among repetitions and new ones', async () => {
		const first = await world.submit({ key: 'sent before' });

		const all = await Promise.all(
			['sent before', 'one', 'sent before', 'another'].map((key) => world.submit({ key })),
		);

		expect(all[0]).toEqual(first);
		expect(all[2]).toEqual(first);
		for (const { id, code, receipt } of [all[1], all[3]].filter((one) => one !== undefined)) {
			const [report] = await rows('select code, receipt_mac from report where id = $1', id);
			expect(report.code).toBe(code);
			expect(report.receipt_mac.equals(receiptMac(world.vault.ring, receiptBytes(receipt)))).toBe(true);
		}
		expect(new Set(all.map(({ code }) => code)).size).toBe(3);
	});

	it('a hundred times at once under one key is one report, one code, one receipt', async () => {
		const key = 'the same hundred times';

		const all = await Promise.all(Array.from({ length: 100 }, () => world.submit({ key })));

		expect(new Set(all.map(({ id, code, receipt }) => `${id} ${code} ${receipt}`)).size).toBe(1);
		expect(
			await rows('select count(*)::int as steps from report_step where report_id = $1', all[0]?.id),
		).toEqual([{ steps: 1 }]);
		expect(
			await rows('select count(*)::int as clocks from report_clock where report_id = $1', all[0]?.id),
		).toEqual([{ clocks: 2 }]);
	});

	it('again after the keys were rotated is the same report with the receipt that opens it', async () => {
		const key = 'the same before and after';
		const before = await world.submit({ key });
		const { db } = world.vault;
		const ring = rotate(world.vault.ring, 'receipt');

		const again = await submit(
			{ db, ring },
			{
				directory: world.directory,
				submission: aSubmission(),
				at: MONDAY_MORNING,
				key,
				draftHash: null,
				takenInBy: null,
			},
		);

		expect(again).toEqual(before);
	});

	it('under the same key in another government is another report', async () => {
		const key = 'the same in two governments';
		const { id } = await world.submit({ key });
		const { agencyId } = world.officer('ombudsman').actor;
		const elsewhere = {
			...world.directory,
			agency: { ...world.directory.agency, id: agencyId, prefix: 'NAS' },
		};
		const request = {
			directory: elsewhere,
			submission: aSubmission(),
			at: MONDAY_MORNING,
			key,
			draftHash: null,
			takenInBy: null,
		};

		expect((await submit(world.vault, request)).id).not.toBe(id);
	});

	it('takes nothing when one part of it cannot be stored', async () => {
		const before = await rows('select count(*) from report');
		const body = 'x'.repeat(20_001);

		await expect(world.submit({ submission: { body }, key: 'too long' })).rejects.toThrow(
			'report_content_body_check',
		);

		expect(await rows('select count(*) from report')).toEqual(before);
		expect(await world.submit({ key: 'too long' })).toMatchObject({ code: expect.any(String) });
	});

	it('draws another code when the drawn one is taken', async () => {
		const taken = await world.submit();
		await world.owner.query(`
			create sequence draws; grant usage on draws to tuntas_app;
			create function draw_badly() returns trigger language plpgsql as
				$$ begin if nextval('draws') <= 2 then new.code := '${taken.code}'; end if; return new; end $$;
			create trigger bad_luck before insert on report for each row execute function draw_badly()`);

		const { id, code } = await world.submit();

		expect(await rows('select code from report where id = $1', id)).toEqual([{ code }]);
		expect(code).not.toBe(taken.code);
		await world.owner.query('drop trigger bad_luck on report');
	});
});

describe('who verifies a new report', () => {
	it.each([
		['an ordinary one', {}, 'meja_pengaduan'],
		['one addressed to an office with its own right', { addressedTo: 'perumda_air' }, 'perumda_air'],
		['one about that office', { addressedTo: 'perumda_air', aboutUnitId: 'perumda_air' }, 'meja_pengaduan'],
		['one about the desk', { aboutUnitId: 'meja_pengaduan' }, 'inspektorat'],
		['one about the inspectorate', { aboutUnitId: 'inspektorat', kind: 'supervisory_complaint' }, 'pimpinan'],
		['a supervisory one', { kind: 'supervisory_complaint' }, 'inspektorat'],
	] as const)('%s goes where nobody judges themselves', async (_, told, expected) => {
		const unit = (key: string | undefined) => (key ? world.unit(key) : null);
		const { addressedTo, aboutUnitId } = told as { addressedTo?: string; aboutUnitId?: string };
		const submission = { ...told, addressedTo: unit(addressedTo), aboutUnitId: unit(aboutUnitId) };

		const { id } = await world.submit({ submission });

		expect(await rows('select verifier_unit_id from report where id = $1', id)).toEqual([
			{ verifier_unit_id: world.unit(expected) },
		]);
	});
});

describe('how secret a new report is', () => {
	it.each([
		['open', { confidentiality: 'open' }, 1, 'Siti'],
		['anonymous', { confidentiality: 'anonymous' }, 1, null],
		['confidential', { confidentiality: 'confidential' }, 0, null],
		['supervisory, whatever was ticked', { kind: 'supervisory_complaint', confidentiality: 'open' }, 0, null],
	] as const)('%s', async (_, submission, publications, firstName) => {
		const { id } = await world.submit({ submission });
		const published = await rows('select first_name from publication where report_id = $1', id);

		expect(published).toEqual(publications ? [{ first_name: firstName }] : []);
	});

	it('another reporter sees nothing of it, the reporter everything', async () => {
		const mine = await world.submit({ submission: { confidentiality: 'confidential' } });
		const other = await world.submit();
		const count = (who: typeof mine.id) =>
			seenBy(world.reporter(who), world.db, (tx) =>
				tx.selectFrom('report_content').select('title').where('report_id', '=', mine.id).execute(),
			);

		expect(await count(mine.id)).toHaveLength(1);
		expect(await count(other.id)).toHaveLength(0);
	});
});
