import type { CountedDays } from '../id/clock.ts';
import type { Words } from '../id.ts';

function days(n: number, counted: CountedDays): string {
	const unit = n === 1 ? 'day' : 'days';
	return counted === 'working' ? `${n} working ${unit}` : `${n} ${unit}`;
}

export const clock = {
	label: 'Clock of this report',
	labelOf: (name) => `Clock: ${name}`,
	days,
	left: (n, counted) => `${days(n, counted)} left`,
	today: 'Due today',
	late: (n, counted) => `${days(n, counted)} late`,
	lateResting: 'The deadline has passed',
	paused: 'Clock stopped: waiting for the reporter',
	done: (n, counted) => `Answered in ${days(n, counted)}`,
	doneToday: 'Answered on the same day',
	doneLate: (n, counted) => `Answered, ${days(n, counted)} late`,
	doneLateResting: 'Answered after the deadline',
	met: (n, counted) => `Done in ${days(n, counted)}`,
	metToday: 'Done on the same day',
	metLate: (n, counted) => `Done, ${days(n, counted)} late`,
	metLateResting: 'Done after the deadline',
	holder: 'Now with',
	holderShort: 'With',
	holderEnded: { answer: 'Answered by', other: 'Done by' },
	holderSince: (n, counted) => `for ${days(n, counted)}`,
	you: 'you',
	start: 'Started',
	received: 'Received',
	forwarded: 'Forwarded',
	pausedSince: 'Stopped since',
	endedOn: { answer: 'Answered', other: 'Done' },
	now: 'Today',
	dayOf: (used, term) => `day ${used} of ${term}`,
	pastBy: (n) => `${n} past`,
	due: 'Due',
	dueBefore: 'due',
	moved: 'Deadline moved',
	stage: (name, n, of) => `${name} · stage ${n} of ${of}`,
	gap: (working, off) => {
		if (working === 0 && off === 0) return 'the same day';
		const resting = off === 1 ? '1 day off' : `${off} days off`;
		if (off === 0) return days(working, 'working');
		return working === 0 ? resting : `${days(working, 'working')}, ${resting}`;
	},
	legend: 'How to read the clock',
	legendUsed: 'working day used',
	legendToday: 'today',
	legendLeft: 'working day left',
	legendOff: 'day off, not counted',
	legendPaused: 'stopped, not counted',
	legendDeadline: 'deadline',
	legendLate: 'late',
	legendAnswered: 'answered',
	explain: 'How to read the clock, and what happens when it is late',
	names: {
		verify: 'Checking',
		supply: 'Details from the reporter',
		first_answer: 'First answer',
		complete: 'Full answer',
		reply: 'New answer',
		silence: 'The reporter’s reply',
		case: 'The whole case',
		ppid: 'Decision on information',
		ppid_extension: 'Decision on information, extended',
		ppid_objection: 'Objection about information',
	},
} satisfies Words['clock'];
