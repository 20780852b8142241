import type { Actor, ReportId } from '../access/policy.ts';
import { calendarOf, type Directory } from '../agency/directory.ts';
import { addCalendarDays, endOf, type LocalDate, localDate, startOf } from '../deadline/calendar.ts';
import { asSystem, type Tx } from '../platform/db.ts';
import { type Result, refuse } from '../platform/result.ts';
import { type ClockRow, clocksAfter, clocksOfKind, dueAt } from './clock-effects.ts';
import { newStep } from './evidence-commands.ts';
import { allOf, filesOf, keepFiles, type NewFile, refreshPublicPhotos } from './file-queries.ts';
import type { Moment, Movable, StepInput } from './guards.ts';
import { decideStep, type StepRefusal, type StepTaken } from './lifecycle.ts';
import { tellOf } from './messages-queries.ts';
import { bookPinned } from './pinned-book.ts';
import { ppidOf } from './ppid.ts';
import { keepPpid } from './ppid-queries.ts';
import { refreshPublication } from './publication-queries.ts';
import { findForStep, type Loaded, lockBoth, type Standing } from './queries.ts';
import { promiseAfter, standingAfter, voidsProposal } from './standing.ts';
import { STATUSES } from './statuses.ts';
import {
	addStep,
	dropIdentity,
	releaseHandlingCopy,
	saveClocks,
	savePendingAnswer,
	saveStanding,
	takePendingAnswer,
} from './step-queries.ts';
import type { StepName } from './steps.ts';

export type TakeStepRefusal =
	| StepRefusal
	| { readonly code: 'report_not_found' }
	| { readonly code: 'version_conflict' };

export type TakeStep = {
	readonly id: ReportId;
	readonly step: StepName;
	readonly input: StepInput;
	readonly actor: Actor;
	/** Initials of the officer, for the trail; null for a reporter and the system. */
	readonly initials: string | null;
	readonly at: Date;
	readonly directory: Directory;
	/** The version the person was looking at: somebody else's change in between is refused, not overwritten. Null: whatever it is. */
	readonly version: number | null;
	/** Stored already, and forgotten by the caller when the step is refused. */
	readonly files?: readonly NewFile[];
};

/** The one way a report moves: load, decide, store, tell. All in the caller's transaction. */
export async function takeStep(tx: Tx, asked: TakeStep): Promise<Result<StepTaken, TakeStepRefusal>> {
	const request = await withOtherLocked(tx, asked);
	const report = await findForStep(tx, request.id);
	if (!report) return refuse({ code: 'report_not_found' });
	if (request.version !== null && request.version !== report.version)
		return refuse({ code: 'version_conflict' });

	const moment = momentOf(report, request);
	const decision = decideStep(
		movable(report, request.directory, request.at),
		request.step,
		request.input,
		moment,
	);
	if (!decision.ok) return decision;

	await asSystem(tx, request.actor.role, () => store(tx, report, request, decision.value));
	return decision;
}

/** A merge looks at its target as it stands now, and keeps both from being moved: of two opposite merges one wins. */
async function withOtherLocked(tx: Tx, request: TakeStep): Promise<TakeStep> {
	const { id, step, input } = request;
	if (step !== 'merge' || !input.other) return request;
	await lockBoth(tx, id, input.other.id);
	const other = await findForStep(tx, input.other.id);
	return { ...request, input: { ...input, other } };
}

/** What the rules look at when they decide about `report`. */
export function movable(report: Loaded, directory: Directory, at: Date): Movable {
	const unit = report.unitId ? directory.units.get(report.unitId) : undefined;
	return {
		...report,
		mayReturnUntil: mayReturnUntil(report, directory),
		overrun: report.clocks.some(({ endedAt, lateFrom }) => !endedAt && lateFrom <= at),
		unitNeedsApproval: unit?.answerNeedsApproval ?? false,
		kindWaits: report.kindBefore !== null,
		ppid: ppidOf(report.clocks, {
			at,
			objectWithin: bookPinned(directory, report).rules.ppid.objectWithin,
			calendar: calendarOf(directory, report.unitId),
		}),
	};
}

