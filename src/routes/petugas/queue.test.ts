import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askedIn, seenBy, type Tx } from '#server/platform/db.ts';
import { countsOf, pageOf, QUEUE_PAGE, searchQueue } from '#server/report/queue-queries.ts';
import { queueView, viewsOf, weekStart } from '#server/report/queue-views.ts';
import { aDesk, type Desk, waysOf } from '../../../tests/desk.ts';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { load } from './+page.server.ts';

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

const codesOf = (answer: { data?: { lines: { code: string }[] } }) =>
	answer.data?.lines.map(({ code }) => code) ?? [];
const daysLater = (days: number) => new Date(MONDAY_MORNING.getTime() + days * 24 * 60 * 60 * 1000);

describe('an empty queue', () => {
	it('is in order, and says so in a sentence of its own', async () => {
		const { data } = await desk.ask(world.officer('rahmah'), load);

		expect(data).toMatchObject({ view: 'action', lines: [], later: null });
	});

	it('is not there for a system administrator, who reads no reports', async () => {
		expect(await desk.ask(world.officer('reza'), load)).toMatchObject({ data: { view: null } });
	});
});

describe('the queue', () => {
	let old: string;
	let fresh: string;
	beforeAll(async () => {
		fresh = (await world.report('received', { at: daysLater(2) })).code;
		old = (await world.report('received')).code;
	});

	it('shows what needs the officer, the soonest deadline first', async () => {
		const answer = await desk.ask(world.officer('rahmah'), load, { at: daysLater(3) });

		expect(codesOf(answer)).toEqual([old, fresh]);
		expect(answer.data.lines[0]).toMatchObject({ isTheirs: true, title: 'Lampu jalan padam di simpang' });
	});

	it('shows a unit nothing that was not forwarded to it', async () => {
		const liaison = world.officer('liaison', 'dinas_perhubungan');
		expect(codesOf(await desk.ask(liaison, load))).toEqual([]);

		const { code } = await world.report('forwarded');

		expect(codesOf(await desk.ask(liaison, load))).toEqual([code]);
		expect(codesOf(await desk.ask(world.officer('liaison', 'dinas_sosial'), load))).toEqual([]);
	});

	it('keeps what waits for the reporter apart from what is late', async () => {
		const { code } = await world.report('awaiting_reporter');
		const officer = world.officer('rahmah');

		expect(codesOf(await desk.ask(officer, load, { search: '?tampilan=waiting' }))).toContain(code);
		expect(
			codesOf(await desk.ask(officer, load, { search: '?tampilan=late', at: daysLater(30) })),
		).not.toContain(code);
	});

	it('goes to the database once for its page and once for its counts', async () => {
		const officer = world.officer('rahmah');
		await desk.ask(officer, load);

		expect(await waysOf(() => desk.ask(officer, load))).toBe(2);
	});

	it('reads what it does not understand in an address as nothing (attack 50)', async () => {
		const odd = "?tampilan=' or 1=1 --&lanjut=infinity~'; drop table report&mulai=-4&ke=1e99";

		expect(await desk.ask(world.officer('rahmah'), load, { search: odd })).toMatchObject({
			status: 200,
			data: { view: 'action', first: null },
		});
	});
});

describe('searching', () => {
	it('opens the report of a whole code, however it is typed', async () => {
		const { code } = await world.report('received');

		expect(await desk.ask(world.officer('rahmah'), load, { search: `?q=${code.toLowerCase()}` })).toEqual({
			status: 303,
			location: `/petugas/laporan/${code}`,
		});
	});

	it('answers a code one may not see like one nobody has', async () => {
		const { code } = await world.submit({ submission: { kind: 'supervisory_complaint' } });

		expect((await desk.ask(world.officer('budi'), load, { search: `?q=${code}` })).data).toMatchObject({
			lines: [],
		});
	});

	it('finds words of the original for whoever may read it, and for nobody else', async () => {
		const { code } = await world.report('received', {
			submission: { body: 'Dermaga apung ini miring sejak banjir pekan lalu.' },
		});
		const search = '?q=dermaga apung';

		expect(codesOf(await desk.ask(world.officer('rahmah'), load, { search }))).toEqual([code]);
		expect(codesOf(await desk.ask(world.officer('budi'), load, { search }))).toEqual([]);
	});

	it.each(["' or 1=1", '%', '!dermaga', '-dermaga', '():*&|<->', '\\', '"', ' '])(
		'takes %s for words and nothing more',
		async (q) => {
			const answer = await desk.ask(world.officer('rahmah'), load, { search: `?q=${encodeURIComponent(q)}` });

			expect(answer.status).toBe(200);
		},
	);
});

