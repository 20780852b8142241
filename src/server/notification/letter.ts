import type { TermBookId, UnitId } from '../access/policy.ts';
import { calendarOf, type Directory } from '../agency/directory.ts';
import { addCalendarDays, type LocalDate, localDate, type Zone } from '../deadline/calendar.ts';
import { sha256 } from '../platform/hash.ts';
import type { Clock, Kind } from '../report/clocks.ts';
import type { StepName } from '../report/steps.ts';
import type { StepFacts } from '../report/trail.ts';
import {
	type Addressee,
	deadlineOf,
	type MessageFacts,
	type MessageWords,
	type NamedDeadline,
	type ToldOf,
} from './message.ts';

/** As much of a report as its messages tell. */
export type ReportTold = {
	readonly code: string;
	readonly kind: Kind;
	readonly unitId: UnitId | null;
	readonly verifierUnitId: UnitId;
	readonly dueAt: Date | null;
	readonly endedAt: Date | null;
	readonly termBookId: TermBookId;
	/** The first late instant of each clock that runs. */
	readonly lateFrom: Readonly<Partial<Record<Clock, Date>>>;
	/** What the step says that the message is about. */
	readonly facts: StepFacts;
	/** The day its words are erased; null while nothing is planned. */
	readonly eraseOn: LocalDate | null;
};

/** What a message is about: a step, or that words will be erased. */
export type Telling = { readonly to: Addressee; readonly step: StepName | 'retention' };

type Say = (facts: MessageFacts) => MessageWords;
/** The words of one language, as `text/` has them. */
export type MessageTexts = {
	readonly hello: string;
	readonly helloOffice: string;
	readonly code: (code: string) => string;
	readonly link: (action: string, link: string) => string;
	readonly noLink: (action: string) => string;
	readonly keepReceipt: string;
	readonly noReply: string;
	readonly signature: (government: string) => string;
	/** Of words that will be erased. */
	readonly retention: Say;
	readonly reporter: Record<ToldOf<'reporter'>, Say>;
	readonly verifier: Record<ToldOf<'verifier'>, Say>;
	readonly unit: Record<ToldOf<'unit'>, Say>;
	readonly reviewer: Record<ToldOf<'reviewer'>, Say>;
	readonly superior: Record<Exclude<ToldOf<'superior'>, 'climb'>, Say>;
	readonly climb: Record<NonNullable<StepFacts['rung']>, Say>;
};

export type LetterGround = {
	readonly directory: Directory;
	readonly texts: MessageTexts;
	readonly formatDay: (day: LocalDate, zone: Zone) => string;
	readonly host: string | null;
};

const LINE = 72;
/** Stands for the spaces of a date until lines are broken. */
const KEPT_TOGETHER = '\u00a0';

/** Subject and body of a message; undefined when there are no words for this step and reader. */
export function letterFor(
	{ to, step }: Telling,
	report: ReportTold,
	ground: LetterGround,
): { readonly subject: string; readonly text: string } | undefined {
	const say = wordsFor({ to, step }, report, ground.texts);
	if (!say) return undefined;
	const facts = factsOf({ to, step }, report, ground);
	const { subject, says, action } = say(facts);
	const { texts } = ground;
	const isReporter = to === 'reporter';
	const lines = [
		isReporter ? texts.hello : texts.helloOffice,
		`${texts.code(facts.code)}\n${says}`,
		[
			facts.link ? texts.link(action, facts.link) : texts.noLink(action),
			...(isReporter ? [texts.keepReceipt] : []),
		].join('\n'),
		`${texts.noReply}\n${texts.signature(facts.government)}`,
	];
	return { subject: `[${facts.code}] ${subject}`, text: `${wrapped(lines.join('\n\n'))}\n` };
}

/** Lines as short as old mail programs show them whole; a link stays in one piece. */
export function wrapped(text: string): string {
	return text.split('\n').map(wrappedLine).join('\n').replaceAll(KEPT_TOGETHER, ' ');
}

function wrappedLine(line: string): string {
	let length = 0;
	return line
		.split(' ')
		.map((word, place) => {
			const fits = length + 1 + word.length <= LINE;
			length = fits ? length + 1 + word.length : word.length;
			if (place === 0) return word;
			return fits ? ` ${word}` : `\n${word}`;
		})
		.join('');
}

function wordsFor(
	{ to, step }: Telling,
	{ facts, eraseOn }: ReportTold,
	texts: MessageTexts,
): Say | undefined {
	// A plan that was taken back while the letter waited leaves nothing to tell.
	if (step === 'retention') return eraseOn ? texts.retention : undefined;
	if (step === 'climb') return facts.rung && texts.climb[facts.rung];
	const told: Partial<Record<StepName, Say>> = texts[to];
	return told[step];
}

function factsOf({ to, step }: Telling, report: ReportTold, ground: LetterGround): MessageFacts {
	const { directory, host, formatDay } = ground;
	const zone = directory.agency.zone as Zone; // checked when the directory was read
	const shown = (day: LocalDate | null | undefined) =>
		day ? formatDay(day, zone).replaceAll(' ', KEPT_TOGETHER) : null;
	const clock = (report.facts.clock ?? null) as Clock | null;
	const path = to === 'reporter' ? `/l/${report.code}` : `/petugas/laporan/${report.code}`;
	return {
		code: report.code,
		government: directory.agency.shortName,
		unit:
			directory.units.get(report.unitId ?? report.verifierUnitId)?.shortName ?? directory.agency.shortName,
		kind: report.kind,
		due: shown(
			step === 'retention' ? report.eraseOn : lastDayOf(deadlineOf(to, step, clock), report, directory),
		),
		promise: shown(report.facts.promise as LocalDate | undefined),
		clock,
		otherBody: report.facts.otherBody ?? null,
		link: host ? `https://${host}${path}` : null,
	};
}

function lastDayOf(named: NamedDeadline, report: ReportTold, directory: Directory): LocalDate | null {
	if (named === 'return') return lastDayToReturn(report, directory);
	const lateFrom = named === 'soonest' ? report.dueAt : named && report.lateFrom[named];
	return lateFrom ? localDate(new Date(lateFrom.getTime() - 1), calendarOf(directory, report.unitId)) : null;
}

function lastDayToReturn({ endedAt, termBookId }: ReportTold, directory: Directory): LocalDate | null {
	const book = directory.termBooks.find(({ id }) => id === termBookId);
	if (!endedAt || !book) return null;
	return addCalendarDays(localDate(endedAt, directory.calendar), book.rules.reopenDays);
}

/** Unique in the world and the same for every try; tells nothing about the report. */
export function letterId(id: number, once: string | null): string {
	return `${id}.${sha256(`outbox ${id} ${once}`).slice(0, 24)}`;
}