export function momentOf(
	report: Standing,
	{ actor, at, directory }: Pick<TakeStep, 'actor' | 'at' | 'directory'>,
): Moment {
	const { rules } = bookPinned(directory, report);
	return {
		actor,
		at,
		today: localDate(at, directory.calendar),
		limits: { asks: rules.askLimit, hopsBeforeCoordinator: rules.hopsBeforeCoordinator },
	};
}

function mayReturnUntil(report: Standing, directory: Directory): Date | null {
	if (!report.endedAt) return null;
	const days = bookPinned(directory, report).rules.reopenDays;
	return endOf(addCalendarDays(localDate(report.endedAt, directory.calendar), days), directory.calendar);
}

async function store(tx: Tx, report: Loaded, request: TakeStep, decided: StepTaken): Promise<void> {
	const input = await inputInForce(tx, report, request);
	const taken = { ...decided, words: input.words.trim() || null };
	const after = standingAfter(report, input, taken);
	const clocks = clocksOf(report, after, { request, taken, input });
	const calendar = calendarOf(request.directory, after.unitId);
	const promiseUntil = promiseAfter(report, taken, input, calendar);
	const standing = { ...after, dueAt: dueAt(clocks), promiseUntil };

	await saveStanding(tx, standing);
	await saveClocks(tx, report, clocks);
	const files = await filesOf(tx, report.id, request);
	const step = newStep(report, standing, { request, taken, input }, allOf(files));
	await addStep(tx, standing, step);
	await keepFiles(tx, { seq: step.seq, report, role: request.actor.role, at: request.at }, files);
	if (voidsProposal(report, standing)) await takePendingAnswer(tx, report.id);
	await besides(tx, standing, request);
	await refreshPublication(tx, standing, {
		directory: request.directory,
		at: request.at,
		copy: request.input.publicCopy ?? null,
	});
	if (allOf(files).length > 0) await refreshPublicPhotos(tx, report.id);
	await tellOf(tx, standing, {
		step: taken.step,
		seq: step.seq,
		at: request.at,
		directory: request.directory,
	});
}

/** An approval speaks with the words that were proposed. */
async function inputInForce(tx: Tx, report: Loaded, { step, input }: TakeStep): Promise<StepInput> {
	if (step === 'send_back') await takePendingAnswer(tx, report.id);
	if (step !== 'approve_answer') return input;
	return (await takePendingAnswer(tx, report.id)) as StepInput;
}

export type Taking = { readonly request: TakeStep; readonly taken: StepTaken; readonly input: StepInput };

function clocksOf(before: Loaded, after: Standing, { request, taken, input }: Taking): ClockRow[] {
	const { directory } = request;
	const owner = STATUSES[after.status].owner === 'verifier' ? after.verifierUnitId : after.unitId;
	const calendar = calendarOf(directory, owner);
	const ground = {
		agencyId: after.agencyId,
		kind: after.kind,
		unitId: owner ?? after.verifierUnitId,
		book: bookPinned(directory, after),
		calendar,
		promisedFor: input.promise ? startOf(input.promise as LocalDate, calendar) : null,
		receivedAt: after.receivedAt,
		overrun: input.clock,
	};
	const clocks = clocksAfter(before.clocks, taken, ground);
	if (taken.step === 'change_kind') return clocksOfKind(clocks, ground, 'stricter');
	return taken.step === 'approve_kind' ? clocksOfKind(clocks, ground, 'new') : clocks;
}

/** What single steps store besides: a proposed answer, a released copy, an identity dropped. */
async function besides(
	tx: Tx,
	standing: Standing,
	{ step, input, actor, at, directory }: TakeStep,
): Promise<void> {
	if (step === 'propose_answer' && actor.personId)
		await savePendingAnswer(tx, standing, actor.personId, { at, input });
	if (step === 'withdraw') await dropIdentity(tx, standing.id);
	await keepPpid(tx, standing, { step, input, at, year: yearOf(at, directory) });
	if (input.handlingCopy)
		await releaseHandlingCopy(tx, standing, { ...input.handlingCopy, by: actor.personId, at });
}

/** The year a register counts in: that of the office's own date. */
function yearOf(at: Date, { calendar }: Directory): number {
	return Number(localDate(at, calendar).slice(0, 4));
}
