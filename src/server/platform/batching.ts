type Waiting<In, Out> = {
	readonly item: In;
	readonly done: (answer: Out) => void;
	readonly failed: (fault: unknown) => void;
};

/**
 * Turns a function of many into a function of one: calls that arrive while earlier ones are being answered are
 * answered together, at most `most` at a time and `lanes` such groups at once. Nobody waits for company: an idle
 * lane starts at the end of the present turn of the event loop.
 *
 * A group that fails is tried again one by one, so `run` must leave nothing behind when it throws.
 */
export function batched<In, Out>(
	run: (items: readonly In[]) => Promise<readonly Out[]>,
	{ most, lanes }: { readonly most: number; readonly lanes: number },
): (item: In) => Promise<Out> {
	const queue: Waiting<In, Out>[] = [];
	let running = 0;

	async function lane(): Promise<void> {
		while (queue.length > 0) await answer(queue.splice(0, most));
		running -= 1;
	}

	async function answer(group: readonly Waiting<In, Out>[]): Promise<void> {
		try {
			const answers = await run(group.map(({ item }) => item));
			for (const [at, { done }] of group.entries()) done(answers[at] as Out); // one for each, in order
		} catch (fault) {
			await oneByOne(group, fault);
		}
	}

	async function oneByOne(group: readonly Waiting<In, Out>[], fault: unknown): Promise<void> {
		if (group.length === 1) group[0]?.failed(fault);
		else for (const one of group) await answer([one]);
	}

	return (item) =>
		new Promise((done, failed) => {
			queue.push({ item, done, failed });
			if (running === lanes) return;
			running += 1;
			setImmediate(lane);
		});
}
