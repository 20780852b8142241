import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import type { Installation } from '../bench/installation.ts';

/** The same installation where its database listens now: started anew, it took another port. */
export function foundAgain(killed: Installation): Installation {
	const port =
		readFileSync(join(killed.data, 'postgres', 'postmaster.pid'), 'utf8')
			.split('\n')[3]
			?.trim() ?? '';
	const at = (url: string) => Object.assign(new URL(url), { port }).href;
	const owner = new pg.Pool({ connectionString: at(killed.ownerUrl), max: 2, allowExitOnIdle: true });
	owner.on('error', () => undefined);
	return { ...killed, ownerUrl: at(killed.ownerUrl), appUrl: at(killed.appUrl), owner };
}

/** A port nobody listens at. */
export function freePort(): Promise<number> {
	return new Promise((done, failed) => {
		const probe = createServer().once('error', failed);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
		});
	});
}
