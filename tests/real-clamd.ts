/** ClamAV's own daemon, where it is installed, with one signature of ours: that of the EICAR test file. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EICAR } from './clamd.ts';

const PROGRAM = ['/usr/sbin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd'].find(existsSync);

/** Why there is none; null where it is installed. */
export const noClamd = PROGRAM ? null : 'ClamAV is not installed here: apt-get install clamav-daemon';

export type RealClamd = {
	/** What `TUNTAS_CLAMAV` is set to. */
	readonly socket: string;
	start(): Promise<void>;
	/** At once, without a chance to finish anything. */
	kill(): Promise<void>;
	close(): Promise<void>;
};

export function aRealClamd(): RealClamd {
	const folder = mkdtempSync(join(tmpdir(), 'tuntas-clamd-'));
	const [socket, settings] = [join(folder, 'clamd.sock'), join(folder, 'clamd.conf')];
	mkdirSync(join(folder, 'signatures'));
	const signature = `Eicar-Test-Signature:0:*:${Buffer.from(EICAR, 'latin1').toString('hex')}\n`;
	writeFileSync(join(folder, 'signatures', 'own.ndb'), signature);
	const lines = [
		'Foreground yes',
		`User ${userInfo().username}`,
		`DatabaseDirectory ${join(folder, 'signatures')}`,
		`LocalSocket ${socket}`,
		'StreamMaxLength 25M',
	];
	writeFileSync(settings, `${lines.join('\n')}\n`);
	let daemon: ChildProcess | undefined;
	const kill = async () => {
		const gone = daemon && new Promise((done) => daemon?.once('exit', done));
		daemon?.kill('SIGKILL');
		await gone;
		daemon = undefined;
		rmSync(socket, { force: true });
	};
	return {
		socket,
		async start() {
			daemon = spawn(PROGRAM ?? '', [`--config-file=${settings}`], { stdio: 'ignore' });
			for (let left = 300; left > 0 && !existsSync(socket); left -= 1) await pause(50);
			if (!existsSync(socket)) throw new Error('clamd did not start');
		},
		kill,
		async close() {
			await kill();
			rmSync(folder, { recursive: true });
		},
	};
}
