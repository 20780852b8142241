/**
 * `npm run drill:restore -- --rounds N`: people report while N backups are taken; then the machine is gone, and the newest
 * state and one moment before it are restored from what lies elsewhere. The result is JSON on standard output; ends with 1
 * when anything acknowledged by then is missing, torn or doubled, or anything of later is there.
 */
import { parseArgs } from 'node:util';
import { restoreDrill } from '../drill/restore.ts';
import { buildPages, whenInterrupted } from './measuring.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds needs a whole number');
buildPages();
const interrupted = whenInterrupted();
try {
	const tell = (line: string) => console.error(`drill: ${line}`);
	const result = await restoreDrill({ rounds, within: 3600, env: process.env, tell, interrupted });
	console.log(JSON.stringify(result));
	const wrong = [result.newest, result.at_a_moment].map(
		({ lost, torn, duplicated, later }) => lost + torn + duplicated + later,
	);
	process.exitCode = wrong.some((count) => count > 0) ? 1 : 0;
} catch (fault) {
	console.error(fault);
	process.exitCode = 1;
}
process.exit();
