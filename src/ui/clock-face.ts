import type { LocalDate, Zone } from '#server/deadline/calendar.ts';
import type { ClockReading, ClockState } from '#server/deadline/reading.ts';
import type { Stitch } from '#server/deadline/thread.ts';
import { formatDate } from '#text/format.ts';
import type { Lang, Words } from '#text/words.ts';

/** One dated end below the thread; without a date it is words alone: "day 7 of 14". */
export type ClockEnd = { readonly label: string; readonly date?: LocalDate; readonly text: string };

/** Everything a drawn clock shows, already in words. The thread repeats them for the eye. */
export type ClockFace = {
	readonly state: ClockState;
	readonly headline: string;
	readonly stage: string | null;
	/** In the order of the marks on the thread. */
	readonly ends: readonly ClockEnd[];
	/** The deadline alone, short, for rows. */
	readonly due: ClockEnd;
	readonly holderLabel: string;
	readonly holder: string;
	readonly holderKind: 'office' | 'person';
	/** Such as *for 7 working days*. */
	readonly holderNote: string | null;
	readonly stitches: readonly Stitch[];
};

export type ClockFacts = {
	readonly reading: ClockReading;
	readonly stitches: readonly Stitch[];
	/** Day 0. */
	readonly startedOn: LocalDate;
	/** Null while it runs. */
	readonly stoppedOn: LocalDate | null;
	/** What its beginning is called. */
	readonly began?: 'start' | 'received' | 'forwarded';
	/** Whether an answer is what stops it; other clocks end as *done*. */
	readonly endsBy?: 'answer' | 'other';
	readonly holder: string;
	readonly holderKind?: 'office' | 'person';
	readonly holderNote?: string | null;
	readonly stage?: string | null;
};

export type FaceSpeech = { readonly lang: Lang; readonly zone: Zone; readonly words: Words };

/** The clock in words: what `readClock` found, said the way people read it. */
export function clockFace(facts: ClockFacts, speech: FaceSpeech): ClockFace {
	const { reading, stitches, holder, holderKind = 'office', holderNote = null, stage = null } = facts;
	const { clock } = speech.words;
	return {
		state: reading.state,
		headline: clockHeadline(reading, clock, facts.endsBy),
		stage,
		ends: endsOf(facts, speech),
		due: { label: clock.dueBefore, date: reading.lastDay, text: day(reading.lastDay, speech, 'drop') },
		holderLabel: facts.stoppedOn ? clock.holderDone : clock.holder,
		holder,
		holderKind,
		holderNote,
		stitches,
	};
}

type ClockWords = Words['clock'];
type Ending = 'answer' | 'other';

/** `Sisa 7 hari kerja`: the one sentence every size of the clock carries. */
export function clockHeadline(reading: ClockReading, clock: ClockWords, endsBy: Ending = 'answer'): string {
	const { state, counted, left, late } = reading;
	switch (state) {
		case 'met':
		case 'met_late':
			return ENDED[endsBy](reading, clock);
		case 'paused':
			return clock.paused;
		case 'late':
			return late === 0 ? clock.lateResting : clock.late(late, counted);
		default:
			return left === 0 ? clock.today : clock.left(left, counted);
	}
}

const ENDED: Record<Ending, (reading: ClockReading, clock: ClockWords) => string> = {
	answer: ({ state, used, late, counted }, clock) => {
		if (state === 'met') return used === 0 ? clock.doneToday : clock.done(used, counted);
		return late === 0 ? clock.doneLateResting : clock.doneLate(late, counted);
	},
	other: ({ state, used, late, counted }, clock) => {
		if (state === 'met') return used === 0 ? clock.metToday : clock.met(used, counted);
		return late === 0 ? clock.metLateResting : clock.metLate(late, counted);
	},
};

/** Start, middle and deadline, in the order in which their marks stand on the thread. */
function endsOf(facts: ClockFacts, speech: FaceSpeech): ClockEnd[] {
	const { reading, startedOn, began = 'start' } = facts;
	const { clock } = speech.words;
	const start = { label: clock[began], date: startedOn, text: day(startedOn, speech, 'drop') };
	const due = {
		label: reading.pausedDays > 0 || reading.state === 'paused' ? clock.moved : clock.due,
		date: reading.lastDay,
		text: day(reading.lastDay, speech, 'keep'),
	};
	const middle = middleOf(facts, speech);
	const isLate = reading.state === 'late' || reading.state === 'met_late';
	return isLate ? [start, due, middle] : [start, middle, due];
}

function middleOf({ reading, stoppedOn }: ClockFacts, speech: FaceSpeech): ClockEnd {
	const { clock } = speech.words;
	if (stoppedOn) return { label: clock.answered, date: stoppedOn, text: day(stoppedOn, speech, 'drop') };
	if (reading.pausedSince)
		return { label: clock.pausedSince, text: day(reading.pausedSince, speech, 'drop') };
	const text =
		reading.state === 'late' ? clock.pastBy(reading.late) : clock.dayOf(reading.used, reading.termDays);
	return { label: clock.now, text };
}

function day(moment: Date | LocalDate, { lang, zone }: FaceSpeech, year: 'keep' | 'drop'): string {
	return formatDate(moment, { lang, zone, year });
}
