import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalDate } from '#server/deadline/calendar.ts';
import type { TermBook } from './directory.ts';
import { OFFICE_CLOCKS, REPORT_KINDS } from './pack-words.ts';
import { newVersion, type TypedVersion, versionChanges } from './term-version.ts';

const json = JSON.parse(readFileSync(new URL('../../../packs/national-terms.json', import.meta.url), 'utf8'));
const NATION = {
	id: 'n',
	version: 1,
	validFrom: '2018-01-01',
	ofNation: true,
	terms: json.terms,
	rules: { pauseLimit: 10, climb: json.climb },
} as unknown as TermBook; // as the loader lays it
const TODAY = '2026-03-02' as LocalDate;
const ground = { newest: NATION, nation: NATION, today: TODAY };

/** The nation's numbers as the form shows them, with what a test writes instead. */
function typed(numbers: Record<string, string> = {}, more: Partial<TypedVersion> = {}): TypedVersion {
	const of = ({ days, counted }: { days: number; counted: string }) => ({ days: String(days), counted });
	const terms = REPORT_KINDS.flatMap((kind) =>
		OFFICE_CLOCKS.map((clock) => [`${kind}.${clock}`, of(NATION.terms[kind][clock])] as const),
	);
	const rungs = NATION.rules.climb.map(
		(rung) => [`climb.${rung.to}`, of({ days: rung.lateDays, counted: 'working' })] as const,
	);
	const written = Object.entries(numbers).map(([place, text]) => {
		const [days = '', counted = 'working'] = text.split(' ');
		return [place, { days, counted }] as const;
	});
	return {
		validFrom: '2026-04-01',
		terms: Object.fromEntries([...terms, ...rungs, ...written]),
		sources: { complaint: 'Peraturan Bupati 1/2026', climb: 'Peraturan Bupati 2/2026' },
		...more,
	};
}
const faults = (version: TypedVersion, given: Partial<typeof ground> = {}) => {
	const made = newVersion(version, { ...ground, ...given });
	return made.ok ? [] : made.refusal.map(({ field, code }) => `${field} ${code}`);
};

describe('a new version of the terms', () => {
	it('promises less than the nation, with the decree behind each changed number', () => {
		const made = newVersion(typed({ 'complaint.complete': '10', 'climb.leader': '2' }), ground);

		expect(made.ok && made.value.changes).toEqual([
			{
				place: 'complaint.complete',
				before: NATION.terms.complaint.complete,
				after: { days: 10, counted: 'working', source: 'Peraturan Bupati 1/2026' },
			},
			{
				place: 'climb.leader',
				before: { days: 3, counted: 'working', source: 'Tuntas, rules of record §2' },
				after: { days: 2, counted: 'working', source: 'Peraturan Bupati 2/2026' },
			},
		]);
		expect(made.ok && made.value.terms.complaint.verify).toEqual(NATION.terms.complaint.verify);
		expect(made.ok && made.value.terms.complaint.silence).toEqual(NATION.terms.complaint.silence);
		expect(made.ok && made.value.rules).toMatchObject({
			pauseLimit: 10,
			climb: [{ lateDays: 1 }, { lateDays: 2 }, {}],
		});
	});

	it.each<[string, TypedVersion, string[]]>([
		['without a change', typed(), ['null nothing']],
		[
			'from yesterday',
			typed({ 'complaint.verify': '2' }, { validFrom: '2026-03-01' }),
			['validFrom date_past'],
		],
		['from no day', typed({ 'complaint.verify': '2' }, { validFrom: '2026-02-30' }), ['validFrom no_date']],
		['without a decree', typed({ 'aspiration.verify': '2' }), ['aspiration.source source_missing']],
		[
			'with more than the nation',
			typed({ 'complaint.complete': '15' }),
			['complaint.complete.days more_than_nation'],
		],
		[
			'with working days for calendar days',
			typed({ 'complaint.case': '60 working' }),
			['complaint.case.days more_than_nation'],
		],
		['with a climb that begins later', typed({ 'climb.head': '2' }), ['climb.head.days more_than_nation']],
		['with rungs in disorder', typed({ 'climb.leader': '1' }), ['climb rungs_mixed']],
		[
			'without a number',
			typed({ 'complaint.verify': 'dua', 'complaint.case': '0' }),
			['complaint.verify.days no_number', 'complaint.case.days no_number'],
		],
	])('%s is refused', (_, version, expected) => {
		expect(faults(version)).toEqual(expected);
	});

	it('may hold from today, and not before one that is still to come', () => {
		const version = typed({ 'complaint.verify': '2' }, { validFrom: TODAY });

		expect(faults(version)).toEqual([]);
		expect(faults(version, { newest: { ...NATION, validFrom: '2026-05-01' } })).toEqual([
			'validFrom date_before_newest',
		]);
	});

	it('may take a promise back, up to what the nation allows', () => {
		const made = newVersion(typed({ 'complaint.complete': '10' }), ground);
		const newest = { ...NATION, ...(made.ok ? made.value : {}), ofNation: false };

		expect(faults(typed({ 'complaint.complete': '14' }), { newest })).toEqual([]);
		expect(versionChanges(NATION, newest)).toEqual(made.ok && made.value.changes);
	});

	it('never promises more than the nation, whatever is written', () => {
		const number = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.constantFrom('working', 'calendar'));
		fc.assert(
			fc.property(
				fc.constantFrom(...REPORT_KINDS),
				fc.constantFrom(...OFFICE_CLOCKS),
				number,
				(kind, clock, [days, counted]) => {
					const sources = Object.fromEntries(REPORT_KINDS.map((one) => [one, 'Peraturan contoh']));
					const made = newVersion(typed({ [`${kind}.${clock}`]: `${days} ${counted}` }, { sources }), ground);
					if (!made.ok) return;
					const allowed = NATION.terms[kind][clock];
					expect(made.value.terms[kind][clock].days).toBeLessThanOrEqual(allowed.days);
					expect([allowed.counted, 'calendar']).toContain(made.value.terms[kind][clock].counted);
				},
			),
		);
	});
});
