import { describe, expect, test } from 'vitest';
import type { UnitId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import type { Unit } from '../agency/unit.ts';
import { type Draft, newDraft, OTHER_OFFICE, submissionOf, type Typed, UNKNOWN_OFFICE } from './draft.ts';
import { faultsOn, firstFaultyStep } from './draft-faults.ts';
import { speaksOfBribes } from './draft-preview.ts';

const ROADS = 12 as UnitId;
const directory = {
	units: new Map([[ROADS, { id: ROADS, name: 'Dinas Jalan' } as Unit]]),
	regions: new Map([
		['99.01', { code: '99.01', parentCode: null, kind: 'district', name: 'Hulu' }],
		['99.02', { code: '99.02', parentCode: null, kind: 'district', name: 'Hilir' }],
		['99.01.1', { code: '99.01.1', parentCode: '99.01', kind: 'village', name: 'Purun' }],
	]),
} as unknown as Directory;
const ground = { directory, today: '2026-02-12' } as const;
const COMPLETE: Partial<Typed> = {
	kind: 'complaint',
	story: 'Lampu jalan di simpang padam sejak Senin.',
	district: '99.01',
	confidentiality: 'anonymous',
};
const aDraft = (typed: Partial<Typed> = {}): Draft => {
	const draft = newDraft('key');
	return { ...draft, typed: { ...draft.typed, ...COMPLETE, ...typed } };
};
const codes = (step: 1 | 2 | 4, typed: Partial<Typed>) =>
	faultsOn(step, aDraft(typed), ground).map(({ field, fault }) => `${field} ${fault.code}`);

describe('a draft', () => {
	test('that says what, where and how to appear can be sent', () => {
		expect(firstFaultyStep(aDraft(), ground)).toBeNull();
	});

	test.each([
		[1, { kind: '' }, 'kind kind_missing'],
		[1, { story: 'jalan rusak' }, 'story story_short'],
		[1, { story: '😀'.repeat(50) }, 'story story_short'],
		[1, { story: 'a'.repeat(10_001) }, 'story too_long'],
		[1, { title: 'a'.repeat(121) }, 'title too_long'],
		[1, { occurredOn: '2026-02-13' }, 'occurredOn date_ahead'],
		[1, { occurredOn: '2026-02-30' }, 'occurredOn date_unknown'],
		[2, { district: '' }, 'district district_missing'],
		[2, { district: '99.02', village: '99.01.1' }, 'village village_elsewhere'],
		[2, { lat: '-3,3' }, 'lat coordinates'],
		[2, { lat: '999', lon: '0' }, 'lat coordinates'],
		[2, { office: OTHER_OFFICE, otherOffice: '' }, 'office office_unknown'],
		[2, { office: UNKNOWN_OFFICE, about: 'yes' }, 'office about_whom'],
		[4, { confidentiality: '' }, 'confidentiality secrecy_missing'],
		[4, { confidentiality: 'open' }, 'name name_missing'],
		[4, { phone: '12' }, 'phone phone'],
		[4, { phone: "0812' or 1=1 --" }, 'phone phone'],
		[4, { email: 'siti@' }, 'email email'],
		[4, { confidentiality: 'open', name: 'Siti', mayCall: 'yes' }, 'phone phone_for_calls'],
	] as const)('step %i with %j: %s', (step, typed, fault) => {
		expect(codes(step, typed)).toEqual([fault]);
	});

	test('may have happened today, at a place on Earth, with a comma in its figures', () => {
		expect(codes(1, { occurredOn: '2026-02-12' })).toEqual([]);
		expect(codes(2, { lat: '-3,3194', lon: '114.59' })).toEqual([]);
	});

	test('of a supervisory complaint is confidential, whatever was ticked, and asks nobody', () => {
		const draft = aDraft({ kind: 'supervisory_complaint', confidentiality: 'open', name: 'Siti' });

		expect(faultsOn(4, draft, ground)).toEqual([]);
		expect(submissionOf(draft, directory, 'id')).toMatchObject({
			confidentiality: 'confidential',
			name: null,
		});
	});

	test('keeps a name and a leave to call of open reports only', () => {
		const asked = { name: 'Siti', phone: '0812 0000 9999', mayCall: 'yes' };

		expect(submissionOf(aDraft({ ...asked, confidentiality: 'open' }), directory, 'id')).toMatchObject({
			name: 'Siti',
			mayCall: true,
		});
		expect(submissionOf(aDraft(asked), directory, 'id')).toMatchObject({ name: null, mayCall: false });
	});

	test('about an office is not addressed to it', () => {
		expect(submissionOf(aDraft({ office: '12', about: 'yes' }), directory, 'id')).toMatchObject({
			addressedTo: null,
			aboutUnitId: ROADS,
		});
	});
});

test.each(['', 'abc', '0', '-1', '1', '012', '99999999999', '1e3', '٣'])(
	'to the office %j is addressed to nobody',
	(office) => {
		expect(submissionOf(aDraft({ office }), directory, 'id').addressedTo).toBeNull();
		expect(
			submissionOf(aDraft({ office: OTHER_OFFICE, otherOffice: office }), directory, 'id').addressedTo,
		).toBeNull();
		expect(submissionOf(aDraft({ office: '12' }), directory, 'id').addressedTo).toBe(ROADS);
	},
);

describe('a story', () => {
	test.each([
		['Petugas minta uang rokok 50 ribu.', true],
		['Ada PUNGLI di loket', true],
		['Jalan berlubang, mohon diperbaiki.', false],
		['Kupungli bukan kata.', false],
	])('%j speaks of bribes: %s', (story, expected) => {
		expect(speaksOfBribes(story, ['pungli', 'minta uang'])).toBe(expected);
	});
});
