/**
 * `npm run drill:crash -- --rounds N`: people report while web, worker and database are killed at random and the disk
 * fills up; then everything acknowledged is looked for. What it is doing goes to standard error, the result as JSON to
 * standard output; ends with 1 when anything is lost, torn, doubled or stuck.
 */
import { parseArgs } from 'node:util';
import { crashDrill } from '../drill/crash.ts';
import { aMailServer } from '../tests/mail-server.ts';
import { buildPages, whenInterrupted } from './measuring.ts';

const { values } = parseArgs({
	options: { rounds: { type: 'string', default: '200' }, within: { type: 'string', default: '86400' } },
});
const [rounds, within] = [Number(values.rounds), Number(values.within)];
if (!Number.isInteger(rounds) || rounds < 1 || !(within > 0))
	throw new Error('--rounds needs a whole number, --within seconds');
buildPages();
const interrupted = whenInterrupted();
const mail = await aMailServer();
try {
	const tell = (line: string) => console.error(`drill: ${line}`);
	const result = await crashDrill({ rounds, within, env: process.env, mail: mail.url, tell, interrupted });
	if (result.disk_full === null) tell('a full disk was skipped: only root on Linux may mount a small one');
	console.log(JSON.stringify(result));
	const { torn, lost, duplicated, outbox_stuck } = result;
	process.exitCode = torn + lost + duplicated + outbox_stuck > 0 ? 1 : 0;
} catch (fault) {
	console.error(fault);
	process.exitCode = 1;
} finally {
	await mail.close();
}
process.exit();
