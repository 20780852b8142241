import { ok, type Result, refuse } from '../platform/result.ts';
import { PARTS, type Part } from './holdings.ts';

export const REQUEST_KINDS = ['access', 'erasure'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** Where a request can stand, and whether somebody still owes something. */
export const REQUEST_STATES = {
	received: { open: true },
	/** Decided; the job does it next. */
	granted: { open: true },
	/** Decided, and put off: a legal hold stands, or the report is still being handled. */
	held: { open: true },
	done: { open: false },
	refused: { open: false },
} as const satisfies Record<string, { readonly open: boolean }>;
export type RequestState = keyof typeof REQUEST_STATES;

/** Why a request may be refused, in codes that whoever asked reads as words. */
export const REFUSAL_REASONS = ['not_shown', 'legal_duty', 'public_interest', 'not_held'] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** Longest text of each field. */
export const LIMITS = { name: 120, reach: 254, words: 2000, reason: 2000, shownBy: 500 } as const;

export type RequestRefusal =
	| { readonly code: 'no_parts' }
	| { readonly code: 'name_missing' }
	| { readonly code: 'reach_missing' }
	| { readonly code: 'too_long'; readonly field: keyof typeof LIMITS; readonly most: number }
	| { readonly code: 'not_own_receipt' }
	| { readonly code: 'asked_already'; readonly number: string }
	/** So many requests at once are looked at one after the other; the office helps by telephone. */
	| { readonly code: 'busy' };

/** What somebody asks without a receipt. */
export type Asked = {
	readonly kind: string;
	readonly name: string;
	readonly reach: string;
	readonly code: string;
	readonly words: string;
	readonly parts: readonly string[];
};
export type Request = {
	readonly kind: RequestKind;
	readonly parts: readonly Part[];
	/** Sealed: nobody searches it. */
	readonly detail: Readonly<Record<'name' | 'reach' | 'code' | 'words', string>>;
};

/** A request from the form that needs no receipt, complete; or what is missing first. */
export function readRequest({ kind, parts, ...typed }: Asked): Result<Request, RequestRefusal> {
	const { name, reach, words } = typed;
	if (name.trim().length < 2) return refuse({ code: 'name_missing' });
	if (reach.trim().length < 5) return refuse({ code: 'reach_missing' });
	const long = tooLong({ name, reach, words });
	if (long) return refuse(long);
	const wanted = kind === 'access' ? [] : readParts(parts);
	if (kind !== 'access' && wanted.length === 0) return refuse({ code: 'no_parts' });
	return ok({ kind: kind === 'access' ? 'access' : 'erasure', parts: wanted, detail: typed });
}

/** The parts that were ticked; content stands for all. */
export function readParts(ticked: readonly string[]): readonly Part[] {
	return PARTS.filter((part) => ticked.includes(part));
}

export function tooLong(
	texts: Partial<Record<keyof typeof LIMITS, string>>,
): (RequestRefusal & { readonly code: 'too_long' }) | null {
	const fields = Object.keys(texts) as (keyof typeof LIMITS)[];
	const field = fields.find((name) => (texts[name] ?? '').length > LIMITS[name]);
	return field ? { code: 'too_long', field, most: LIMITS[field] } : null;
}

export type Answer = {
	readonly grant: boolean;
	readonly reasonCode: string;
	/** For whoever asked. */
	readonly reason: string;
	/** The report it is about, where the request itself does not say. */
	readonly reportId: string | null;
	/** How somebody without a receipt showed that the report is theirs. */
	readonly shownBy: string;
	readonly parts: readonly Part[];
};
export type DecideRefusal =
	| { readonly code: 'decided_already' }
	| { readonly code: 'reason_missing' }
	| { readonly code: 'reason_code_missing' }
	| { readonly code: 'code_missing' }
	| { readonly code: 'proof_missing' }
	| { readonly code: 'no_parts' }
	| { readonly code: 'answer_too_long'; readonly most: number };

type Decidable = {
	readonly kind: RequestKind;
	readonly road: 'receipt' | 'form';
	readonly state: RequestState;
};

/** Where a request stands after an officer's answer, or what the answer lacks. */
export function decideRequest(
	{ kind, road, state }: Decidable,
	answer: Answer,
): Result<RequestState, DecideRefusal> {
	if (state !== 'received') return refuse({ code: 'decided_already' });
	if (answer.reason.length > LIMITS.reason) return refuse({ code: 'answer_too_long', most: LIMITS.reason });
	if (answer.reason.trim().length < 10) return refuse({ code: 'reason_missing' });
	if (!answer.grant)
		return isReason(answer.reasonCode) ? ok('refused') : refuse({ code: 'reason_code_missing' });
	const lacks = lacking(kind, road, answer);
	if (lacks) return refuse(lacks);
	return ok(kind === 'access' ? 'done' : 'granted');
}

function lacking(kind: RequestKind, road: 'receipt' | 'form', answer: Answer): DecideRefusal | null {
	if (road === 'form' && answer.shownBy.trim().length < 5) return { code: 'proof_missing' };
	if (answer.shownBy.length > LIMITS.shownBy) return { code: 'answer_too_long', most: LIMITS.shownBy };
	if (kind === 'access') return null;
	if (!answer.reportId) return { code: 'code_missing' };
	return answer.parts.length === 0 ? { code: 'no_parts' } : null;
}

function isReason(code: string): boolean {
	return (REFUSAL_REASONS as readonly string[]).includes(code);
}

/** As it is spoken of: `PD-2026-7`. */
export function requestNumber(receivedYear: number, seq: number): string {
	return `PD-${receivedYear}-${seq}`;
}

export type Standing = {
	readonly held: boolean;
	/** The way has ended and no clock runs. */
	readonly ended: boolean;
	readonly parts: readonly Part[];
};

/** What the job may erase now of what was granted; what must wait, waits, and is hidden meanwhile where it can be. */
export function erasableNow({ held, ended, parts }: Standing): {
	readonly erase: readonly Part[];
	readonly hide: readonly Part[];
	readonly state: 'done' | 'held';
} {
	if (held) return { erase: [], hide: parts, state: 'held' };
	if (ended || !parts.includes('content')) return { erase: parts, hide: [], state: 'done' };
	return { erase: parts.filter((part) => part !== 'content'), hide: [], state: 'held' };
}
