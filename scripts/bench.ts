/**
 * `npm run bench -- --reports N [--only a,b] [--quick]`: how fast the built system is beside the least that could give
 * the same answer, on a database of its own with N reports. What it is doing goes to standard error, the result as JSON
 * to standard output, last.
 */
import { bench } from '../bench/bench.ts';
import { settingsOf } from '../bench/settings.ts';
import { buildPages, whenInterrupted } from './measuring.ts';

const settings = settingsOf(process.argv.slice(2));
buildPages();
const interrupted = whenInterrupted();
try {
	const tell = (line: string) => console.error(`bench: ${line}`);
	console.log(JSON.stringify(await bench(settings, { env: process.env, tell, interrupted })));
} catch (fault) {
	console.error(fault);
	process.exitCode = 1;
}
process.exit();
