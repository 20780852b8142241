type Kept<Answer> = {
	readonly answer: Promise<Answer>;
	readonly until: number;
	/** Whether somebody is asking anew while the others still go by it. */
	isRenewed: boolean;
};

/**
 * Answers that are believed for a moment: whoever asks again within it is not told by the database but here, and many
 * who ask at once wait for one answer. Up to as long again the old one still goes, while it is asked anew. Whoever
 * changes what was answered calls `forget`; other processes see the change when that time is over.
 */
export class Believed<Answer> {
	readonly #answers = new Map<string, Kept<Answer>>();
	readonly #ms: number;
	readonly #most: number;

	/** `most`: who asks under invented names fills no memory with them. */
	constructor({ ms, most }: { readonly ms: number; readonly most: number }) {
		this.#ms = ms;
		this.#most = most;
	}

	ask(key: string, read: () => Promise<Answer>): Promise<Answer> {
		const now = performance.now();
		const known = this.#answers.get(key);
		if (!known || known.until + this.#ms <= now) return this.#believe(key, read(), now);
		if (known.until <= now && !known.isRenewed) this.#renew(key, known, read());
		return known.answer;
	}

	/** What is still being read is not believed either: it may be of before. */
	forget(): void {
		this.#answers.clear();
	}

	#believe(key: string, answer: Promise<Answer>, now: number): Promise<Answer> {
		const kept = { answer, until: now + this.#ms, isRenewed: false };
		answer.catch(() => this.#answers.get(key) === kept && this.#answers.delete(key));
		if (this.#answers.size >= this.#most) this.#answers.clear();
		this.#answers.set(key, kept);
		return answer;
	}

	#renew(key: string, known: Kept<Answer>, answer: Promise<Answer>): void {
		known.isRenewed = true;
		const since = performance.now();
		const isStillKnown = () => this.#answers.get(key) === known;
		answer.then(
			() => void (isStillKnown() && this.#believe(key, answer, since)),
			() => void (isStillKnown() && this.#answers.delete(key)),
		);
	}
}

/**
 * For what every page of an officer asks: twice this is well within the five seconds after which a suspended person
 * must be out in every process.
 */
export const SHORTLY = { ms: 2000, most: 5000 };
