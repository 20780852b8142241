/**
 * `npm run bench -- --reports N [--only a,b] [--quick]`: how fast the built system is beside the least that could give
 * the same answer, on a database of its own with N reports. What it is doing goes to standard error, the result as JSON
 * to standard output, last.
 */
import { execFileSync } from 'node:child_process';
import { bench } from '../bench/bench.ts';
import { settingsOf } from '../bench/settings.ts';

const settings = settingsOf(process.argv.slice(2));
execFileSync(process.execPath, [new URL('./build.mjs', import.meta.url).pathname], {
	stdio: ['ignore', 2, 2],
});
const interrupted = new Promise<never>((_, failed) => {
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => failed(new Error(`Interrupted by ${signal}.`)));
});
try {
	const tell = (line: string) => console.error(`bench: ${line}`);
	console.log(JSON.stringify(await bench(settings, { env: process.env, tell, interrupted })));
} catch (fault) {
	console.error(fault);
	process.exitCode = 1;
}
process.exit();
