import { addWorkingDays, endOf, localDate, type WorkCalendar } from '../deadline/calendar.ts';
import type { Term } from '../deadline/term.ts';
import type { ClockRow } from './clock-effects.ts';
import type { Clock } from './clocks.ts';

/** Who asks for public information; the register of the law keeps the kinds apart. */
export const APPLICANTS = ['person', 'group', 'legal_entity'] as const;
export type Applicant = (typeof APPLICANTS)[number];

/** How the applicant wants to have it. */
export const DELIVERIES = ['look', 'copy', 'file'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** What the information officer decides. */
export const PPID_OUTCOMES = ['given', 'partly', 'refused'] as const;
export type PpidOutcome = (typeof PPID_OUTCOMES)[number];

/** Why information may be kept back; nothing else is a reason. The letter is that of the article. */
export const PPID_REASONS = {
	law_enforcement: { letter: 'a', source: 'UU 14/2008 ps. 17' },
	fair_competition: { letter: 'b', source: 'UU 14/2008 ps. 17' },
	defence: { letter: 'c', source: 'UU 14/2008 ps. 17' },
	natural_wealth: { letter: 'd', source: 'UU 14/2008 ps. 17' },
	economy: { letter: 'e', source: 'UU 14/2008 ps. 17' },
	foreign_relations: { letter: 'f', source: 'UU 14/2008 ps. 17' },
	private_deed: { letter: 'g', source: 'UU 14/2008 ps. 17' },
	personal_secret: { letter: 'h', source: 'UU 14/2008 ps. 17' },
	confidential_memo: { letter: 'i', source: 'UU 14/2008 ps. 17' },
	other_law: { letter: 'j', source: 'UU 14/2008 ps. 17' },
	not_held: { letter: 'e', source: 'UU 14/2008 ps. 6' },
} as const satisfies Record<string, { readonly letter: string; readonly source: string }>;
export type PpidReason = keyof typeof PPID_REASONS;
export const PPID_REASON_NAMES = Object.keys(PPID_REASONS) as PpidReason[];

/** What is asked for, as the register keeps it. */
export type PpidRequest = {
	readonly applicant: Applicant;
	readonly asked: string;
	readonly purpose: string;
	readonly delivery: Delivery;
};

/** What was decided; a reason exactly when something is kept back. Cost in whole rupiah, of copying only. */
export type PpidDecision = {
	readonly outcome: PpidOutcome;
	readonly reason: PpidReason | null;
	readonly cost: number;
};

/** The dearest copy that can be entered; more is a typing error. */
export const MOST_COST = 100_000_000;

export function isWhole(decision: PpidDecision): boolean {
	const isReasoned = (decision.outcome === 'given') === (decision.reason === null);
	return isReasoned && Number.isInteger(decision.cost) && decision.cost >= 0 && decision.cost <= MOST_COST;
}

/** Where a request for public information stands, read from its clocks alone. */
export type Ppid = {
	/** `open`: a decision is owed; `objected`: the superior's is; `final`: the superior has decided. */
	readonly stage: 'none' | 'open' | 'decided' | 'objected' | 'final';
	/** The first term still runs, and was not extended. */
	readonly mayExtend: boolean;
	/** The applicant may object: to what was decided, or because nothing was in time. */
	readonly mayObject: boolean;
	/** The first instant at which it is too late to object to the decision; null before there is one. */
	readonly mayObjectUntil: Date | null;
};

/** Whether the report was ever converted. */
export function isPpid({ clocks }: { readonly clocks: readonly ClockRow[] }): boolean {
	return clocks.some(({ clock }) => clock === 'ppid');
}

type Ground = { readonly at: Date; readonly objectWithin: Term; readonly calendar: WorkCalendar };

const OWED: readonly Clock[] = ['ppid', 'ppid_extension'];

export function ppidOf(clocks: readonly ClockRow[], ground: Ground): Ppid {
	const owed = clocks.filter(({ clock }) => OWED.includes(clock));
	const open = owed.find(({ endedAt }) => !endedAt);
	const stage = stageOf(clocks, owed.length > 0, open !== undefined);
	const decidedAt = stage === 'decided' ? latest(owed) : null;
	const mayObjectUntil = decidedAt && objectionEnds(decidedAt, ground);
	const isLate = stage === 'open' && open !== undefined && open.lateFrom <= ground.at;
	return {
		stage,
		mayExtend: stage === 'open' && open?.clock === 'ppid' && !isLate,
		mayObject: isLate || (mayObjectUntil !== null && ground.at < mayObjectUntil),
		mayObjectUntil,
	};
}

function stageOf(clocks: readonly ClockRow[], isPpid: boolean, isOpen: boolean): Ppid['stage'] {
	if (!isPpid) return 'none';
	const objection = clocks.find(({ clock }) => clock === 'ppid_objection');
	if (objection) return objection.endedAt ? 'final' : 'objected';
	return isOpen ? 'open' : 'decided';
}

function latest(rows: readonly ClockRow[]): Date | null {
	const ends = rows.flatMap(({ endedAt }) => (endedAt ? [endedAt.getTime()] : []));
	return ends.length > 0 ? new Date(Math.max(...ends)) : null;
}

function objectionEnds(decidedAt: Date, { objectWithin, calendar }: Ground): Date {
	return endOf(addWorkingDays(localDate(decidedAt, calendar), objectWithin.days, calendar), calendar);
}
