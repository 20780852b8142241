import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Actor, can, type Subject } from '#server/access/policy.ts';
import { type Pack, parsePack } from '#server/agency/pack.ts';
import { OFFICE_CLOCKS, PPID_CLOCKS, REPORT_KINDS, REPORTER_CLOCKS } from '#server/agency/pack-words.ts';
import { CLOCK_NAMES, CLOCKS, CONFIDENTIALITIES, KINDS } from '#server/report/clocks.ts';
import { findPersonalData, PERSONAL_DATA } from '#server/report/personal-data.ts';
import { STATUS_NAMES } from '#server/report/statuses.ts';
import { STEPS, type StepRule } from '#server/report/steps.ts';
import { idOf } from '../../../tests/samples.ts';
import { parsePeople } from './people.ts';
import { parseReports, statusAfter } from './stories.ts';
import type { DemoReport } from './story.ts';

const read = (name: string) =>
	JSON.parse(readFileSync(new URL(`../../../packs/demo/${name}`, import.meta.url), 'utf8'));

function value<Value>(result: { ok: true; value: Value } | { ok: false; refusal: unknown }): Value {
	if (!result.ok) throw new Error(JSON.stringify(result.refusal));
	return result.value;
}

const packs: Pack[] = [read('government.json'), ...read('agencies.json').packs].map((json) =>
	value(parsePack(json)),
);
const people = value(parsePeople(read('people.json'), packs));
const { agency, reports } = value(parseReports(read('reports.json'), { packs, people }));
const units = packs.find((pack) => pack.agency.key === agency)?.units ?? [];

describe('the words of packs and of reports', () => {
	it('kinds and clocks are the same on both sides', () => {
		const reporters = CLOCK_NAMES.filter((name) => CLOCKS[name].owedBy === 'reporter');

		expect([...REPORT_KINDS].sort()).toEqual([...KINDS].sort());
		expect([...REPORTER_CLOCKS].sort()).toEqual(reporters.sort());
		expect([...OFFICE_CLOCKS, ...REPORTER_CLOCKS, ...PPID_CLOCKS].sort()).toEqual([...CLOCK_NAMES].sort());
	});
});

describe('the told reports', () => {
	it('are sixty-two, in every status a sent report can have', () => {
		const statuses = new Set(reports.map((report) => statusAfter(report.story)));

		expect(reports).toHaveLength(62);
		expect([...statuses].sort()).toEqual(STATUS_NAMES.filter((status) => status !== 'draft').sort());
	});

	it('are of every kind and confidentiality', () => {
		expect(new Set(reports.map((report) => report.kind)).size).toBe(KINDS.length);
		expect(new Set(reports.map((report) => report.confidentiality)).size).toBe(CONFIDENTIALITIES.length);
	});

	it('hold every kind of number to mask, and show none of them to the public', () => {
		const written = reports.flatMap(({ title, body }) => findPersonalData(`${title}\n${body}`));
		const shown = reports.flatMap(({ title, body, publicCopy }) =>
			findPersonalData(`${publicCopy?.title ?? title}\n${publicCopy?.body ?? body}`),
		);

		expect(new Set(written.map(({ kind }) => kind))).toEqual(new Set(PERSONAL_DATA));
		expect(shown).toEqual([]);
	});

	it('are taken by people who may take each step', () => {
		const wrong = reports.flatMap((report) =>
			report.story
				.map((step, index) => ({ step, index }))
				.filter(({ step, index }) => !mayTake(report, step, index))
				.map(({ step }) => `${report.key}: ${step.step} by ${step.by}`),
		);

		expect(wrong).toEqual([]);
	});
});

describe('a told report with a fault', () => {
	const refusals = (key: string, plant: (report: DemoReport) => void) => {
		const told = structuredClone({ agency, reports });
		const index = told.reports.findIndex((report) => report.key === key);
		const report = told.reports[index];
		if (report) plant(report);
		const parsed = parseReports(told, { packs, people });
		return parsed.ok
			? []
			: parsed.refusal.map(({ code, path }) => `${code} ${path.replace(`.${index}.`, '.n.')}`);
	};
	const firstStep = (report: DemoReport) => {
		const [step] = report.story;
		if (step === undefined) throw new Error('This report has no story.');
		return step;
	};

	it.each<[string, (report: DemoReport) => void, string]>([
		['an actor nobody knows', (r) => (firstStep(r).by = 'nobody'), 'unknown_reference reports.n.story.0.by'],
		['a step from nowhere', (r) => r.story.splice(1, 1), 'step_not_from_here reports.n.story.1'],
		['a day that runs back', (r) => (firstStep(r).afterWorkingDays = 8), 'time_runs_back reports.n.story.1'],
		['a village elsewhere', (r) => (r.village = '99.01.09.2001'), 'unknown_reference reports.n.village'],
		['a step that is still ahead', (r) => (r.receivedWorkingDaysAgo = 2), 'not_yet_past reports.n.story.2'],
	])('%s is refused', (_, plant, refusal) => {
		expect(refusals('selesai_lubang_pasar', plant)).toContain(refusal);
	});
});

/** The unit that assesses a told report, and the one that has it before step `index`. */
function holders(report: DemoReport, index: number): { verifier: string; handler: string | null } {
	const addressed = units.find((unit) => unit.key === report.unit && unit.verifiesDirect)?.key;
	const desk = report.kind === 'supervisory_complaint' || report.aboutUnit === 'meja_pengaduan';
	const verifier = desk ? 'inspektorat' : (addressed ?? 'meja_pengaduan');
	const forwarded = report.story
		.slice(0, index)
		.findLast(({ step }) => step === 'forward' || step === 'handle');
	if (forwarded === undefined) return { verifier, handler: null };
	return { verifier, handler: forwarded.step === 'forward' ? forwarded.unit : verifier };
}

function mayTake(report: DemoReport, { step, by }: DemoReport['story'][number], index: number): boolean {
	const { by: capability }: StepRule = STEPS[step];
	const { verifier, handler } = holders(report, index);
	const subject = {
		id: 'told',
		agencyId: idOf(agency),
		verifierUnitId: idOf(verifier),
		unitId: handler === null ? null : idOf(handler),
		aboutUnitId: report.aboutUnit === null ? null : idOf(report.aboutUnit),
	} as Subject; // no database gives ids to the keys of a pack
	return [capability].flat().some((wanted) => can(actorOf(by), wanted, subject));
}

function actorOf(by: string): Actor {
	const person = people.find(({ key }) => key === by);
	const own = person?.unit ? [person.unit] : [];
	const below = own.flatMap(withBelow);
	const above = own.flatMap(withAbove);
	return {
		personId: by,
		role: person?.role ?? by,
		agencyId: idOf(person?.agency ?? agency),
		unitIds: below.map(idOf),
		conflictUnitIds: (person?.role === 'leader' ? own : [...above, ...below]).map(idOf),
		reportId: by === 'reporter' ? 'told' : null,
		regionCode: null,
	} as unknown as Actor; // no database gives ids to the keys of a pack
}

function withBelow(key: string): string[] {
	return [key, ...units.filter(({ parent }) => parent === key).flatMap((unit) => withBelow(unit.key))];
}

function withAbove(key: string): string[] {
	const parent = units.find((unit) => unit.key === key)?.parent ?? null;
	return parent === null ? [key] : [key, ...withAbove(parent)];
}
