import { afterAll, beforeAll, expect, test } from 'vitest';
import { AN_ANSWER } from '../../../tests/samples.ts';
import { aWorld, type World } from '../../../tests/world.ts';
import { type Figures, meanRating, onTimeShare, suppressed } from './figures.ts';
import { keepFigures } from './jobs.ts';
import type { Period } from './period.ts';
import { firstDay, type Kept, league, officeFigures } from './queries.ts';

const YEAR: Period = { since: '2026-01-01', until: '2027-01-01', year: 2026 };

let world: World;
let figures: Figures;
const told = <T>(kept: Kept<T>): T => {
	if (!kept.at) throw new Error('they are still being counted');
	return kept.figures;
};
const at = (day: string) => new Date(`${day}T09:00:00+08:00`);

beforeAll(async () => {
	world = await aWorld();
	const answered = async (day: string, confidentiality: 'open' | 'confidential', rating?: number) => {
		const { id } = await world.report('forwarded', { at: at('2026-02-02'), submission: { confidentiality } });
		await world.taken(id, 'answer', {
			...AN_ANSWER,
			parts: { ...AN_ANSWER.parts, when: '2026-02-02' },
			at: at(day),
		});
		if (rating) await world.taken(id, 'confirm', { rating, at: at(day) });
	};
	await answered('2026-02-04', 'open', 5);
	await answered('2026-02-06', 'confidential', 4);
	await answered('2026-03-31', 'open');
	await world.report('forwarded', { at: at('2026-02-02') });
	await world.report('received', { at: at('2026-02-02') });
	await keepFigures(world);
	figures = told(
		await officeFigures(world.reader.pool, {
			agencyId: world.directory.agency.id,
			unitId: null,
			period: YEAR,
		}),
	);
}, 60_000);
afterAll(() => world.close());

test('figures count the confidential ones too, as numbers', () => {
	expect(figures.received).toBe(5);
	expect(figures.confirmed).toBe(2);
	expect(figures.silent).toBe(0);
});

test('answers are in time, late, or still running', () => {
	expect(figures).toMatchObject({ inTime: 2, answeredLate: 1 });
	expect(figures.running + figures.runningLate).toBe(1);
});

test('time to answer is counted in working days of the government', () => {
	expect(figures.daysToAnswer[2]).toBe(1);
	expect(figures.daysToAnswer[4]).toBe(1);
	expect(figures.medianDays).toBe(4);
});

test('ratings are means with their number', () => {
	expect(meanRating(figures)).toEqual({ mean: 4.5, count: 2 });
	expect(meanRating({ ...figures, ratings: [0, 0, 0, 0, 0] })).toBeNull();
});

test('a share has a base, or is none at all', () => {
	expect(onTimeShare({ ...figures, inTime: 0, answeredLate: 0, runningLate: 0 })).toBeNull();
	expect(onTimeShare({ ...figures, inTime: 3, answeredLate: 1, runningLate: 0 })).toBe(0.75);
});

test('the office that had them stands in the comparison', async () => {
	const rows = told(await league(world.reader.pool, world.directory.agency.id, YEAR));

	expect(rows.map(({ unitId, received, inTime }) => ({ unitId, received, inTime }))).toEqual([
		{ unitId: world.unit('dinas_perhubungan'), received: 4, inTime: 2 },
	]);
});

test('a year counts what was received in it, and only years with reports are offered', async () => {
	const { id: agencyId } = world.directory.agency;
	const before: Period = { since: '2025-01-01', until: '2026-01-01', year: 2025 };

	const wanted = { agencyId, unitId: null, period: before };
	expect(told(await officeFigures(world.reader.pool, wanted))).toMatchObject({
		received: 0,
		inTime: 0,
		answeredLate: 0,
	});
	expect(told(await league(world.reader.pool, agencyId, before))).toEqual([]);
	expect(await firstDay(world.reader.pool, agencyId)).toBeNull();
});

test('a count that could point at somebody is not told', () => {
	expect([0, 1, 4, 5, 6].map((count) => suppressed(count, 5))).toEqual([0, null, null, 5, 6]);
});

test('the public reader gets figures, never the reports behind them', async () => {
	await expect(world.reader.pool.query('select code from report')).rejects.toThrow('permission denied');
	await expect(world.reader.pool.query('select * from report_step')).rejects.toThrow('permission denied');
	await expect(world.reader.pool.query('select counts from figure')).rejects.toThrow('permission denied');
});
