import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DayOff, LocalDate } from '#server/deadline/calendar.ts';
import { type ListedDay, MOST_DAYS, parseDayLines } from './day-off-lines.ts';
import { changesNothing, planDays } from './day-off-plan.ts';

const HEAD = 'date,type,name,source';
const read = (text: string, decree = '') => {
	const days = parseDayLines(text, decree);
	return days.ok ? days.value : days.refusal;
};

describe('a list of days off', () => {
	it('is read as people hand it around', () => {
		expect(read(`${HEAD}\n2027-01-01,libur_nasional,Tahun Baru,SKB 1/2026\n`)).toEqual([
			{ date: '2027-01-01', kind: 'national_holiday', name: 'Tahun Baru', source: 'SKB 1/2026' },
		]);
	});

	it.each([
		[
			'with semicolons and a mark in front',
			`\uFEFFtanggal;jenis;nama;dasar\r\n2027-03-09;cuti_bersama;Cuti;SKB`,
		],
		['as JSON lines', '\n{"date":"2027-03-09","kind":"collective_leave","name":"Cuti","source":"SKB"}\n\n'],
		[
			'with columns in another order, and others',
			'nama,x,jenis,dasar,tanggal\nCuti,9,cuti_bersama,SKB,2027-03-09',
		],
	])('is read %s', (_, text) => {
		expect(read(text)).toEqual([
			{ date: '2027-03-09', kind: 'collective_leave', name: 'Cuti', source: 'SKB' },
		]);
	});

	it('takes the decree of the form where a line names none', () => {
		expect(read('date,type,name\n2027-01-01,libur_daerah,Hari jadi', 'Keputusan 1')).toMatchObject([
			{ source: 'Keputusan 1' },
		]);
	});

	it('says everything that is wrong, line by line', () => {
		const text = [
			HEAD,
			'2027-02-30,libur_nasional,Libur,SKB',
			'2027-01-01,libur,Tahun Baru,SKB',
			'2027-01-02,libur_nasional,,',
			'2027-01-01,libur_nasional,Sekali lagi,SKB',
			'2027-01-05,libur_nasional',
			'1927-01-05,libur_nasional,Dahulu,SKB',
		].join('\n');

		expect(read(text)).toEqual([
			{ line: 2, code: 'no_date', value: '2027-02-30' },
			{ line: 3, code: 'unknown_kind', value: 'libur' },
			{ line: 4, code: 'name_missing', value: '' },
			{ line: 4, code: 'source_missing', value: '' },
			{ line: 5, code: 'repeated', value: '2027-01-01' },
			{ line: 6, code: 'not_read', value: '' },
			{ line: 7, code: 'other_year', value: '1927-01-05' },
		]);
	});

	it.each([
		['{"date":"2027-01-01"', [{ line: 1, code: 'not_read', value: '' }]],
		['{}\n[1]', [{ line: 2, code: 'not_read', value: '' }]],
		['hello', [{ line: 1, code: 'columns_missing', value: 'date, type, name' }]],
		['', [{ line: 1, code: 'columns_missing', value: 'date, type, name' }]],
	])('%j is none', (text, faults) => {
		expect(read(text)).toEqual(faults);
	});

	it('is not longer than years of days off are', () => {
		const line = '2027-01-01,libur_nasional,Libur,SKB\n';

		expect(read(`${HEAD}\n${line.repeat(MOST_DAYS + 1)}`)).toMatchObject([
			{ code: 'too_many', line: MOST_DAYS + 2 },
		]);
		expect(read('x'.repeat(200_001))).toMatchObject([{ code: 'too_many' }]);
	});

	it('says the same whether it comes as CSV or as JSON lines', () => {
		const word = fc
			.string({ unit: fc.constantFrom(...'abc ,;"\'{}<>=+-é'), minLength: 2, maxLength: 20 })
			.map((text) => `a${text}b`.replace(/ +/g, ' '));
		const day = fc.record({
			date: fc
				.integer({ min: 0, max: 3000 })
				.map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10)),
			kind: fc.constantFrom('national_holiday', 'collective_leave', 'local_holiday'),
			name: word,
			source: word,
		});
		fc.assert(
			fc.property(
				fc.uniqueArray(day, { selector: ({ date }) => date, minLength: 1, maxLength: 30 }),
				(days) => {
					const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
					const csv = [
						HEAD,
						...days.map((one) => [one.date, one.kind, one.name, one.source].map(cell).join(',')),
					];
					const json = days.map((one) => JSON.stringify(one));

					expect(read(csv.join('\n'))).toEqual(days);
					expect(read(json.join('\n'))).toEqual(days);
				},
			),
		);
	});

	it('whatever it is, is days or faults with a line in it, never a fault of ours', () => {
		const sign = fc.constantFrom(...'{}[]",;\n\r\tax:-2027', '2027-01-01', 'libur_nasional', '"date"', HEAD);
		fc.assert(
			fc.property(fc.string({ unit: sign, maxLength: 60 }), (text) => {
				const days = parseDayLines(text, 'Keputusan');
				if (days.ok) return;
				const lines = text.split(/\r\n?|\n/).length;
				for (const { line } of days.refusal) {
					expect(line).toBeGreaterThan(0);
					expect(line).toBeLessThanOrEqual(lines + 1);
				}
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('what a list changes', () => {
	const day = (name: string): DayOff => ({ kind: 'local_holiday', name, source: 'Keputusan' });
	const listed = (date: string, name: string): ListedDay => ({ ...day(name), date: date as LocalDate });
	const current = new Map([
		['2026-12-31' as LocalDate, day('Lama')],
		['2027-01-01' as LocalDate, day('Satu')],
		['2027-05-05' as LocalDate, day('Lima')],
	]);

	it('adds, changes and leaves the others', () => {
		const plan = planDays(current, {
			listed: [listed('2027-01-01', 'Satu Baru'), listed('2027-02-02', 'Dua')],
			removed: [],
			mode: 'add',
		});

		expect(plan).toMatchObject({
			added: [{ date: '2027-02-02' }],
			changed: [{ date: '2027-01-01', name: 'Satu Baru', before: { name: 'Satu' } }],
			removed: [],
		});
		expect([...plan.daysOff.keys()].sort()).toEqual(['2026-12-31', '2027-01-01', '2027-02-02', '2027-05-05']);
	});

	it('replaces the years it lists, and no other', () => {
		const plan = planDays(current, { listed: [listed('2027-02-02', 'Dua')], removed: [], mode: 'replace' });

		expect(plan.removed.map(({ date }) => date)).toEqual(['2027-01-01', '2027-05-05']);
	});

	it('takes away what was ticked, and nothing twice', () => {
		const plan = planDays(current, {
			listed: [listed('2027-01-01', 'Satu')],
			removed: ['2027-01-01', '2027-05-05', '2030-01-01'] as LocalDate[],
			mode: 'add',
		});

		expect(plan.removed.map(({ date }) => date)).toEqual(['2027-05-05']);
		expect(plan.changed).toEqual([]);
		expect(changesNothing(planDays(current, { listed: [], removed: [], mode: 'replace' }))).toBe(true);
	});
});
