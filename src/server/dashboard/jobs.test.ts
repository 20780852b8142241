import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arranging, directoryNow, TODAY } from '../../../tests/administering.ts';
import { figuresFromScratch } from '../../../tests/figures-from-scratch.ts';
import { AN_ANSWER } from '../../../tests/samples.ts';
import { aWorld, type World } from '../../../tests/world.ts';
import type { ReportId, UnitId } from '../access/policy.ts';
import { changeUnit } from '../agency/unit-commands.ts';
import { seenBy } from '../platform/db.ts';
import { setLogLevel } from '../platform/log.ts';
import { eraseParts } from '../privacy/erasure-queries.ts';
import { runOverruns, SYSTEM } from '../report/jobs.ts';
import { recountClocks } from '../report/recount-jobs.ts';
import type { Status } from '../report/statuses.ts';
import type { Acknowledged } from '../report/submit-commands.ts';
import { handOverReports } from '../report/succession-jobs.ts';
import { beginAnew, countNextDay } from './counting-queries.ts';
import { type Counts, figuresOf } from './figures.ts';
import { keepFigures, recountFigures } from './jobs.ts';

const PERIODS = [
	{ since: '2026-01-01', until: '2027-01-01', year: 2026 },
	{ since: '2026-01-20', until: '2026-03-11', year: null },
	{ since: '2026-02-09', until: '2026-02-12', year: null },
] as const;
const OFFICES = ['dinas_perhubungan', 'dinas_pupr', 'dinas_perkim_lh'] as const;

let world: World;
/** Time passes from move to move. */
let now = Date.parse('2026-01-05T09:00:00+08:00');
const sent: Acknowledged[] = [];

beforeAll(async () => {
	setLogLevel('silent');
	world = await aWorld();
});
afterAll(() => world.close());

const agencyId = () => world.directory.agency.id;
const ground = () => ({ db: world.db, directoryOf: () => directoryNow(world) });

async function kept(unitId: UnitId | null, { since, until }: (typeof PERIODS)[number]) {
	const { rows } = await world.reader.pool.query<{ counts: Counts }>(
		'select figures_of($1, coalesce($2, held_by_all()), $3, $4) as counts',
		[agencyId(), unitId, since, until],
	);
	return figuresOf(rows[0]?.counts ?? {});
}

/** Figures of the government and of the offices that had reports, in every period, as they are kept and as they are. */
async function bothWays() {
	const offices = [...OFFICES, 'meja_pengaduan'].map((key) => world.unit(key));
	const asked = [null, ...offices].flatMap((unitId) =>
		PERIODS.map((period) => ({ agencyId: agencyId(), unitId, period })),
	);
	const figures = await Promise.all(asked.map(({ unitId, period }) => kept(unitId, period)));
	const scratch = await Promise.all(asked.map((one) => figuresFromScratch(world.owner, one)));
	return { figures, scratch };
}

const until = async () => {
	const { rows } = await world.owner.query('select until from figure_state where agency_id = $1', [
		agencyId(),
	]);
	return rows[0]?.until as Date | null | undefined;
};

/** What came from people who must not be known is counted when its hour is over. */
const anHourLater = () => world.owner.query("update figure_state set until = until - interval '1 hour'");

type Move = { readonly which: number; readonly die: number; readonly hours: number };

const office = (die: number) => world.unit(OFFICES[die % OFFICES.length] ?? OFFICES[0]);
const liaison = async (id: ReportId) => {
	const { rows } = await world.owner.query(
		'select u.key from report r join unit u on u.id = r.unit_id where r.id = $1',
		[id],
	);
	return world.officer('liaison', rows[0]?.key ?? 'dinas_perhubungan');
};
const taking = async (
	id: ReportId,
	step: Parameters<World['take']>[1],
	said: Parameters<World['take']>[2] = {},
) => void (await world.take(id, step, { words: 'Sudah diperiksa bersama.', at: new Date(now), ...said }));
const other = (die: number) => {
	const { id, code } = sent[die % sent.length] ?? ({} as Acknowledged);
	return { other: { id, code, status: 'received' as const, agencyId: agencyId() } };
};

/** What may happen to a report; whether it may happen now, the rules say, and a refusal moves nothing. */
const MOVES = {
	forward: async (id, die) => taking(id, 'forward', { targetUnitId: office(die) }),
	handle: (id) => taking(id, 'handle'),
	return: async (id) => taking(id, 'return', { by: await liaison(id) }),
	answer: async (id) =>
		taking(id, 'answer', {
			...AN_ANSWER,
			by: await liaison(id),
			parts: { ...AN_ANSWER.parts, when: '2026-01-05' },
		}),
	confirm: (id, die) => taking(id, 'confirm', { rating: 1 + (die % 5) }),
	dispute: (id) => taking(id, 'dispute'),
	reopen: (id) => taking(id, 'reopen'),
	object: (id) => taking(id, 'object_to_answer'),
	archive: (id) => taking(id, 'archive', { reasonCode: 'test_message' }),
	merge: (id, die) => taking(id, 'merge', other(die)),
	unmerge: (id) => taking(id, 'unmerge'),
	kind: (id, die) => taking(id, 'change_kind', { kind: die % 2 ? 'information_request' : 'aspiration' }),
	approve: (id) => taking(id, 'approve_kind'),
	ask: (id) => taking(id, 'ask_reporter'),
	supply: (id) => taking(id, 'supply_details'),
	withdraw: (id) => taking(id, 'withdraw', { receiptAgain: true }),
	erase: async (id) =>
		void (await seenBy(SYSTEM, world.db, (tx) =>
			eraseParts(tx, {
				id,
				agencyId: agencyId(),
				parts: ['content'],
				why: 'retention',
				requestId: null,
				at: new Date(now),
			}),
		)),
} as const satisfies Record<string, (id: ReportId, die: number) => Promise<void>>;

