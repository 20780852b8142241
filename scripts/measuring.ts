/** What every command that measures or drills begins with. */
import { execFileSync } from 'node:child_process';

/** Builds the pages when a source is newer; what it says goes to standard error, which holds no result. */
export function buildPages(): void {
	execFileSync(process.execPath, [new URL('./build.mjs', import.meta.url).pathname], {
		stdio: ['ignore', 2, 2],
	});
}

/** Fails as soon as somebody asks the process to end, so that what it started is ended first. */
export function whenInterrupted(): Promise<never> {
	return new Promise<never>((_, failed) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const)
			process.once(signal, () => failed(new Error(`Interrupted by ${signal}.`)));
	});
}
