import { calendarOf } from '#server/agency/directory.ts';
import { localDate, type Zone } from '#server/deadline/calendar.ts';
import type { OfficerStep } from '#server/report/case-fields.ts';
import type { OpenedCase } from '#server/report/case-open-commands.ts';
import type { CaseText } from '#server/report/case-queries.ts';
import type { StepInput } from '#server/report/guards.ts';
import { hasPublicCopy } from '#server/report/publication.ts';
import type { PhotoChoice, PhotoWish } from '#server/report/redaction-form.ts';
import { factsOf } from '#server/report/step-content.ts';
import { STEPS } from '#server/report/steps.ts';
import { speechIn } from '#ui/speech.ts';
import { trailItems } from '#ui/trail-items.ts';
import type { TrailItem } from '#ui/trail-view.ts';
import { signedIn } from '../../../../signed-in.ts';

/** Who reads the words of a step; `secret`: a public step of a report that is not public. */
export type Readers = 'public' | 'reporter' | 'staff' | 'secret';

/** What others will read when the step is taken as it is typed now. */
export type Preview = {
	readonly readers: Readers;
	readonly event: TrailItem | null;
	readonly publicCopy: CaseText | null;
	readonly handlingCopy: CaseText | null;
	readonly photos: readonly { readonly id: string; readonly choice: PhotoChoice; readonly alt: string }[];
};

export function readersOf(step: OfficerStep, { report }: Pick<OpenedCase, 'report'>): Readers {
	const { readers } = STEPS[step];
	return readers === 'public' && !hasPublicCopy(report) ? 'secret' : readers;
}

type Typed = { readonly step: OfficerStep; readonly input: StepInput; readonly wishes: readonly PhotoWish[] };

export function previewOf({ step, input, wishes }: Typed, found: OpenedCase, locals: App.Locals): Preview {
	// An approval speaks with the words that were proposed.
	const spoken = step === 'approve_answer' ? (found.words.proposed ?? input) : input;
	return {
		readers: readersOf(step, found),
		event: eventOf(step, spoken, { found, locals }),
		publicCopy: input.publicCopy ?? null,
		handlingCopy: input.handlingCopy ?? null,
		photos: wishes.map(({ id, choice, alt }) => ({ id, choice, alt })),
	};
}

type Around = { readonly found: OpenedCase; readonly locals: App.Locals };

function eventOf(
	step: OfficerStep,
	input: StepInput,
	{ found: { report }, locals }: Around,
): TrailItem | null {
	const { directory, lang, now } = locals;
	const { actor, initials } = signedIn(locals);
	const unitId =
		[report.unitId, report.verifierUnitId].find((id) => id !== null && actor.unitIds.includes(id)) ?? null;
	const event = {
		seq: report.lastSeq + 1,
		step,
		from: report.status,
		to: report.status,
		role: actor.role,
		day: localDate(now, directory.calendar),
		at: now.toISOString(),
		facts: factsOf(input, { step, report, directory, unitId, initials }),
		words: input.words || null,
		parts: input.parts ?? null,
		how: input.otherBody?.how ?? null,
	};
	const speech = speechIn(lang, directory.agency.zone as Zone);
	return trailItems([event], { speech, calendar: calendarOf(directory, null) })[0] ?? null;
}
