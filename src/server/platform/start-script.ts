/** Calls `stop` once the start script that made this process is gone, also when that happened before we could listen. */
export function whenStartScriptEnds(stop: () => unknown): void {
	process.once('disconnect', stop);
	if (process.connected === false) stop();
}
