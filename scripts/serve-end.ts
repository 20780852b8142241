/** How a start ends: what was opened is closed, last first, at a signal or when a part ends by itself; once. */
export type End = {
	/** To be closed at the end, before everything that was said earlier. */
	after(close: () => unknown): void;
	/** Ends now; with a reason it ends as a failure that names it. */
	now(why?: string): void;
};

export function anEnd(): End {
	const closers: (() => unknown)[] = [];
	let ending = false;
	const now = (why?: string) => {
		if (ending) return;
		ending = true;
		if (why) console.error(why);
		void closeAll(closers).then(() => process.exit(why ? 1 : 0));
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => now());
	return { after: (close) => closers.push(close), now };
}

/** One that fails to close keeps no other open. */
async function closeAll(closers: (() => unknown)[]): Promise<void> {
	for (let close = closers.pop(); close; close = closers.pop()) {
		try {
			await close();
		} catch (fault) {
			console.error(fault instanceof Error ? fault.message : fault);
		}
	}
}
