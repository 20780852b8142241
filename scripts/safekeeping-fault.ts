/** Runs what an administrator asked for; what goes wrong is said in one sentence, and the exit code is 1. */
export async function told(work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (fault) {
		console.error(fault instanceof Error ? fault.message : String(fault));
		process.exitCode = 1;
	}
}
