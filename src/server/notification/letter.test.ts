import { describe, expect, test } from 'vitest';
import { formatDate } from '#text/format.ts';
import { type Lang, words } from '#text/words.ts';
import { idOf } from '../../../tests/samples.ts';
import type { UnitId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { MONDAY_TO_FRIDAY } from '../deadline/calendar.ts';
import { CLOCK_NAMES } from '../report/clocks.ts';
import { RUNGS } from '../report/overruns.ts';
import { STEP_NAMES, STEPS, type StepName } from '../report/steps.ts';
import { letterFor, type ReportTold } from './letter.ts';
import { type Addressee, stepOfTemplate } from './message.ts';

const desk = idOf<UnitId>('desk');
const directory = {
	agency: { shortName: 'Pemkab Contoh', zone: 'Asia/Makassar' },
	units: new Map([[desk, { shortName: 'Dinas Contoh', workweek: [1, 2, 3, 4, 5] }]]),
	calendar: { utcOffset: 8, workweek: MONDAY_TO_FRIDAY, daysOff: new Map() },
	termBooks: [{ id: idOf('book'), rules: { reopenDays: 30 } }],
} as unknown as Directory;

const lateFrom = new Date('2026-02-06T00:00:00+08:00');
const report: ReportTold = {
	eraseOn: null,
	code: 'MSR-26-4F7K9',
	kind: 'complaint',
	unitId: desk,
	verifierUnitId: desk,
	dueAt: lateFrom,
	endedAt: null,
	termBookId: idOf('book'),
	lateFrom: Object.fromEntries(CLOCK_NAMES.map((clock) => [clock, lateFrom])),
	facts: { rung: 'leader', clock: 'verify', promise: '2026-02-20', otherBody: 'Pemprov Contoh' },
};

function letter(to: Addressee, step: StepName, given: Partial<ReportTold> = {}, lang: Lang = 'id') {
	return letterFor(
		{ to, step },
		{ ...report, ...given },
		{
			directory,
			texts: words(lang).messages,
			formatDay: (day, zone) => formatDate(day, { zone, lang }),
			host: 'contoh.example',
		},
	);
}

const TOLD = STEP_NAMES.flatMap((step) =>
	STEPS[step].tells.flatMap((to) => (to === 'followers' ? [] : [{ step, to: to as Addressee }])),
);
const LATE_OR_NOT: readonly Partial<ReportTold>[] = [
	{},
	{ dueAt: null, lateFrom: {}, facts: { rung: 'head' } },
];

describe.each(['id', 'en'] as const)('every message in %s', (lang) => {
	test.each(TOLD)(
		'of $step to the $to begins with the code and names at most one deadline',
		({ step, to }) => {
			for (const given of LATE_OR_NOT) {
				const written = letter(to, step, given, lang);

				expect(written?.subject).toMatch(/^\[MSR-26-4F7K9\] \S/);
				expect(written?.subject.length).toBeLessThan(90);
				expect(written?.text).toContain('https://contoh.example/');
				expect(written?.text).not.toMatch(/undefined|null|!| {2}|mohon maaf|sorry/i);
				expect(written?.text.match(/\d{1,2} Feb 2026/g)?.length ?? 0).toBeLessThanOrEqual(1);
				for (const line of written?.text.split('\n') ?? []) expect(line.length).toBeLessThanOrEqual(80);
			}
		},
	);

	test('to the Ombudsman is code, office, kind and clock alone', () => {
		const written = letter('superior', 'climb', { facts: { rung: 'ombudsman', clock: 'complete' } }, lang);

		expect(written?.text).toContain('MSR-26-4F7K9');
		expect(written?.text).toMatch(/Dinas\sContoh/);
	});
});

test('each rung of the climb has words of its own', () => {
	const subjects = RUNGS.map(
		(rung) => letter('superior', 'climb', { facts: { rung, clock: 'verify' } })?.subject,
	);

	expect(new Set(subjects).size).toBe(RUNGS.length);
});

test('the last day to come back is the last of the days the term book gives', () => {
	const endedAt = new Date('2026-02-02T23:30:00+08:00');

	expect(letter('reporter', 'close_silent', { endedAt })?.text).toContain('Rab, 4 Mar 2026');
});

test('without a host name the code leads there', () => {
	const written = letterFor({ to: 'reporter', step: 'submit' }, report, {
		directory,
		texts: words('id').messages,
		formatDay: String,
		host: null,
	});

	expect(written?.text).toContain('di situs Tuntas dengan kode ini');
});

test('a template of another version has no words, rather than wrong ones', () => {
	expect(stepOfTemplate('received')).toBe('submit');
	expect(stepOfTemplate('toString')).toBeUndefined();
	expect(letter('unit', 'publish')).toBeUndefined();
});
