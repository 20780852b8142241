import {
	type Actor,
	type AgencyId,
	type CategoryId,
	can,
	type PersonId,
	type ReportId,
	type Subject,
	type UnitId,
} from '../access/policy.ts';
import { type Clock, CONFIDENTIALITIES, type Confidentiality, type Kind } from './clocks.ts';
import { isWhole, type Ppid, type PpidDecision, type PpidRequest } from './ppid.ts';
import { ARCHIVE_REASONS, type ArchiveReason, type Status } from './statuses.ts';

/** What a whole answer says (rules of record; lessons: "handled" is not an answer). Words for the reporter. */
export type AnswerParts = {
	readonly found: string;
	readonly done: string;
	readonly who: string;
	/** The local day it was done. */
	readonly when: string;
	readonly evidence: string;
};

/** As much of a report as deciding a step needs. */
export type Movable = Subject & {
	readonly status: Status;
	readonly kind: Kind;
	readonly confidentiality: Confidentiality;
	/** Where it goes on after the reporter supplied details, or after a merge is undone. */
	readonly resumeTo: Status | null;
	/** How often a unit returned it as not theirs. */
	readonly hops: number;
	/** How often the reporter was asked, by whomever. */
	readonly asks: number;
	readonly archivedFor: ArchiveReason | null;
	/** The last instant for reopening, objecting or undoing a merge; null while it is open. */
	readonly mayReturnUntil: Date | null;
	/** Some clock is overrun at the moment of deciding. */
	readonly overrun: boolean;
	readonly unitNeedsApproval: boolean;
	/** Who proposed the answer that waits for a superior; null when none waits. */
	readonly answerProposedBy: PersonId | null;
	/** A changed kind that waits for the coordinator. */
	readonly kindWaits: boolean;
	/** Where it stands as a request for public information. */
	readonly ppid: Ppid;
};

/** Numbers of the agency's term book that decide steps; rows with a source, never literals here. */
export type Limits = { readonly asks: number; readonly hopsBeforeCoordinator: number };

/** Everything a step may carry; which of it must be there, the step's `needs` say. */
export type StepInput = {
	readonly words: string;
	readonly targetUnitId?: UnitId | undefined;
	readonly reasonCode?: string | undefined;
	readonly parts?: AnswerParts | undefined;
	/** A local day by which more will be done. */
	readonly promise?: string | undefined;
	readonly rating?: number | undefined;
	readonly otherBody?: { readonly name: string; readonly how: string } | undefined;
	readonly other?:
		| { readonly id: ReportId; readonly code: string; readonly status: Status; readonly agencyId: AgencyId }
		| undefined;
	readonly kind?: Kind | undefined;
	readonly confidentiality?: Confidentiality | undefined;
	/** The receipt was typed again just now: the cookie alone is not enough. */
	readonly receiptAgain?: boolean | undefined;
	/** The redacted copy the public will read. */
	readonly publicCopy?: { readonly title: string; readonly body: string; readonly place: string } | undefined;
	/** What the handling unit reads of a report whose reporter is not named to it. */
	readonly handlingCopy?:
		| { readonly title: string; readonly body: string; readonly place: string }
		| undefined;
	/** Of a climb: how high, and for which clock. */
	readonly rung?: 'head' | 'leader' | 'ombudsman' | undefined;
	readonly clock?: Clock | undefined;
	/** Of a conversion: what is asked for. */
	readonly request?: PpidRequest | undefined;
	/** What the information officer, or their superior, decides. */
	readonly decision?: PpidDecision | undefined;
	/** Of a takeover: who verifies from now on, when that changes. */
	readonly verifierUnitId?: UnitId | undefined;
	/** Category the verifier found. */
	readonly categoryId?: CategoryId | undefined;
};

export type Moment = {
	readonly actor: Actor;
	readonly at: Date;
	readonly today: string;
	readonly limits: Limits;
};

/** What was missing, by the name of the need. */
export type NeedRefusal = { readonly code: Need };

type Check = (report: Movable, input: StepInput, moment: Moment) => boolean;

const long = (text: string | undefined, least: number) => (text ?? '').trim().length >= least;
const rank = (confidentiality: Confidentiality) => CONFIDENTIALITIES.indexOf(confidentiality);

