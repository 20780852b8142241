import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { type Entry, emptyEntry } from './entry.ts';
import { entryFaults } from './entry-faults.ts';
import { type OpeningField, readOpening, type TypedOpening } from './opening.ts';
import { paperNumber } from './paper-number.ts';
import { receivedAt } from './received.ts';

let world: World;
beforeAll(async () => {
	world = await aWorld();
});
afterAll(() => world.close());

const WHOLE = {
	story: 'Puskesmas tutup sebelum waktunya, anak demam.',
	region: '-',
	confidentiality: 'anonymous',
	read: 'yes',
};
const faultsOf = (given: Partial<Entry>) =>
	entryFaults(emptyEntry('key', { ...WHOLE, ...given }), {
		directory: world.directory,
		today: '2026-02-02',
		printed: 5,
		openings: ['opened'],
	}).map(({ field, fault }) => `${field}: ${fault.code}`);

describe('an entry at the desk', () => {
	it('needs no more than a story, a place, how to be shown, and that it was read out', () => {
		expect(faultsOf({})).toEqual([]);
		expect(faultsOf({ story: '', region: '', confidentiality: '', read: '' })).toEqual([
			'read: not_read_out',
			'region: region_missing',
			'story: story_short',
			'confidentiality: secrecy_missing',
		]);
	});

	it.each([
		['a letter needs no reading out', { way: 'letter', read: '' }, []],
		['an unknown way', { way: 'drone' }, ['way: way_missing']],
		['a name nobody has', { office: 'Dinas Entah' }, ['office: name_unknown']],
		['a short name is enough', { office: 'perumda_air' }, []],
		['about an office that is not named', { about: 'yes' }, ['office: about_whom']],
		['open without a name', { confidentiality: 'open' }, ['name: name_missing']],
		[
			'speaking for somebody without more',
			{ proxy: 'yes', confidentiality: 'open', name: 'Siti' },
			['represented: represented_missing', 'scope: scope_missing', 'letter: letter_missing'],
		],
		[
			'speaking for somebody anonymously',
			{ proxy: 'yes', scope: 'submit', letter: 'tanpa nomor, 2 Feb 2026' },
			[],
		],
		['a day to come', { occurredOn: '2026-02-03' }, ['occurredOn: date_ahead']],
		['half a telephone', { phone: '12' }, ['phone: phone']],
		[
			'a paper without anything',
			{ way: 'box', read: '' },
			['paper: paper_number', 'opening: opening_missing'],
		],
	] as const)('%s', (_, given, expected) => {
		expect(faultsOf(given)).toEqual(expected);
	});

	it('takes only numbers that were printed', () => {
		const paper = (count: number) => paperNumber(count, world.directory.agency.prefix);
		const box = { way: 'box', opening: 'opened' };

		expect(faultsOf({ ...box, paper: paper(5) })).toEqual([]);
		expect(faultsOf({ ...box, paper: paper(6) })).toEqual(['paper: paper_number']);
	});
});

describe('when a report was received', () => {
	const now = new Date('2026-02-10T09:00:00+08:00');
	const noon = '2026-02-09T12:00:00+08:00';
	it.each([
		['a paper when its box was opened', { way: 'box', takenAt: noon }, MONDAY_MORNING],
		['what waited for the line when it was told', { way: 'visit', takenAt: noon }, new Date(noon)],
		['not in the future', { way: 'visit', takenAt: '2026-02-11T09:00:00Z' }, now],
		['not longer ago than a week', { way: 'visit', takenAt: '2026-01-30T09:00:00Z' }, now],
		['now, when nothing is said', { way: 'phone', takenAt: '' }, now],
	] as const)('%s', (_, entry, expected) => {
		expect(receivedAt(entry, { openedAt: MONDAY_MORNING }, now)).toEqual(expected);
	});
});

describe('the opening of a box', () => {
	const typed: TypedOpening = {
		key: 'k',
		box: 'Kotak depan',
		day: '2026-02-02',
		time: '08.30',
		papers: '3',
		witness1: 'Ani',
		witness2: 'Budi',
		note: '',
	};
	const read = (given: Partial<TypedOpening> = {}) =>
		readOpening(
			{ ...typed, ...given },
			{
				unitId: world.directory.verifyingUnitId,
				now: MONDAY_MORNING,
				calendar: world.directory.calendar,
				days: 31,
			},
		);

	it('is read in the zone of the office', () => {
		expect(read()).toMatchObject({
			value: { openedAt: new Date('2026-02-02T08:30:00+08:00'), papers: 3, witnesses: ['Ani', 'Budi'] },
		});
	});

	it.each([
		['box', { box: '' }],
		['day', { day: '2026-02-30' }],
		['day', { day: '2026-02-03' }],
		['day', { day: '2025-12-31' }],
		['time', { time: '24.00' }],
		['time', { time: '09.01' }],
		['papers', { papers: '1001' }],
		['papers', { papers: '-1' }],
		['witness1', { witness1: '' }],
		['witness2', { witness2: 'ani' }],
		['note', { note: 'x'.repeat(501) }],
	] as const)('names %s when it is %o', (field: OpeningField, given: Partial<TypedOpening>) => {
		const refused = read(given);
		expect(!refused.ok && refused.refusal).toContain(field);
	});
});
