import type { Outcome, Status } from '#server/report/statuses.ts';
import type { Words } from '#text/words.ts';
import type { IconName } from './icons.ts';

/** What a report's standing looks like. *Overdue* and *raised* are badges computed from its clocks. */
export type StatusSign = Status | 'overdue' | 'raised';

const ICON_OF = {
	draft: 'pen',
	received: 'pen',
	awaiting_reporter: 'pause',
	forwarded: 'onward',
	in_progress: 'repeat',
	answered: 'message',
	closed: 'check',
	archived: 'cross',
	merged: 'same',
	referred_out: 'onward',
	overdue: 'warning',
	raised: 'up',
} as const satisfies Record<StatusSign, IconName>;

export type StatusDetails = {
	/** A verifier has opened it: *received* then reads *being checked*. */
	readonly checked?: boolean;
	/** How it was closed; the silent close never reads as resolved. */
	readonly outcome?: Outcome | null;
	/** The body it was referred to, or whom it was raised to. */
	readonly to?: string | null;
};

export type StatusFace = { readonly look: string; readonly icon: IconName; readonly word: string };

/** Icon, word and colour of a status. */
export function statusFace(sign: StatusSign, details: StatusDetails, labels: Words['labels']): StatusFace {
	const plain = { look: sign, icon: ICON_OF[sign] };
	switch (sign) {
		case 'overdue':
			return { ...plain, word: labels.overdue };
		case 'raised':
			return { ...plain, word: labels.raisedTo(details.to ?? '') };
		default:
			return special(sign, details, labels) ?? { ...plain, word: labels.status[sign] };
	}
}

/** Statuses that read differently once more is known. */
function special(
	status: Status,
	{ checked, outcome, to }: StatusDetails,
	labels: Words['labels'],
): StatusFace | undefined {
	if (status === 'received' && checked) return { look: 'verifying', icon: 'eye', word: labels.verifying };
	if (status === 'closed' && outcome === 'silent')
		return { look: 'closed_silent', icon: 'pause', word: labels.closedSilent };
	if (status === 'referred_out' && to)
		return { look: status, icon: ICON_OF[status], word: labels.referredTo(to) };
}
