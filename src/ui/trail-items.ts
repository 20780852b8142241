import {
	calendarDaysBetween,
	type LocalDate,
	type WorkCalendar,
	workingDaysBetween,
} from '#server/deadline/calendar.ts';
import type { ArchiveReason } from '#server/report/statuses.ts';
import { STEPS, type StepName } from '#server/report/steps.ts';
import { type StepFacts, type TrailEvent, voiceOf } from '#server/report/trail.ts';
import { formatDate } from '#text/format.ts';
import type { Words } from '#text/words.ts';
import type { Speech } from './speech.ts';
import { ICON_OF, NODE_OF } from './trail-icons.ts';
import type { Photo, TrailItem, TrailSaying } from './trail-view.ts';

export type TrailGround = {
	readonly speech: Speech;
	/** The week and days off by which the gaps between events are told. */
	readonly calendar: WorkCalendar;
	/** What this reader calls the reporter: *Pelapor (anonim)*, *S.A.*, *Anda*. */
	readonly reporter?: string;
	/** Photographs by the `seq` of the event they came with. */
	readonly photos?: ReadonlyMap<number, readonly Photo[]>;
};

/** The trail in words, for `Trail.svelte`; what its reader may see was decided by `trailFor`. */
export function trailItems(events: readonly TrailEvent[], ground: TrailGround): TrailItem[] {
	return events.map((event, index) => {
		const before = events[index - 1];
		const photos = ground.photos?.get(event.seq);
		return {
			key: event.seq,
			node: NODE_OF[event.step] ?? voiceOf(event.step),
			icon: ICON_OF[event.step],
			title: titleOf(event, ground.speech.words),
			...actorOf(event, ground),
			at: event.at ?? event.day,
			...(before ? { gap: gapBetween(before.day, event.day, ground) } : {}),
			...saidIn(event, ground.speech),
			notes: notesOf(event, ground.speech),
			...(photos ? { photos } : {}),
		};
	});
}

/** The last promise that was given and not yet followed by a complete answer. */
export function openPromise(events: readonly TrailEvent[]): { day: LocalDate; unit: string | null } | null {
	const answered = events.findLastIndex(({ to }) => to === 'answered' || to === 'closed');
	const promised = events.slice(answered + 1).findLast(({ facts }) => facts.promise);
	return promised ? { day: promised.facts.promise as LocalDate, unit: promised.facts.unit ?? null } : null;
}

type Titles = Words['trail'];
type Telling = (facts: StepFacts, words: Words) => string | undefined;

/** Steps whose heading names what they were about, where the reader may know it. */
const TELLING: Partial<Record<StepName, Telling>> = {
	forward: ({ target }, { trail }) => target && trail.forwardedTo(target),
	take_over: ({ from, target }, { trail }) => from && target && trail.tookOver(target, from),
	refer_out: ({ otherBody }, { trail }) => otherBody && trail.referredTo(otherBody),
	climb: ({ rung }, { trail }) => rung && trail.climbedTo(trail.rung[rung]),
	merge: ({ otherCode }, { trail }) => otherCode && trail.mergedInto(otherCode),
	change_kind: ({ kind }, { trail, labels }) => named(kind, labels.kind, trail.kindTo),
	raise_confidentiality: ({ confidentiality }, { trail, labels }) =>
		named(confidentiality, labels.confidentiality, trail.raisedTo),
};

function titleOf({ step, facts }: TrailEvent, words: Words): string {
	const titles: Titles = words.trail;
	return TELLING[step]?.(facts, words) || titles.title[step];
}

function named(
	code: string | undefined,
	names: Readonly<Record<string, string>>,
	say: (name: string) => string,
) {
	const name = code && names[code];
	return name ? say(name) : undefined;
}

function actorOf(
	{ step, role, facts }: TrailEvent,
	{ speech, reporter }: TrailGround,
): Pick<TrailItem, 'by' | 'byNote'> {
	const { labels, trail } = speech.words;
	const voice = voiceOf(step);
	if (voice === 'system') return { by: labels.role.system };
	if (role === 'reporter') return { by: reporter ?? labels.role.reporter };
	const by = facts.unit ?? labels.role[role];
	return facts.by ? { by, byNote: trail.officer(facts.by) } : { by };
}

function gapBetween(from: LocalDate, to: LocalDate, { calendar, speech }: TrailGround): string {
	const working = Math.max(0, workingDaysBetween(from, to, calendar));
	const off = Math.max(0, calendarDaysBetween(from, to) - working);
	return speech.words.clock.gap(working, off);
}

function saidIn(event: TrailEvent, speech: Speech): { says?: TrailSaying } {
	const parts = partsOf(event, speech);
	if (!event.words && parts.length === 0) return {};
	return {
		says: {
			voice: voiceOfWords(event),
			...(event.words ? { text: event.words } : {}),
			...(parts.length > 0 ? { parts } : {}),
		},
	};
}

function voiceOfWords({ step, role }: TrailEvent): TrailSaying['voice'] {
	if (STEPS[step].readers === 'staff') return 'internal';
	return role === 'reporter' ? 'reporter' : 'office';
}

function partsOf(
	{ parts, how }: TrailEvent,
	{ lang, zone, words }: Speech,
): { label: string; text: string }[] {
	const { parts: names, how: howName } = words.trail;
	const when = parts?.when && formatDate(parts.when, { lang, zone });
	const all: [string, string | null | undefined][] = [
		[names.found, parts?.found],
		[names.done, parts?.done],
		[names.who, parts?.who],
		[names.when, when],
		[names.evidence, parts?.evidence],
		[howName, how],
	];
	return all.flatMap(([label, text]) => (text ? [{ label, text }] : []));
}

function notesOf({ step, facts, words: said }: TrailEvent, { lang, zone, words }: Speech): string[] {
	const { trail, labels } = words;
	const { promise, reasonCode, rating } = facts;
	return [
		reasonCode ? trail.reason(labels.archiveReason[reasonCode as ArchiveReason] ?? reasonCode) : null,
		...decidedIn(facts, words),
		promise ? trail.promised(formatDate(promise, { lang, zone })) : null,
		rating ? trail.rated(rating) : null,
		said && STEPS[step].readers === 'reporter' ? trail.reporterOnly : null,
		leftBehind({ step, facts, words: said }) ? trail.leftBehind : null,
	].filter((note) => note !== null);
}

/** What was decided about public information, and why something was kept back. */
function decidedIn({ decision, ppidReason }: StepFacts, { trail, ppid }: Words): string[] {
	return [
		...(decision ? [ppid.outcome[decision]] : []),
		...(ppidReason ? [trail.reason(ppid.reason[ppidReason])] : []),
	];
}

/** Words that must have been said, where the report was before: they did not come with it. */
function leftBehind({ step, facts, words }: Pick<TrailEvent, 'step' | 'facts' | 'words'>): boolean {
	return facts.imported === true && !words && STEPS[step].words === 'required';
}