/** What a step may need besides status and right: true when it is there. One line a lawyer can read aloud. */
export const NEEDS = {
	target_unit: (report, { targetUnitId }) =>
		targetUnitId !== undefined && targetUnitId !== report.aboutUnitId,
	heir: (_, { targetUnitId, verifierUnitId }) => targetUnitId !== undefined || verifierUnitId !== undefined,
	coordinator_after_hops: (report, _, { actor, limits }) =>
		report.hops < limits.hopsBeforeCoordinator || can(actor, 'coordinate', report),
	asks_left: (report, _, { limits }) => report.asks < limits.asks,
	other_body: (_, { otherBody }) => long(otherBody?.name, 3) && long(otherBody?.how, 10),
	archive_reason: (_, { reasonCode }) =>
		reasonCode !== undefined &&
		Object.hasOwn(ARCHIVE_REASONS, reasonCode) &&
		ARCHIVE_REASONS[reasonCode as ArchiveReason].by === 'verifier',
	answer_parts: (_, { parts }, { today }) =>
		long(parts?.done, 20) && long(parts?.who, 3) && long(parts?.evidence, 3) && isPast(parts?.when, today),
	promise_ahead: (_, { promise }, { today }) => promise === undefined || promise >= today,
	approval_needed: (report) => report.unitNeedsApproval && report.answerProposedBy === null,
	no_approval_needed: (report, _, { actor }) => !report.unitNeedsApproval || can(actor, 'approve', report),
	answer_waits: (report) => report.answerProposedBy !== null,
	not_own_answer: (report, _, { actor }) => report.answerProposedBy !== actor.personId,
	rating: (_, { rating }) => rating !== undefined && Number.isInteger(rating) && rating >= 1 && rating <= 5,
	reopen_window: (report, _, { at }) => report.mayReturnUntil !== null && at < report.mayReturnUntil,
	unmerge_window: (report, _, { at }) => report.mayReturnUntil !== null && at < report.mayReturnUntil,
	withdrawn: (report) => report.archivedFor === 'withdrawn',
	not_withdrawn: (report) => report.archivedFor !== 'withdrawn',
	receipt_again: (_, { receiptAgain }) => receiptAgain === true,
	other_report: (report, { other }) =>
		other !== undefined &&
		other.id !== report.id &&
		other.agencyId === report.agencyId &&
		['received', 'awaiting_reporter', 'forwarded', 'in_progress'].includes(other.status),
	higher_confidentiality: (report, { confidentiality }) =>
		confidentiality !== undefined && rank(confidentiality) > rank(report.confidentiality),
	lower_confidentiality: (report, { confidentiality }) =>
		confidentiality !== undefined &&
		rank(confidentiality) < rank(report.confidentiality) &&
		report.kind !== 'supervisory_complaint',
	other_kind: (report, { kind }) => kind !== undefined && kind !== report.kind,
	kind_waits: (report) => report.kindWaits,
	publishable: (report, { publicCopy }) =>
		report.confidentiality !== 'confidential' &&
		report.kind !== 'supervisory_complaint' &&
		long(publicCopy?.title, 5) &&
		long(publicCopy?.body, 20),
	overrun: (report) => report.overrun,
	// A request for public information goes the way of its own law until it is decided for good.
	no_ppid: ({ ppid }) => ppid.stage === 'none' || ppid.stage === 'final',
	// The law wants the applicant's name: who asked without one agrees by lowering the secrecy themselves.
	convertible: ({ ppid, kind, kindWaits, confidentiality }) =>
		ppid.stage === 'none' && kind === 'information_request' && !kindWaits && confidentiality === 'open',
	ppid_request: (_, { request }) => long(request?.asked, 10) && long(request?.purpose, 5),
	ppid_extendable: ({ ppid }) => ppid.mayExtend,
	ppid_open: ({ ppid }) => ppid.stage === 'open',
	ppid_decision: (_, { decision }) => decision !== undefined && isWhole(decision),
	ppid_objectable: ({ ppid }) => ppid.mayObject,
	ppid_objected: ({ ppid }) => ppid.stage === 'objected',
} as const satisfies Record<string, Check>;
export type Need = keyof typeof NEEDS;

function isPast(day: string | undefined, today: string): boolean {
	return day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) && day <= today;
}
