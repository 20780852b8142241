import type { UnitId } from '../access/policy.ts';
import { calendarOf, type Directory, termBookOn, verifierOf } from '../agency/directory.ts';
import { type LocalDate, localDate } from '../deadline/calendar.ts';
import { type DayReason, explainDeadline } from '../deadline/explanation.ts';
import { unpausedClock } from '../deadline/running-clock.ts';
import type { Term } from '../deadline/term.ts';
import type { Kind } from './clocks.ts';
import { findPersonalData, maskPersonalData, type PersonalDataKind } from './personal-data.ts';
import type { Submission } from './submission.ts';

/** What is promised to a report that is sent now. */
export type Promises = {
	/** Who assesses it. */
	readonly verifierUnitId: UnitId;
	/** The last day for assessing it. */
	readonly verifyBy: LocalDate;
	readonly verifySource: string;
	/** Days until then that do not count because the office is closed, week-ends left out. */
	readonly daysOff: readonly { readonly date: LocalDate; readonly name: string }[];
	/** How long an answer may take once it was forwarded. */
	readonly complete: Term;
	/** How long the reporter has to say whether it is done. */
	readonly silence: Term;
};

export function promisesFor(
	report: { readonly kind: Kind; readonly aboutUnitId: UnitId | null; readonly addressedTo: UnitId | null },
	directory: Directory,
	now: Date,
): Promises {
	const verifierUnitId = verifierOf(directory, report);
	const calendar = calendarOf(directory, verifierUnitId);
	const terms = termBookOn(directory, localDate(now, calendar)).terms[report.kind];
	const explanation = explainDeadline(unpausedClock(terms.verify, now), calendar);
	return {
		verifierUnitId,
		verifyBy: explanation.lastDay,
		verifySource: terms.verify.source,
		daysOff: explanation.days.flatMap(({ date, why }) => nameOfDayOff(date, why)),
		complete: terms.complete,
		silence: terms.silence,
	};
}

function nameOfDayOff(date: LocalDate, why: DayReason): { date: LocalDate; name: string }[] {
	return 'name' in why ? [{ date, name: why.name }] : [];
}

/** The texts of a report that become public once they were looked at. */
export const PUBLIC_TEXTS = ['title', 'body', 'place'] as const;
export type PublicText = (typeof PUBLIC_TEXTS)[number];

/** What in those texts looks like somebody's personal data. */
export function personalDataOf(
	report: Pick<Submission, PublicText>,
): readonly { readonly text: PublicText; readonly kind: PersonalDataKind; readonly found: string }[] {
	return PUBLIC_TEXTS.flatMap((text) =>
		findPersonalData(report[text]).map(({ kind, start, end }) => ({
			text,
			kind,
			found: report[text].slice(start, end),
		})),
	);
}

/** The same texts with marks where the personal data was. */
export function maskedTexts(
	report: Pick<Submission, PublicText>,
	marks: Readonly<Record<PersonalDataKind, string>>,
): Pick<Submission, PublicText> {
	const masked = (text: PublicText) => maskPersonalData(report[text], marks);
	return { title: masked('title'), body: masked('body'), place: masked('place') };
}

/** Whether a story speaks of bribes or illegal fees; `words` are data of the texts, in small letters. */
export function speaksOfBribes(story: string, words: readonly string[]): boolean {
	const said = ` ${(story.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;
	return words.some((word) => said.includes(` ${word} `));
}
