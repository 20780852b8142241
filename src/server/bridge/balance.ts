import type { LocalDate } from '../deadline/calendar.ts';
import type { Entry } from './list.ts';
import { STANDS, type Stands } from './stands.ts';

/** A report of ours that carries a national number. */
export type OurEntry = Entry & { readonly code: string };

/** Received on a day, and where those reports stand now: the parts always add up to the whole. */
export type Counts = Readonly<Record<Stands, number>> & { readonly received: number };

export type BalancedDay = {
	readonly day: LocalDate;
	readonly ours: Counts;
	readonly theirs: Counts;
	readonly isEven: boolean;
};

/** What differs between the two systems about one report. */
export type Difference = {
	readonly sp4nId: string;
	readonly is: 'missing_here' | 'missing_there' | 'other_day' | 'other_stands';
	readonly code: string | null;
	readonly ours: Entry | null;
	readonly theirs: Entry | null;
};

export type Balance = {
	readonly days: readonly BalancedDay[];
	readonly ours: Counts;
	readonly theirs: Counts;
	readonly differences: readonly Difference[];
};

/** Ours against theirs, day by day, and every report they do not agree on. */
export function balanceOf(ours: readonly OurEntry[], theirs: readonly Entry[]): Balance {
	const days = [...new Set([...ours, ...theirs].map(({ receivedOn }) => receivedOn))].sort();
	return {
		days: days.map((day) => balancedDay(day, ours, theirs)),
		ours: countsOf(ours),
		theirs: countsOf(theirs),
		differences: differencesOf(ours, theirs),
	};
}

function balancedDay(day: LocalDate, ours: readonly Entry[], theirs: readonly Entry[]): BalancedDay {
	const of = (entries: readonly Entry[]) => countsOf(entries.filter(({ receivedOn }) => receivedOn === day));
	const [one, other] = [of(ours), of(theirs)];
	return { day, ours: one, theirs: other, isEven: STANDS.every((stands) => one[stands] === other[stands]) };
}

function countsOf(entries: readonly Entry[]): Counts {
	const count = (wanted: Stands) => entries.filter(({ stands }) => stands === wanted).length;
	return {
		received: entries.length,
		open: count('open'),
		closed: count('closed'),
		referred: count('referred'),
		merged: count('merged'),
	};
}

function differencesOf(ours: readonly OurEntry[], theirs: readonly Entry[]): Difference[] {
	const here = new Map(ours.map((entry) => [entry.sp4nId, entry]));
	const there = new Map(theirs.map((entry) => [entry.sp4nId, entry]));
	const numbers = [...new Set([...here.keys(), ...there.keys()])].sort();
	return numbers.flatMap((sp4nId) => {
		const [our, their] = [here.get(sp4nId) ?? null, there.get(sp4nId) ?? null];
		const is = differenceOf(our, their);
		return is ? [{ sp4nId, is, code: our?.code ?? null, ours: our, theirs: their }] : [];
	});
}

function differenceOf(ours: Entry | null, theirs: Entry | null): Difference['is'] | null {
	if (!ours) return 'missing_here';
	if (!theirs) return 'missing_there';
	if (ours.receivedOn !== theirs.receivedOn) return 'other_day';
	return ours.stands === theirs.stands ? null : 'other_stands';
}
