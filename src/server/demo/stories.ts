import { z } from 'zod';
import type { Pack } from '#server/agency/pack.ts';
import { malformed, type PackRefusal, repeats } from '#server/agency/pack-words.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import type { Status } from '#server/report/statuses.ts';
import { STEPS, type StepRule } from '#server/report/steps.ts';
import type { DemoPerson } from './people.ts';
import { type DemoReport, type StoryStep, storySchema } from './story.ts';

const storiesSchema = z.strictObject({ agency: z.string(), reports: z.array(storySchema) });

/** The reports of a demonstration, all of one government. */
export type DemoReports = z.infer<typeof storiesSchema>;

/** Where these reports live: their government's pack and the people who act in their stories. */
export type Surroundings = { readonly packs: readonly Pack[]; readonly people: readonly DemoPerson[] };

/** A refusal of a story: a pack's, or a step the lifecycle would not allow there, or one out of time. */
export type StoryRefusal =
	| PackRefusal
	| {
			readonly code: 'step_not_from_here' | 'time_runs_back' | 'not_yet_past';
			readonly path: string;
			readonly value: string;
	  };

/** The told reports, if each name in them exists and each story could have happened in this order. */
export function parseReports(json: unknown, around: Surroundings): Result<DemoReports, StoryRefusal[]> {
	const parsed = storiesSchema.safeParse(json);
	if (!parsed.success) return refuse(malformed(parsed.error));

	const { agency, reports } = parsed.data;
	const pack = around.packs.find((candidate) => candidate.agency.key === agency);
	if (pack === undefined) return refuse([{ code: 'unknown_reference', path: 'agency', value: agency }]);

	const keys = reports.map((report) => report.key);
	const refusals: StoryRefusal[] = [
		...repeats(keys, (index) => `reports.${index}.key`, 'key_repeated'),
		...reports.flatMap((report, index) => [
			...nameFaults(report, `reports.${index}`, pack),
			...stepNameFaults(report, `reports.${index}`, { ...around, pack, keys }),
			...orderFaults(report, `reports.${index}`),
		]),
	];
	return refusals.length === 0 ? ok(parsed.data) : refuse(refusals);
}

/** Where a told story leaves its report. */
export function statusAfter(story: readonly StoryStep[]): Status {
	return walk(story).status;
}

function unknownAt(path: string, value: string): PackRefusal {
	return { code: 'unknown_reference', path, value };
}

function nameFaults(report: DemoReport, path: string, { categories, regions, units }: Pack): PackRefusal[] {
	const wanted = [
		{ name: 'category', value: report.category, among: categories.map(({ key }) => key) },
		{ name: 'unit', value: report.unit, among: units.map(({ key }) => key) },
		{ name: 'aboutUnit', value: report.aboutUnit, among: units.map(({ key }) => key) },
		{ name: 'district', value: report.district, among: regions.map(({ code }) => code) },
		{ name: 'village', value: report.village, among: regions.map(({ code }) => code) },
	];
	const unknown = wanted.flatMap(({ name, value, among }) =>
		value === null || among.includes(value) ? [] : [unknownAt(`${path}.${name}`, value)],
	);
	const elsewhere = report.village !== null && !report.village.startsWith(`${report.district}.`);
	return elsewhere ? [...unknown, unknownAt(`${path}.village`, report.village ?? '')] : unknown;
}

function stepNameFaults(
	{ story }: DemoReport,
	path: string,
	{ people, pack, keys }: Surroundings & { readonly pack: Pack; readonly keys: readonly string[] },
): PackRefusal[] {
	const actors = ['reporter', 'system', ...people.map(({ key }) => key)];
	const units = pack.units.map(({ key }) => key);
	return story.flatMap((step, index) => {
		const at = `${path}.story.${index}`;
		const faults = actors.includes(step.by) ? [] : [unknownAt(`${at}.by`, step.by)];
		if (step.step === 'forward' && !units.includes(step.unit))
			faults.push(unknownAt(`${at}.unit`, step.unit));
		if (step.step === 'merge' && !keys.includes(step.into)) faults.push(unknownAt(`${at}.into`, step.into));
		return faults;
	});
}

function orderFaults(report: DemoReport, path: string): StoryRefusal[] {
	const { stuckAt } = walk(report.story);
	const moments = [`000 ${report.time}`, ...report.story.map(momentOf)];
	const back = report.story.findIndex((_, index) => (moments[index + 1] ?? '') < (moments[index] ?? ''));
	const ahead = report.story.findIndex((step) => step.afterWorkingDays >= report.receivedWorkingDaysAgo);
	const faults = [
		{ code: 'step_not_from_here', index: stuckAt },
		{ code: 'time_runs_back', index: back },
		{ code: 'not_yet_past', index: ahead },
	] as const;
	return faults.flatMap(({ code, index }) => {
		const step = report.story[index];
		return step === undefined ? [] : [{ code, path: `${path}.story.${index}`, value: step.step }];
	});
}

function momentOf(step: StoryStep): string {
	return `${String(step.afterWorkingDays).padStart(3, '0')} ${step.time}`;
}

type Standing = { readonly status: Status; readonly resumeTo: Status };

/** Follows a story through the lifecycle's table; `stuckAt` is the first step that was not possible, or -1. */
function walk(story: readonly StoryStep[]): { readonly status: Status; readonly stuckAt: number } {
	let at: Standing = { status: 'received', resumeTo: 'received' };
	for (const [index, { step }] of story.entries()) {
		const rule: StepRule = STEPS[step];
		if (!rule.from.includes(at.status)) return { status: at.status, stuckAt: index };
		at = moved(at, rule.to);
	}
	return { status: at.status, stuckAt: -1 };
}

function moved(at: Standing, to: StepRule['to']): Standing {
	if (to === 'same') return at;
	if (to === 'resume') return { ...at, status: at.resumeTo };
	return { status: to, resumeTo: at.status };
}
