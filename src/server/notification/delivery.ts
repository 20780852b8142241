import type { SendOutcome } from '../platform/mail.ts';

/** What became of a message that was taken in hand. */
export type Outcome =
	| SendOutcome
	/** It would reach staff outside office hours: not before `until`. */
	| { readonly kind: 'later'; readonly until: Date }
	/** Of a demonstration or to an address that exists nowhere: it never leaves. */
	| { readonly kind: 'held' };

/** The row of a message afterwards. */
export type Settlement = {
	readonly state: 'sent' | 'undeliverable' | 'dead' | 'held' | 'waiting';
	readonly retryAt: Date | null;
	/** Tries that count: only what was about the letter itself. */
	readonly attempts: number;
	readonly error: string | null;
	readonly providerId: string | null;
};

const MINUTE_MS = 60 * 1000;
const HOUR = 60;
/** Minutes before each further try: more than two days in all, so that a weekend without a mailbox loses nothing. */
const PAUSES = [1, 5, 15, 30, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, 12 * HOUR, 12 * HOUR];
/** A server that is away is asked again after so many minutes, as often as it takes. */
const AWAY_MINUTES = 5;

/** How long one worker may have a message in hand before another takes it over: longer than any sending takes. */
export const LEASE_MS = 10 * MINUTE_MS;

/** What an outcome means for the message; `attempts` counts the try that led to it. */
export function settle(outcome: Outcome, attempts: number, at: Date): Settlement {
	const none = { retryAt: null, attempts, error: null, providerId: null };
	switch (outcome.kind) {
		case 'sent':
			return { ...none, state: 'sent', providerId: outcome.providerId };
		case 'undeliverable':
			return { ...none, state: 'undeliverable', error: outcome.why };
		case 'held':
			return { ...none, state: 'held', attempts: attempts - 1 };
		case 'later':
			return { ...none, state: 'waiting', attempts: attempts - 1, retryAt: outcome.until };
		case 'away':
			return {
				...none,
				state: 'waiting',
				attempts: attempts - 1,
				retryAt: inMinutes(AWAY_MINUTES, at),
				error: outcome.why,
			};
		case 'deferred':
			return { ...none, ...afterFailure(attempts, at), error: outcome.why };
	}
}

function afterFailure(attempts: number, at: Date): Pick<Settlement, 'state' | 'retryAt'> {
	const pause = PAUSES[attempts - 1];
	return pause === undefined
		? { state: 'dead', retryAt: null }
		: { state: 'waiting', retryAt: inMinutes(pause, at) };
}

function inMinutes(minutes: number, at: Date): Date {
	return new Date(at.getTime() + minutes * MINUTE_MS);
}

/** Whether nobody can have this address: names reserved for examples (RFC 2606). */
export function isReserved(address: string): boolean {
	return /(\.|@)(example|invalid)$|@example\.(com|org|net)$/i.test(address);
}