/** Where a report may go on from where it stands; what comes twice happens more often. */
const ROADS: { readonly [status in Status]?: readonly (keyof typeof MOVES)[] } = {
	received: ['forward', 'forward', 'forward', 'handle', 'kind', 'approve', 'ask', 'merge', 'archive'],
	awaiting_reporter: ['supply', 'supply', 'withdraw'],
	forwarded: ['answer', 'answer', 'return', 'kind', 'merge'],
	in_progress: ['answer', 'answer', 'answer', 'return', 'approve', 'withdraw'],
	answered: ['confirm', 'confirm', 'dispute', 'erase'],
	closed: ['reopen', 'object', 'erase'],
	merged: ['unmerge'],
};

const aLife = fc.array(
	fc.record<Move>({ which: fc.nat(40), die: fc.nat(1000), hours: fc.integer({ min: 1, max: 40 }) }),
	{ minLength: 30, maxLength: 50 },
);

/** Something happens to one of the youngest reports, and every third time a new one comes in before it. */
async function live({ which, die, hours }: Move): Promise<void> {
	now += hours * 3_600_000;
	if (which % 3 === 0 || sent.length === 0) sent.push(await aReport(die));
	const report = sent.at(-1 - (which % Math.min(sent.length, 8)));
	const { rows } = await world.owner.query('select status from report where id = $1', [report?.id]);
	const roads = ROADS[rows[0]?.status as Status] ?? [];
	const move = roads[die % roads.length];
	if (report && move) await MOVES[move](report.id, die);
}

function aReport(die: number): Promise<Acknowledged> {
	return world.submit({
		at: new Date(now - (die % 40) * 3_600_000),
		submission: {
			confidentiality: die % 4 ? 'open' : 'confidential',
			districtCode: `99.01.0${1 + (die % 5)}`,
			villageCode: null,
		},
	});
}

describe('kept figures', () => {
	it('are those of a count from scratch, whatever happens to reports', async () => {
		await fc.assert(
			fc.asyncProperty(aLife, async (life) => {
				for (const move of life) await live(move);
				await runOverruns(ground(), new Date(now));
				await anHourLater();
				await keepFigures(world);

				const { figures, scratch } = await bothWays();
				expect(figures).toEqual(scratch);
			}),
			{ numRuns: 3, endOnFailure: true },
		);
		expect((await kept(null, PERIODS[0])).received).toBe(sent.length);
	}, 120_000);

	it('follow when an office is merged into another', async () => {
		await changeUnit(arranging(world), 'dinas_perhubungan', {
			act: 'merge',
			target: world.unit('dinas_pupr'),
			from: TODAY,
		});
		await handOverReports(ground(), agencyId(), new Date(now));
		await anHourLater();
		await keepFigures(world);

		const { figures, scratch } = await bothWays();
		expect(figures).toEqual(scratch);
	});

	it('follow when the days off change, once they were asked for from scratch', async () => {
		await world.owner.query(
			`insert into day_off (agency_id, date, kind, name, source) values ($1, '2026-01-14', 'local_holiday', 'Hari jadi', 'Keputusan contoh')`,
			[agencyId()],
		);
		await recountClocks(ground(), agencyId(), new Date(now));
		await recountFigures(world, agencyId());
		await keepFigures(world);

		const { figures, scratch } = await bothWays();
		expect(figures).toEqual(scratch);
	});

	it('go on where a count from scratch was cut short, and stay on the pages meanwhile', async () => {
		const before = await kept(null, PERIODS[0]);
		const counted = await until();
		await seenBy(SYSTEM, world.db, (tx) => beginAnew(tx, agencyId(), new Date()));
		await seenBy(SYSTEM, world.db, (tx) => countNextDay(tx, agencyId()));

		expect(await until()).toEqual(counted);
		expect(await kept(null, PERIODS[0])).toEqual(before);
		await keepFigures(world);
		const { rows } = await world.owner.query('select anew_day from figure_state where agency_id = $1', [
			agencyId(),
		]);
		expect(rows).toEqual([{ anew_day: null }]);
		expect(await kept(null, PERIODS[0])).toEqual(before);
	});

	it('wait for what was written down but not yet committed', async () => {
		const client = await world.owner.connect();
		const received = (await kept(null, PERIODS[0])).received;
		const { id } = await world.submit({ at: new Date(now) });
		await client.query('begin');
		await client.query('update report set version = version + 1 where id = $1', [id]);
		let done = false;

		const round = keepFigures(world).then(() => {
			done = true;
		});
		await new Promise((soon) => setTimeout(soon, 200));
		expect(done).toBe(false);
		await client.query('commit');
		client.release();
		await round;

		expect((await kept(null, PERIODS[0])).received).toBe(received + 1);
	});

	it('are counted by the system and by nobody else', async () => {
		const officer = world.officer('liaison').actor;
		const tried = seenBy(officer, world.db, (tx) => countNextDay(tx, agencyId()));
		await expect(tried).resolves.toBe(false);
		const meddling = seenBy(officer, world.db, (tx) =>
			tx.updateTable('figure_state').set({ wanted: true }).executeTakeFirst(),
		);
		await expect(meddling).resolves.toMatchObject({ numUpdatedRows: 0n });
	});
});
