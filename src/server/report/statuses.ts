import type { Clock } from './clocks.ts';

/**
 * Where a report can stand (rules of record §3), whose turn it is there, and what they can do next.
 * *Late* and *raised* are badges computed from the clocks, not statuses; there is no "rejected".
 */
export const STATUSES = {
	draft: { owner: 'reporter', clock: null, open: false, ends: false },
	received: { owner: 'verifier', clock: 'verify', open: true, ends: false },
	awaiting_reporter: { owner: 'reporter', clock: 'supply', open: true, ends: false },
	forwarded: { owner: 'unit', clock: null, open: true, ends: false },
	in_progress: { owner: 'unit', clock: null, open: true, ends: false },
	answered: { owner: 'reporter', clock: 'silence', open: true, ends: false },
	closed: { owner: 'reporter', clock: null, open: false, ends: true },
	archived: { owner: 'reporter', clock: null, open: false, ends: true },
	merged: { owner: 'verifier', clock: null, open: false, ends: true },
	referred_out: { owner: 'other_body', clock: null, open: false, ends: true },
} as const satisfies Record<string, StatusRule>;

type StatusRule = {
	/** Whose turn it is. */
	readonly owner: 'reporter' | 'verifier' | 'unit' | 'other_body';
	/** The clock that starts on coming here and stops on leaving; the others are started by steps. */
	readonly clock: Clock | null;
	/** Clocks may run here. */
	readonly open: boolean;
	/** Nobody owes anything here unless somebody moves it again. */
	readonly ends: boolean;
};
export type Status = keyof typeof STATUSES;
export type Owner = (typeof STATUSES)[Status]['owner'];
export const STATUS_NAMES = Object.keys(STATUSES) as Status[];

/** Why a report may be archived, in codes the reporter reads as words. "Not ours" is not among them: that is referred out. */
export const ARCHIVE_REASONS = {
	too_general: { by: 'verifier' },
	not_public_service: { by: 'verifier' },
	in_court: { by: 'verifier' },
	already_answered: { by: 'verifier' },
	unlawful_content: { by: 'verifier' },
	test_message: { by: 'verifier' },
	not_supplied: { by: 'system' },
	withdrawn: { by: 'reporter' },
} as const satisfies Record<string, { readonly by: 'verifier' | 'system' | 'reporter' }>;
export type ArchiveReason = keyof typeof ARCHIVE_REASONS;

/** How a closed report was closed; the two are never counted together. */
export const OUTCOMES = ['confirmed', 'silent'] as const;
export type Outcome = (typeof OUTCOMES)[number];
