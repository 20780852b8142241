/** `npm run verify-chain`: checks every report's chain of evidence and the daily roots; prints JSON, ends with 1 when one is broken. */
import { now } from '#server/platform/clock.ts';
import { readConfig } from '#server/platform/config.ts';
import { checkEvidence } from '#server/report/chain-commands.ts';
import { openInstallation } from './installation.ts';

const installation = await openInstallation(readConfig());
try {
	const check = await checkEvidence(installation.db, now());
	console.log(JSON.stringify(check, null, '\t'));
	process.exitCode = check.broken.length + check.roots.broken.length > 0 ? 1 : 0;
} finally {
	await installation.close();
}
