import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import type { Acknowledged } from './submit-commands.ts';

let world: World;
beforeAll(async () => {
	world = await aWorld();
});
afterAll(() => world.close());

const rows = async (sql: string, ...values: unknown[]) => (await world.owner.query(sql, values)).rows;
const refused = (code: string) => ({ ok: false, refusal: { code } });
const target = ({ id, code }: Acknowledged) => ({
	other: { id, code, status: 'received' as const, agencyId: world.directory.agency.id },
});

/** Everything stored about a report but versions and what remembers: the trail, and that somebody looked. */
async function whole(id: string) {
	const [report] = await rows('select to_jsonb(r) - $2::text[] as r from report r where id = $1', id, [
		'version',
	]);
	const [copy] = await rows(
		'select to_jsonb(p) - $2::text[] as p from publication p where report_id = $1',
		id,
		['version', 'checked'],
	);
	const clocks = await rows(
		'select clock, started_at, late_from from report_clock where report_id = $1 and ended_at is null order by clock',
		id,
	);
	return { report, copy, clocks };
}

describe('merging a report into another', () => {
	it('keeps code and receipt, says where it went, and stops its clocks', async () => {
		const [one, other] = [await world.report('received'), await world.report('forwarded')];

		await world.taken(one.id, 'merge', target(other));

		expect(
			await rows(
				'select code, status, merged_into, receipt_mac is not null as receipt from report where id = $1',
				one.id,
			),
		).toEqual([{ code: one.code, status: 'merged', merged_into: other.id, receipt: true }]);
		expect(
			await rows('select facts from report_step where report_id = $1 and seq = 2', one.id),
		).toMatchObject([{ facts: { otherCode: other.code } }]);
		expect(
			await rows('select clock from report_clock where report_id = $1 and ended_at is null', one.id),
		).toEqual([]);
	});

	it.each(['received', 'forwarded', 'in_progress'] as const)(
		'and undoing it brings a report that was %s back as it was',
		async (status) => {
			const [one, other] = [await world.report(status), await world.report('received')];
			const before = await whole(one.id);

			await world.taken(one.id, 'merge', target(other));
			await world.taken(one.id, 'unmerge', { words: 'Ternyata tempatnya lain.' });

			expect(await whole(one.id)).toEqual(before);
		},
	);

	it('can be undone for thirty days', async () => {
		const [one, other] = [await world.report('received'), await world.report('received')];
		await world.taken(one.id, 'merge', target(other));
		const later = (days: number) => new Date(MONDAY_MORNING.getTime() + days * 24 * 3600 * 1000);

		expect(await world.take(one.id, 'unmerge', { words: 'Lain tempat.', at: later(31) })).toEqual(
			refused('unmerge_window'),
		);
		expect(await world.take(one.id, 'unmerge', { words: 'Lain tempat.', at: later(30) })).toMatchObject({
			ok: true,
		});
	});

	it('never goes into itself, into what has ended, or into what was merged', async () => {
		const [one, closed, merged, last] = [
			await world.report('received'),
			await world.report('closed'),
			await world.report('received'),
			await world.report('received'),
		];
		await world.taken(merged.id, 'merge', target(last));

		for (const into of [one, closed, merged])
			expect(await world.take(one.id, 'merge', target(into))).toEqual(refused('other_report'));
	});

	it('both ways at once joins one, and leaves the other open', async () => {
		for (let round = 1; round <= 10; round += 1) {
			const [one, other] = [await world.report('received'), await world.report('received')];

			const both = await Promise.all([
				world.take(one.id, 'merge', target(other)),
				world.take(other.id, 'merge', target(one)),
			]);

			expect(both.filter(({ ok }) => ok)).toHaveLength(1);
			expect(
				await rows('select status from report where id = any ($1) order by 1', [one.id, other.id]),
			).toEqual([{ status: 'merged' }, { status: 'received' }]);
		}
	});

	it('in a ring of three at once leaves a tree whose root is open', async () => {
		const ring = [
			await world.report('received'),
			await world.report('received'),
			await world.report('received'),
		];

		await Promise.all(
			ring.map((one, index) => world.take(one.id, 'merge', target(ring[(index + 1) % 3] as Acknowledged))),
		);

		const stood = await rows(
			'select status from report where id = any ($1)',
			ring.map(({ id }) => id),
		);
		expect(stood.filter(({ status }) => status === 'received').length).toBeGreaterThan(0);
	});
});

