import type { LocalDate, Zone } from '#server/deadline/calendar.ts';
import type { ClockReading, ClockState } from '#server/deadline/reading.ts';
import type { Stitch } from '#server/deadline/thread.ts';
import type { Clock } from '#server/report/clocks.ts';
import type { ShownClock } from '#server/report/shown-clock.ts';
import { formatDate, type Moment, machineDate } from '#text/format.ts';
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

/** Who has the report in hand, in words; a clock is never shown without. */
export type Holder = {
	readonly holder: string;
	readonly holderKind?: 'office' | 'person';
	readonly holderNote?: string | null;
	/** Such as `clock.stage('Dikerjakan', 2, 3)`. */
	readonly stage?: string | null;
};

export type FaceSpeech = { readonly lang: Lang; readonly zone: Zone; readonly words: Words };

type Ending = 'answer' | 'other';
type ClockNature = { readonly began: 'start' | 'received' | 'forwarded'; readonly endsBy: Ending };

/** What the beginning of each clock is called, and whether an answer is what stops it. */
const NATURES = {
	verify: { began: 'received', endsBy: 'other' },
	supply: { began: 'start', endsBy: 'other' },
	first_answer: { began: 'forwarded', endsBy: 'answer' },
	complete: { began: 'forwarded', endsBy: 'answer' },
	reply: { began: 'start', endsBy: 'answer' },
	silence: { began: 'start', endsBy: 'other' },
	case: { began: 'received', endsBy: 'answer' },
	ppid: { began: 'received', endsBy: 'answer' },
	ppid_extension: { began: 'received', endsBy: 'answer' },
	ppid_objection: { began: 'start', endsBy: 'answer' },
} as const satisfies Record<Clock, ClockNature>;

/** The clock in words: what `readClock` found, said the way people read it. */
export function clockFace(shown: ShownClock, holder: Holder, speech: FaceSpeech): ClockFace {
	const { reading, stitches } = shown;
	const { clock } = speech.words;
	const { endsBy } = NATURES[shown.clock];
	return {
		state: reading.state,
		headline: clockHeadline(reading, clock, endsBy),
		stage: holder.stage ?? null,
		// Only a report's own page shows them; a list has dozens of clocks.
		get ends() {
			return endsOf(shown, speech);
		},
		due: { label: clock.dueBefore, date: reading.lastDay, text: day(reading.lastDay, speech, 'drop') },
		holderLabel: shown.endedAt ? clock.holderEnded[endsBy] : clock.holder,
		holder: holder.holder,
		holderKind: holder.holderKind ?? 'office',
		holderNote: holder.holderNote ?? null,
		stitches,
	};
}

type ClockWords = Words['clock'];

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
function endsOf(shown: ShownClock, speech: FaceSpeech): ClockEnd[] {
	const { reading, startedAt } = shown;
	const { clock } = speech.words;
	const start = dayEnd(clock[NATURES[shown.clock].began], startedAt, speech);
	const due = {
		label: reading.pausedDays > 0 || reading.state === 'paused' ? clock.moved : clock.due,
		date: reading.lastDay,
		text: day(reading.lastDay, speech, 'keep'),
	};
	const middle = middleOf(shown, speech);
	const isLate = reading.state === 'late' || reading.state === 'met_late';
	return isLate ? [start, due, middle] : [start, middle, due];
}

function middleOf({ clock: name, reading, endedAt }: ShownClock, speech: FaceSpeech): ClockEnd {
	const { clock } = speech.words;
	if (endedAt) return dayEnd(clock.endedOn[NATURES[name].endsBy], endedAt, speech);
	if (reading.pausedSince) return dayEnd(clock.pausedSince, reading.pausedSince, speech);
	const isLate = reading.state === 'late';
	return {
		label: clock.now,
		text: isLate ? clock.pastBy(reading.late) : clock.dayOf(reading.used, reading.termDays),
	};
}

function dayEnd(label: string, moment: Moment, speech: FaceSpeech): ClockEnd {
	const date = machineDate(moment, speech.zone).slice(0, 10) as LocalDate; // what it writes begins with one
	return { label, date, text: day(moment, speech, 'drop') };
}

function day(moment: Moment, { lang, zone }: FaceSpeech, year: 'keep' | 'drop'): string {
	return formatDate(moment, { lang, zone, year });
}
