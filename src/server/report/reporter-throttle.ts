/**
 * How guessing receipts is slowed. A receipt has 85 random bits: no guessing finds one, so nobody is ever refused for
 * what a neighbour does. Each wrong receipt from a network makes the next look there a little slower, up to a wait that
 * somebody who types a right one hardly notices.
 */
const FREE = 20;
const STEP_MS = 50;
const MOST_MS = 3000;
/** Wrong receipts of a network are forgotten one by one. */
const FORGOTTEN_AFTER_MS = 30_000;
const ALARM_AT = 200;
const MOST_NETWORKS = 10_000;

type Bucket = { readonly wrong: number; readonly at: number };

/** Remembers wrong receipts by network, in this process only and never on disk. */
export class ReceiptThrottle {
	readonly #networks = new Map<string, Bucket>();

	/** How long to wait before looking, in milliseconds. */
	waitFor(network: string, now: Date): number {
		const over = this.#wrongOf(network, now.getTime()) - FREE;
		return Math.min(MOST_MS, Math.max(0, over) * STEP_MS);
	}

	/** Notes a wrong receipt; `alarm` the moment it is no longer somebody mistyping. */
	noteWrong(network: string, now: Date): 'quiet' | 'alarm' {
		const wrong = this.#wrongOf(network, now.getTime()) + 1;
		if (this.#networks.size >= MOST_NETWORKS) this.#networks.clear();
		this.#networks.set(network, { wrong, at: now.getTime() });
		return Math.floor(wrong) === ALARM_AT ? 'alarm' : 'quiet';
	}

	#wrongOf(network: string, now: number): number {
		const bucket = this.#networks.get(network);
		return bucket ? Math.max(0, bucket.wrong - (now - bucket.at) / FORGOTTEN_AFTER_MS) : 0;
	}
}