describe('withdrawing', () => {
	it('takes the receipt typed again: a cookie on a shared phone is not enough', async () => {
		const { id } = await world.report('forwarded');

		expect(await world.take(id, 'withdraw')).toEqual(refused('receipt_again'));
	});

	it('drops name and contact at once; the public copy loses the first name', async () => {
		const { id } = await world.report('forwarded', { submission: { mayCall: true } });

		await world.taken(id, 'withdraw', { receiptAgain: true });

		expect(await rows('select part from reporter_identity where report_id = $1', id)).toEqual([]);
		expect(await rows('select first_name from publication where report_id = $1', id)).toEqual([
			{ first_name: null },
		]);
		expect(
			await rows('select status, archived_for, may_call, has_email, has_phone from report where id = $1', id),
		).toEqual([
			{ status: 'archived', archived_for: 'withdrawn', may_call: false, has_email: false, has_phone: false },
		]);
	});

	it('lets the office keep a matter of everybody, without its reporter', async () => {
		const { id } = await world.report('forwarded');
		await world.taken(id, 'withdraw', { receiptAgain: true });

		await world.taken(id, 'keep_open', { words: 'Jembatan ini berbahaya bagi semua.' });
		await world.taken(id, 'forward');

		expect(await rows('select status, archived_for from report where id = $1', id)).toEqual([
			{ status: 'forwarded', archived_for: null },
		]);
		expect(
			await rows(
				"select count(*)::int as letters from outbox where report_id = $1 and recipient->>'to' = 'reporter' and template in ('keep_open', 'withdraw')",
				id,
			),
		).toEqual([{ letters: 0 }]);
		expect(await world.take(id, 'object', { words: 'Kembalikan.' })).toMatchObject({ ok: false });
	});
});

describe('confidentiality', () => {
	const publicCopy = {
		title: 'Lampu padam di simpang',
		body: 'Tiga lampu di simpang padam sejak Senin.',
		place: 'Simpang',
	};

	it('raised by anybody in the chain takes the public copy away at once', async () => {
		const { id, code } = await world.report('received');
		await world.taken(id, 'forward', { publicCopy });
		const published = 'select title from publication where code = $1';
		expect(await rows(published, code)).toEqual([{ title: publicCopy.title }]);

		await world.taken(id, 'raise_confidentiality', {
			confidentiality: 'confidential',
			by: world.officer('liaison', 'dinas_perhubungan'),
		});

		expect(await rows(published, code)).toEqual([]);
	});

	it('is lowered by the reporter alone, and what was published is looked at anew', async () => {
		const { id, code } = await world.report('forwarded', { submission: { confidentiality: 'confidential' } });

		expect(
			await world.take(id, 'lower_confidentiality', {
				confidentiality: 'open',
				receiptAgain: true,
				by: world.officer('rahmah'),
			}),
		).toEqual(refused('not_permitted'));
		await world.taken(id, 'lower_confidentiality', { confidentiality: 'anonymous', receiptAgain: true });

		expect(await rows('select title, confidentiality from publication where code = $1', code)).toEqual([
			{ title: null, confidentiality: 'anonymous' },
		]);
	});

	it('of a supervisory complaint is never lowered', async () => {
		const { id } = await world.submit({ submission: { kind: 'supervisory_complaint' } });

		expect(
			await world.take(id, 'lower_confidentiality', { confidentiality: 'open', receiptAgain: true }),
		).toEqual(refused('lower_confidentiality'));
	});
});
