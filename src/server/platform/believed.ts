/**
 * Answers that are believed for a moment: whoever asks again within it is not told by the database but here, and many
 * who ask at once wait for one answer. Whoever changes what was answered calls `forget`; other processes see the change
 * when the moment is over.
 */
export class Believed<Answer> {
	readonly #answers = new Map<string, { readonly answer: Promise<Answer>; readonly until: number }>();
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
		if (known && known.until > now) return known.answer;
		const answer = read();
		const kept = { answer, until: now + this.#ms };
		answer.catch(() => this.#answers.get(key) === kept && this.#answers.delete(key));
		if (this.#answers.size >= this.#most) this.#answers.clear();
		this.#answers.set(key, kept);
		return answer;
	}

	/** What is still being read is not believed either: it may be of before. */
	forget(): void {
		this.#answers.clear();
	}
}

/**
 * For what every page of an officer asks: well within the five seconds after which a suspended person must be out in
 * every process.
 */
export const SHORTLY = { ms: 2000, most: 5000 };
