import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../deadline/calendar.ts';
import { STATUS_NAMES, STATUSES } from '../report/statuses.ts';
import { balanceOf, type Counts, type OurEntry } from './balance.ts';
import { counted, type Entry, entryIn, NO_ROWS } from './list.ts';
import { STANDS, standsOf, THEIR_WORDS, WORD_OF } from './stands.ts';

const entry = fc.record({
	sp4nId: fc.integer({ min: 100, max: 130 }).map(String),
	receivedOn: fc.constantFrom<LocalDate>('2026-02-02', '2026-02-03', '2026-02-04'),
	stands: fc.constantFrom(...STANDS),
});
const once = <E extends Entry>(entries: readonly E[]) => [
	...new Map(entries.map((one) => [one.sp4nId, one])).values(),
];
const theirs = fc.array(entry, { maxLength: 20 }).map(once);
const ours = theirs.map((all): OurEntry[] => all.map((one) => ({ ...one, code: `MSR-26-${one.sp4nId}` })));
const adds = ({ received, ...parts }: Counts) =>
	Object.values(parts).reduce((sum, part) => sum + part, 0) === received;

describe('the balance of a day', () => {
	it('adds up on both sides, whatever the lists say', () => {
		fc.assert(
			fc.property(ours, theirs, (here, there) => {
				const { days, ours: all, theirs: others } = balanceOf(here, there);
				const sides = days.flatMap(({ ours: one, theirs: other }) => [one, other]);
				return (
					[...sides, all, others].every(adds) &&
					all.received === here.length &&
					others.received === there.length
				);
			}),
		);
	});

	it('is even everywhere exactly when no report differs', () => {
		fc.assert(
			fc.property(ours, theirs, (here, there) => {
				const { differences } = balanceOf(here, there);
				const same = (one: Entry, other: Entry | undefined) =>
					other?.receivedOn === one.receivedOn && other.stands === one.stands;
				const agree =
					here.length === there.length &&
					here.every((one) =>
						same(
							one,
							there.find(({ sp4nId }) => sp4nId === one.sp4nId),
						),
					);
				return agree === (differences.length === 0);
			}),
		);
	});

	it.each([
		['missing_here', [], ['2026-02-02', 'open']],
		['missing_there', ['2026-02-02', 'open'], []],
		['other_day', ['2026-02-02', 'open'], ['2026-02-03', 'open']],
		['other_stands', ['2026-02-02', 'open'], ['2026-02-02', 'closed']],
	])('names what differs: %s', (is, one, other) => {
		const made = ([receivedOn, stands]: string[]) =>
			receivedOn ? [{ sp4nId: '9165816', receivedOn, stands, code: 'MSR-26-AAAAA' } as OurEntry] : [];

		const { differences } = balanceOf(made(one), made(other));

		expect(differences).toMatchObject([
			{ is, sp4nId: '9165816', code: one.length > 0 ? 'MSR-26-AAAAA' : null },
		]);
	});
});

describe('what stands', () => {
	it.each(STATUS_NAMES)('%s is written with a word that says the same when it is read back', (status) => {
		expect(THEIR_WORDS[WORD_OF[status]]).toBe(status === 'draft' ? 'open' : standsOf(status));
	});

	it('is open exactly where clocks may run', () => {
		expect(STATUS_NAMES.filter((status) => standsOf(status) === 'open')).toEqual(
			STATUS_NAMES.filter((status) => STATUSES[status].open),
		);
	});
});

it('every row of a list is counted once, as kept or by why it was not', () => {
	const ground = {
		mapping: {
			columns: { sourceId: 'id', receivedAt: 'masuk', status: 'status' },
			dates: { zone: 'UTC', order: 'ymd' },
		},
		directory: { calendar: { utcOffset: 8, workweek: new Set([1]), daysOff: new Map() } },
	} as unknown as Parameters<typeof entryIn>[1];
	const cell = (...likely: string[]) => fc.oneof(fc.constantFrom(...likely), fc.string({ maxLength: 12 }));
	const row = fc.record({
		id: cell('9165816', '#9165816', ''),
		masuk: cell('2026-02-02', '2026-02-02 23:30', 'kemarin'),
		status: cell('Selesai', 'Arsip', 'selesai'),
	});

	fc.assert(
		fc.property(fc.array(fc.option(row)), (rows) => {
			const balance = rows
				.map((cells) => entryIn({ line: 1, cells: cells && new Map(Object.entries(cells)) }, ground))
				.reduce(counted, NO_ROWS);
			const refused = Object.values(balance.refused).reduce((sum, count) => sum + count, 0);
			return balance.received === rows.length && balance.received === balance.kept + refused;
		}),
	);
});