/** Walks over the whole table; the connection counts those of the transactions before, too. */
async function scansSoFar(tx: Tx): Promise<number> {
	const { rows } = await sql<{ scans: number }>`
		select coalesce(max(seq_scan), 0)::int as scans from pg_stat_xact_user_tables where relname = 'report'`.execute(
		tx,
	);
	return rows[0]?.scans ?? 0;
}

describe('with many reports', () => {
	/** More than search looks through from the newest on (db/policies/9-search.sql). */
	const MANY = 21_000;
	const moment = {
		now: MONDAY_MORNING,
		weekStart: weekStart(MONDAY_MORNING, { utcOffset: 8, workweek: new Set([1]), daysOff: new Map() }),
	};
	beforeAll(async () => {
		await world.owner.query(
			`insert into report (agency_id, code, kind, status, confidentiality, channel, verifier_unit_id, unit_id, village_code, term_book_id, received_at, due_at, ended_at)
			select r.agency_id, r.code || n, r.kind, case when n % 140 = 0 then 'received' when n % 140 = 1 then 'in_progress' else 'closed' end, 'open', 'web', r.verifier_unit_id,
				case when n % 140 > 0 then $1::int end, '99.01.01.1001', r.term_book_id, r.received_at - n * interval '1 hour', r.received_at + (n % 7) * interval '1 day',
				case when n % 140 > 1 then r.received_at end
			from (select agency_id, code, kind, verifier_unit_id, term_book_id, received_at from report limit 1) r, generate_series(1, ${MANY}) n`,
			[world.unit('dinas_perhubungan')],
		);
		await world.owner.query(`insert into report_content (report_id, agency_id, title, body, salt)
			select id, agency_id, 'Laporan lama ' || code, 'Cerita biasa tentang jalan.', 'garam' from report where id not in (select report_id from report_content)`);
		await world.owner.query('analyze');
	});

	it('goes on exactly where the page before ended', async () => {
		const officer = world.officer('rahmah');
		const codes: string[] = [];
		let search = '?tampilan=unforwarded';
		for (let page = 0; search && page < 20; page += 1) {
			const answer = await desk.ask(officer, load, { search });
			codes.push(...codesOf(answer));
			search = answer.data.later?.replace('/petugas', '') ?? '';
		}

		const { rows } = await world.owner.query(
			"select count(*)::int as n from report where status = 'received' and kind = 'complaint' and verifier_unit_id = $1",
			[world.directory.verifyingUnitId],
		);
		expect(codes.length).toBeGreaterThan(5 * QUEUE_PAGE);
		expect(new Set(codes).size).toBe(codes.length);
		expect(codes.length).toBe(rows[0].n);
	});

	it.each(['rahmah', 'liaison', 'norhayati', 'ratna', 'taufan', 'maria'])(
		'walks along indexes only, whoever looks: %s',
		async (who) => {
			const { actor } = world.officer(who, who === 'liaison' ? 'dinas_perhubungan' : undefined);
			const views = viewsOf(actor.role).map((name) => queueView(name, { actor, directory: world.directory }));

			const scans = await seenBy(actor, world.db, async (tx) => {
				await sql`select set_config('plan_cache_mode', 'force_generic_plan', true)`.execute(tx); // as the page asks
				const before = await scansSoFar(tx);
				await countsOf(askedIn(tx), views, moment);
				for (const view of views) await pageOf(askedIn(tx), view, { moment, after: null });
				return (await scansSoFar(tx)) - before;
			});
			expect(scans).toBe(0);
		},
	);

	it('finds a common word among the newest and a rare one among all', async () => {
		const { actor } = world.officer('rahmah');

		const found = await seenBy(actor, world.db, async (tx) => ({
			common: (await searchQueue(tx, 'jalan', actor.role)).length,
			rare: (await searchQueue(tx, 'dermaga', actor.role)).length,
		}));
		expect(found).toEqual({ common: 50, rare: 1 });
	});

	it('finds a common word only in what the viewer sees', async () => {
		const seen = async (unit: string) => {
			const { actor } = world.officer('liaison', unit);
			const rows = await seenBy(actor, world.db, (tx) => searchQueue(tx, 'jalan', actor.role));
			return [rows.length, ...new Set(rows.map(({ unitId }) => unitId))];
		};

		expect(await seen('dinas_perhubungan')).toEqual([50, world.unit('dinas_perhubungan')]);
		expect(await seen('dinas_sosial')).toEqual([0]);
	});
});
