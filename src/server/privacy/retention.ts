import { addCalendarDays, calendarDaysBetween, type LocalDate } from '../deadline/calendar.ts';
import type { Part } from './holdings.ts';
import type { Rules } from './rules.ts';

/** As much of a report whose way has ended as deciding about its data needs. */
export type Kept = {
	readonly endedOn: LocalDate;
	/** Some clock runs, of this report or of the one it was merged into. */
	readonly clockOpen: boolean;
	/** The reporter took it to the Ombudsman, or it climbed there, and nobody has said that this is over. */
	readonly examined: boolean;
	/** Somebody with a right to it said that it must stay. */
	readonly held: boolean;
	/** The reporter sent something after which nobody of the office did anything. */
	readonly unread: boolean;
	/** The last day the reporter was heard of. */
	readonly heardOn: LocalDate;
	readonly hasName: boolean;
	readonly hasContact: boolean;
	readonly plan: { readonly eraseOn: LocalDate; readonly noticed: readonly number[] } | null;
};

/** After the reporter was heard of, nothing is erased for so long. */
export const QUIET_DAYS = 30;

type Check = (report: Kept, today: LocalDate) => boolean;

/** While one of these holds, nothing of a report is erased by itself. One line a lawyer can read aloud. */
export const KEPT_WHILE = {
	clock: ({ clockOpen }) => clockOpen,
	hold: ({ held }) => held,
	examination: ({ examined }) => examined,
	unread: ({ unread }) => unread,
	recent: ({ heardOn }, today) => addCalendarDays(heardOn, QUIET_DAYS) > today,
} as const satisfies Record<string, Check>;
export type KeptWhile = keyof typeof KEPT_WHILE;

export type Decision = {
	readonly kept: KeptWhile | null;
	readonly erase: readonly Part[];
	/** The plan as it stands afterwards; null: none. */
	readonly plan: Kept['plan'];
	/** The notice to give today, in days before. */
	readonly notice: number | null;
};

/**
 * What becomes of a report's data today. The content goes only after every notice was given, each at least as many days
 * before as it says, however late the day's work begins; whatever keeps a report makes the notices begin anew.
 */
export function decideRetention(report: Kept, rules: Rules, today: LocalDate): Decision {
	const kept = (Object.keys(KEPT_WHILE) as KeptWhile[]).find((why) => KEPT_WHILE[why](report, today));
	if (kept) return { kept, erase: [], plan: null, notice: null };
	const content = contentOf(report, rules, today);
	if (content.erase)
		return { kept: null, erase: ['identity', 'contact', 'content'], plan: null, notice: null };
	const { plan, notice } = content;
	return { kept: null, erase: partsDue(report, rules, today), plan, notice };
}

type Content = { readonly erase: boolean; readonly plan: Kept['plan']; readonly notice: number | null };

function contentOf({ endedOn, plan: stored }: Kept, { content }: Rules, today: LocalDate): Content {
	const dueOn = addCalendarDays(endedOn, content.span);
	// A rule that was lengthened meanwhile: the notices come again in their time.
	const plan = addCalendarDays(dueOn, -(content.notices[0] ?? 0)) > today ? null : stored;
	const eraseOn = later(plan?.eraseOn ?? dueOn, dueOn);
	const noticed = plan?.noticed ?? [];
	const next = content.notices.find((days) => !noticed.includes(days));
	if (next === undefined) return { erase: today >= eraseOn, plan, notice: null };
	if (addCalendarDays(eraseOn, -next) > today) return { erase: false, plan, notice: null };
	const planned = { eraseOn: later(eraseOn, addCalendarDays(today, next)), noticed: [...noticed, next] };
	return { erase: false, plan: planned, notice: next };
}

function later(one: LocalDate, other: LocalDate): LocalDate {
	return calendarDaysBetween(one, other) > 0 ? other : one;
}

/** Name and contact by their own rules; the contact stays while notices about the content are still to be sent to it. */
function partsDue({ endedOn, hasName, hasContact }: Kept, rules: Rules, today: LocalDate): Part[] {
	const isOver = (part: 'identity' | 'contact') => addCalendarDays(endedOn, rules[part].span) <= today;
	const firstNotice = addCalendarDays(endedOn, rules.content.span - (rules.content.notices[0] ?? 0));
	const name: Part[] = hasName && isOver('identity') ? ['identity'] : [];
	const contact: Part[] = hasContact && isOver('contact') && today < firstNotice ? ['contact'] : [];
	return [...name, ...contact];
}

/** When each part goes if nothing happens; the reporter reads it. */
export function plannedDays(
	{ endedOn, plan }: Pick<Kept, 'endedOn' | 'plan'>,
	rules: Rules,
): Readonly<Record<Part, LocalDate>> {
	const content = plan?.eraseOn ?? addCalendarDays(endedOn, rules.content.span);
	const contact = addCalendarDays(endedOn, rules.contact.span);
	const firstNotice = addCalendarDays(content, -(rules.content.notices[0] ?? 0));
	return {
		identity: addCalendarDays(endedOn, rules.identity.span),
		contact: contact < firstNotice ? contact : content,
		content,
	};
}
