/** An installation of its own for the measurement: a fresh cluster with production settings, keys, the demonstration's governments. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { loadDemoGovernments } from '#db/load-pack.ts';
import { migrate } from '#db/migrate.ts';
import type { Directory } from '#server/agency/directory.ts';
import { directoryOfHost } from '#server/agency/queries.ts';
import { createKeyFile, type KeyRing } from '#server/platform/keys.ts';
import { startPostgres } from '#server/platform/postgres.ts';
import { dataFolders } from '#server/services.ts';

export type Installation = {
	readonly data: string;
	readonly ownerUrl: string;
	readonly appUrl: string;
	readonly publicUrl: string;
	readonly owner: pg.Pool;
	readonly ring: KeyRing;
	readonly directory: Directory;
	stopDatabase(): Promise<void>;
	remove(): void;
};

/** The host of the demonstration's government on this machine. */
export const HOST = 'localhost';

export async function install(parent = tmpdir()): Promise<Installation> {
	const data = mkdtempSync(join(parent, 'tuntas-bench-'));
	chmodSync(data, 0o711); // the database's own user must be able to enter
	const folders = dataFolders(data);
	mkdirSync(folders.keys, { mode: 0o700 });
	const secret = () => randomBytes(24).toString('hex');
	const passwords = { owner: secret(), app: secret(), public: secret() };
	writeFileSync(folders.passwords, JSON.stringify(passwords), { mode: 0o600 });
	const ring = await createKeyFile(folders.keyFile);

	const server = await startPostgres(folders.postgres, passwords.owner);
	await migrate(server.url, passwords);
	await loadDemoGovernments(server.url);
	const owner = new pg.Pool({ connectionString: server.url, max: 4 });
	owner.on('error', () => undefined); // the database is stopped while connections are idle
	const directory = await directoryOfHost(owner, HOST);
	if (!directory) throw new Error(`No government answers at ${HOST}`);
	const as = (username: string, password: string) =>
		Object.assign(new URL(server.url), { username, password }).href;
	return {
		data,
		ownerUrl: server.url,
		appUrl: as('tuntas_app', passwords.app),
		publicUrl: as('tuntas_public', passwords.public),
		owner,
		ring,
		directory,
		stopDatabase: async () => {
			if (!owner.ended && !owner.ending) await owner.end();
			await server.stop();
		},
		remove: () => rmSync(data, { recursive: true, force: true }),
	};
}
