import type { UnitId } from '#server/access/policy.ts';
import type { Directory } from '#server/agency/directory.ts';
import { addWorkingDays } from '#server/deadline/calendar.ts';
import type { StepInput } from '#server/report/guards.ts';
import type { Submission } from '#server/report/submission.ts';
import type { Told } from './instants.ts';
import type { DemoReport, StoryStep } from './story.ts';

/** The report as its reporter sent it, names of the story turned into what the directory calls them. */
export function submissionOf(report: DemoReport, directory: Directory): Submission {
	const unit = (key: string | null) => (key === null ? null : unitNamed(directory, key));
	const { name, phone, email, mayCall } = report.reporter ?? NOBODY;
	return {
		kind: report.kind,
		title: report.title,
		body: report.body,
		confidentiality: report.confidentiality,
		channel: report.channel,
		districtCode: report.district,
		villageCode: report.village,
		place: report.place ?? '',
		...(report.point ?? NOWHERE),
		occurredOn: null,
		categoryId: [...directory.categories.values()].find(({ key }) => key === report.category)?.id ?? null,
		addressedTo: unit(report.unit),
		aboutUnitId: unit(report.aboutUnit),
		name,
		phone,
		email,
		mayCall,
		photos: [],
		files: [],
		lang: 'id',
	};
}

const NOBODY = { name: null, phone: null, email: null, mayCall: false };
const NOWHERE = { lat: null, lon: null };

/** What a told step says, as the lifecycle takes it; the report a merge joins is the player's to add. */
export function inputOf(step: StoryStep, report: DemoReport, { directory, told }: Ground): StepInput {
	const said = { words: ('text' in step && step.text) || '' };
	switch (step.step) {
		case 'publish':
		case 'handle':
			return { ...said, ...copiesOf(report) };
		case 'forward':
			return { ...said, ...copiesOf(report), targetUnitId: unitNamed(directory, step.unit) };
		case 'first_answer':
			return { ...said, ...promiseIn(step, { directory, told }) };
		case 'answer':
		case 'propose_answer':
			return { ...said, ...promiseIn(step, { directory, told }), parts: partsOf(step, told) };
		case 'withdraw':
			return { ...said, receiptAgain: true };
		case 'climb':
			return { ...said, clock: step.clock, rung: step.to };
		case 'refer_out':
			return { ...said, otherBody: step.otherBody };
		default:
			return { ...said, ...chosenIn(step) };
	}
}

type Ground = { readonly directory: Directory; readonly told: Told };

/** The verifier releases the redacted words to everybody, and to the unit when it may not know who wrote. */
function copiesOf(report: DemoReport): Pick<StepInput, 'publicCopy' | 'handlingCopy'> {
	const { title, body } = report.publicCopy ?? report;
	const copy = { title, body, place: report.place ?? '' };
	return report.confidentiality === 'open' ? { publicCopy: copy } : { publicCopy: copy, handlingCopy: copy };
}

function promiseIn(
	{
		promiseInWorkingDays,
		afterWorkingDays,
	}: { promiseInWorkingDays?: number | undefined; afterWorkingDays: number },
	{ directory, told }: Ground,
): Pick<StepInput, 'promise'> {
	if (promiseInWorkingDays === undefined) return {};
	return { promise: addWorkingDays(told.day(afterWorkingDays), promiseInWorkingDays, directory.calendar) };
}

function partsOf({ parts }: Extract<StoryStep, { parts: unknown }>, told: Told): StepInput['parts'] {
	const { doneAfterWorkingDays, ...words } = parts;
	return { ...words, when: told.day(doneAfterWorkingDays) };
}

/** Ratings, reason codes, kinds and the like stand in the story under the lifecycle's own names. */
function chosenIn(step: StoryStep): Partial<StepInput> {
	return {
		...('rating' in step ? { rating: step.rating } : {}),
		...('reasonCode' in step ? { reasonCode: step.reasonCode } : {}),
		...('request' in step ? { request: step.request } : {}),
		...('decision' in step ? { decision: step.decision } : {}),
		...('kind' in step ? { kind: step.kind } : {}),
		...('confidentiality' in step ? { confidentiality: step.confidentiality } : {}),
	};
}

function unitNamed({ units, agency }: Directory, key: string): UnitId {
	const unit = [...units.values()].find((one) => one.key === key);
	if (!unit) throw new Error(`${agency.key} has no unit ${key}`);
	return unit.id;
}
