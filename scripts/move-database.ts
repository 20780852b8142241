/**
 * `DATABASE_URL=postgres://… npm run move-database`: copies the embedded database of TUNTAS_DATA into an empty PostgreSQL
 * 18 of the administrator's own, checks every table and every chain there, and prints what was moved as JSON. The system
 * must stand still; the embedded database stays as it is.
 */
import { join, resolve } from 'node:path';
import { migrate, missingMigrationsOf } from '#db/migrate.ts';
import { now } from '#server/platform/clock.ts';
import { readConfig } from '#server/platform/config.ts';
import { databasePasswords } from '#server/safekeeping/ground-commands.ts';
import { moveDatabase } from '#server/safekeeping/move-commands.ts';
import { dataFolders } from '#server/services.ts';
import { openInstallation } from './installation.ts';
import { told } from './safekeeping-fault.ts';
import { isHeld } from './serve-hold.ts';
import { PARTS } from './serve-parts.ts';

await told(async () => {
	const { DATABASE_URL: to, ...config } = readConfig();
	if (!to) throw new Error('Say where to: DATABASE_URL=postgres://… npm run move-database');
	const data = resolve(config.TUNTAS_DATA);
	if (PARTS.some((part) => isHeld(join(data, `${part}.pid`))))
		throw new Error('Tuntas runs on this data. Stop it first: what came in meanwhile would be left behind.');
	const passwords = await databasePasswords(dataFolders(data).passwords);
	const installation = await openInstallation({ ...config, DATABASE_URL: undefined });
	try {
		const began = performance.now();
		if ((await missingMigrationsOf(installation.ownerUrl)).length > 0)
			throw new Error('The database has the shape of an older version. Run npm run upgrade first.');
		await migrate(to, passwords);
		const app = Object.assign(new URL(to), { username: 'tuntas_app', password: passwords.app }).href;
		const moved = await moveDatabase({
			from: { owner: installation.ownerUrl, app: installation.appUrl },
			to: { owner: to, app },
			at: now(),
		});
		const seconds = Math.round((performance.now() - began) / 100) / 10;
		console.log(JSON.stringify({ ...moved, seconds }, null, '\t'));
		console.error('Every row is there and every chain whole. Start with the same DATABASE_URL: npm start');
	} finally {
		await installation.close();
	}
});
