/** `npm run backup`: takes a whole backup now, while everything runs; prints what it is made of as JSON. */
import { now } from '#server/platform/clock.ts';
import { readConfig } from '#server/platform/config.ts';
import { seenBy } from '#server/platform/db.ts';
import { SYSTEM } from '#server/report/jobs.ts';
import { takeBackup } from '#server/safekeeping/backup-commands.ts';
import { openSafekeeping } from '#server/safekeeping/ground-commands.ts';
import { copyToSecond } from '#server/safekeeping/jobs.ts';
import { prune } from '#server/safekeeping/prune-commands.ts';
import { noteRun } from '#server/safekeeping/run-queries.ts';
import { openInstallation } from './installation.ts';
import { told } from './safekeeping-fault.ts';

await told(async () => {
	const config = readConfig();
	if (config.DATABASE_URL)
		throw new Error('The database at DATABASE_URL is backed up with tools of its own; see docs/running.md.');
	const installation = await openInstallation(config);
	try {
		const ground = await openSafekeeping({ ...installation, config, now });
		if (!ground) throw new Error('Backups are switched off: TUNTAS_BACKUP=off.');
		const [startedAt, began] = [now(), performance.now()];
		const { id, parts, files, counts } = await takeBackup(ground);
		const removed = await prune(ground, ground.retention);
		const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
		const facts = { id, bytes, files: files.count, ms: Math.round(performance.now() - began), removed };
		await seenBy(SYSTEM, ground.db, (tx) =>
			noteRun(tx, { kind: 'backup', startedAt, endedAt: now(), problem: null, facts }),
		);
		await copyToSecond(ground, 'night');
		const seconds = Math.round((performance.now() - began) / 100) / 10;
		console.log(
			JSON.stringify(
				{ id, place: ground.place.says, bytes, files: files.count, counts, removed, seconds },
				null,
				'\t',
			),
		);
	} finally {
		await installation.close();
	}
});
