import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Directory } from '#server/agency/directory.ts';
import { directoryOfAgency, forgetDirectories } from '#server/agency/queries.ts';
import { aDesk, type Desk } from '../../../../tests/desk.ts';
import { aWorld, type World } from '../../../../tests/world.ts';
import { actions, load } from './+page.server.ts';

let world: World;
let desk: Desk;
beforeAll(async () => {
	world = await aWorld();
	desk = await aDesk(world);
});
afterAll(async () => {
	await desk.close();
	await world.close();
});

const rows = async (sql: string, ...values: unknown[]) => (await world.owner.query(sql, values)).rows;
async function now(): Promise<Directory> {
	forgetDirectories();
	const directory = await directoryOfAgency(world.db.pool, world.directory.agency.id);
	if (!directory) throw new Error('the government is gone');
	return directory;
}
/** The form as the page shows it, with what is written instead. */
async function form(written: Record<string, string>): Promise<Record<string, string>> {
	const { first } = (await desk.ask(world.officer('reza'), load, { directory: await now() })).data;
	const terms = Object.entries(first.terms as Record<string, { days: string; counted: string }>);
	const fields = terms.flatMap(([place, { days, counted }]) => [
		[`${place}.days`, days],
		[`${place}.counted`, counted],
	]);
	return {
		...Object.fromEntries(fields),
		versi: String(first.over),
		kunci: first.key,
		mulai: '2026-03-02',
		...written,
	};
}
const send = async (who: string, action: unknown, fields: Record<string, string>) =>
	desk.ask(world.officer(who), action, { form: fields, directory: await now() });

describe('the room of term books', () => {
	it('is not there for anybody but the administrator', async () => {
		const written = await form({});
		for (const who of ['rahmah', 'coordinator', 'ratna', 'budi']) {
			expect((await desk.ask(world.officer(who), load)).status).toBe(404);
			expect((await send(who, actions.simpan, written)).status).toBe(404);
		}
	});

	it('lists every version with what it changed, the nation’s first', async () => {
		const { versions } = (await desk.ask(world.officer('reza'), load)).data;

		expect(versions.at(-1)).toMatchObject({ version: 1, ofNation: true, changes: [] });
		expect(versions[0]).toMatchObject({ isInForce: true, ofNation: false });
		expect(versions[0].changes.length).toBeGreaterThan(0);
	});

	it('refuses a promise longer than the nation’s and a number without a decree, and keeps what was typed', async () => {
		const written = await form({ 'complaint.complete.days': '15', 'aspiration.verify.days': '1' });

		const { status, data } = await send('reza', actions.simpan, written);

		expect(status).toBe(422);
		expect(data.typed.terms['complaint.complete'].days).toBe('15');
		expect(data.faults).toEqual([
			{
				field: 'complaint.complete.days',
				code: 'more_than_nation',
				allowed: expect.objectContaining({ days: 14 }),
			},
			{ field: 'aspiration.source', code: 'source_missing' },
		]);
	});

	it('adds a version from a day; reports that are in keep theirs, later ones get the new one', async () => {
		const before = await world.submit();
		const written = await form({
			'complaint.verify.days': '1',
			'complaint.source': 'Peraturan Bupati 9/2026',
		});

		const shown = await send('reza', actions.periksa, written);
		const [first, again] = [
			await send('reza', actions.simpan, written),
			await send('reza', actions.simpan, written),
		];

		expect(shown.data.preview.changes).toMatchObject([{ place: 'complaint.verify', after: { days: 1 } }]);
		expect([first.status, again.status]).toEqual([303, 422]); // the second changes nothing any more
		expect(await rows("select subject, before, after from audit where action = 'terms_added'")).toEqual([
			{
				subject: 'term_book 3',
				before: { 'complaint.verify': expect.stringMatching(/^\d working$/) },
				after: { from: '2026-03-02', 'complaint.verify': '1 working (Peraturan Bupati 9/2026)' },
			},
		]);
		const [book] = (await now()).termBooks;
		expect(book).toMatchObject({ version: 3, validFrom: '2026-03-02', ofNation: false });
		expect(book?.terms.complaint.silence.days).toBe(10);
		expect(await rows('select term_book_id from report where id = $1', before.id)).not.toEqual([
			{ term_book_id: book?.id },
		]);
	});

	it('is not laid over a version somebody else added meanwhile', async () => {
		const stale = await form({
			'complaint.first_answer.days': '1',
			'complaint.source': 'Peraturan Bupati 10/2026',
			versi: '2',
		});

		expect(await send('reza', actions.simpan, stale)).toMatchObject({
			status: 409,
			data: { overtaken: true },
		});
	});

	it('never changes a book that stands: the application may not (with check)', async () => {
		await expect(world.db.pool.query('update term set days = 99')).rejects.toThrow(/permission denied/);
		await expect(world.db.pool.query('delete from term_book')).rejects.toThrow(/permission denied/);
	});
});
