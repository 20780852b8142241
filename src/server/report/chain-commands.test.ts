import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AN_ANSWER } from '../../../tests/samples.ts';
import { aWorld, type World } from '../../../tests/world.ts';
import { checkEvidence, keepRoots } from './chain-commands.ts';

const TOMORROW = new Date(Date.now() + 2 * 24 * 60 * 60 * 1000);
let world: World;
beforeEach(async () => {
	world = await aWorld();
});
afterEach(() => world.close());

/** A report with answer, dispute and a promise in its chain, and another one. */
async function twoReports() {
	const { id, code } = await world.report('answered');
	await world.taken(id, 'dispute', { words: 'Lampu padam lagi malam tadi.' });
	await world.taken(id, 'answer', { ...AN_ANSWER, promise: '2026-02-20' });
	await world.report('forwarded', { submission: { confidentiality: 'anonymous' } });
	return { id, code };
}
const asOwner = (sql: string, id: string) => world.owner.query(sql, [id]);

describe('checking the evidence', () => {
	it('finds every chain whole, as the database stored it', async () => {
		await twoReports();

		expect(await checkEvidence(world.db, TOMORROW)).toMatchObject({ reports: 2, steps: 7, broken: [] });
	});

	it.each([
		[
			'the words of an answer',
			'update step_text set texts = texts || \'{"done": "Sudah selesai."}\' where report_id = $1 and texts ? \'done\'',
			2,
			'text',
		],
		[
			'a fact of a step',
			`update report_step set facts = facts || '{"by": "X.Y."}' where seq = 2 and report_id = $1`,
			1,
			'hash',
		],
		[
			'the hour it happened',
			"update report_step set at = at - interval '1 day' where seq = 3 and report_id = $1",
			2,
			'hash',
		],
		[
			'where it led',
			"update report_step set to_status = 'closed' where seq = 2 and report_id = $1",
			1,
			'hash',
		],
		['who took it', 'update report_step set actor_id = null where seq = 2 and report_id = $1', 1, 'hash'],
		['which came first', 'update report_step set seq = 100 where seq = 2 and report_id = $1', 1, 'hash'],
		[
			'what was reported',
			"update report_content set body = 'Lampu menyala.' where report_id = $1",
			0,
			'text',
		],
	])('notices that somebody changed %s', async (_, change, at, why) => {
		const { id, code } = await twoReports();

		await asOwner(change, id);

		expect((await checkEvidence(world.db, TOMORROW)).broken).toEqual([{ code, at, why }]);
	});

	it('holds on ways that turn back: returned, merged and parted, objected to, reopened', async () => {
		const sent = await world.report('received');
		const other = { ...sent, status: 'received', agencyId: world.directory.agency.id } as const;
		const { id } = await world.report('forwarded');
		await world.taken(id, 'return', { words: 'Bukan urusan dinas kami.' });
		await world.taken(id, 'merge', { other });
		await world.taken(id, 'unmerge', { words: 'Ternyata tempat lain.' });
		await world.taken(id, 'archive', { words: 'Ini pesan percobaan.', reasonCode: 'test_message' });
		await world.taken(id, 'object', { words: 'Ini bukan percobaan.' });
		await world.taken(id, 'handle', { by: world.officer('coordinator') });
		await world.taken((await world.report('closed')).id, 'reopen', { words: 'Lampu padam lagi.' });

		expect(await checkEvidence(world.db, TOMORROW)).toMatchObject({ reports: 3, steps: 14, broken: [] });
	});

	it('does not mind erased words: their salt is gone with them', async () => {
		const { id } = await twoReports();

		await asOwner('delete from step_text where report_id = $1', id);
		await asOwner('delete from report_content where report_id = $1', id);

		expect((await checkEvidence(world.db, TOMORROW)).broken).toEqual([]);
	});

	it('keeps one root a day, and by it notices steps taken away at the end', async () => {
		const { id } = await twoReports();
		const first = await checkEvidence(world.db, TOMORROW);
		const again = await checkEvidence(world.db, TOMORROW);

		await asOwner(
			'delete from step_text where report_id = $1 and seq = (select max(seq) from report_step where report_id = $1)',
			id,
		);
		await asOwner('delete from report_step where seq = 5 and report_id = $1', id);
		const after = await checkEvidence(world.db, TOMORROW);

		expect(first.roots).toEqual({ kept: 0, added: 1, broken: [] });
		expect(again.roots).toEqual({ kept: 1, added: 0, broken: [] });
		expect(after.broken).toEqual([]);
		expect(after.roots.broken).toHaveLength(1);
	});

	it('goes on from the last root, and what is made so is what a check of all days finds', async () => {
		const later = new Date(TOMORROW.getTime() + 2 * 24 * 60 * 60 * 1000);
		await twoReports();
		expect([await keepRoots(world.db, TOMORROW), await keepRoots(world.db, TOMORROW)]).toEqual([1, 0]);
		const { id } = await world.report('forwarded');
		await asOwner(
			"update report_step set recorded_at = recorded_at + interval '1 day' where report_id = $1",
			id,
		);

		expect(await keepRoots(world.db, later)).toBe(1);

		expect((await checkEvidence(world.db, later)).roots).toEqual({ kept: 2, added: 0, broken: [] });
	});

	it('makes no root for a day that is not over', async () => {
		await twoReports();

		expect((await checkEvidence(world.db, new Date())).roots).toEqual({ kept: 0, added: 0, broken: [] });
	});
});
