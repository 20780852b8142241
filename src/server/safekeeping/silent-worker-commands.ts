import { raiseAlarm } from '../notification/alarm-commands.ts';
import { type SendGround, sendAlarms } from '../notification/jobs.ts';
import { seenBy } from '../platform/db.ts';
import { SYSTEM } from '../report/jobs.ts';

/**
 * Writes to whoever runs the installation, once a day, that the worker is silent; from the web process, for a worker that
 * does not run can write to nobody. Everything else in the outbox waits for the worker.
 */
export async function tellOfSilentWorker(ground: Pick<SendGround, 'db' | 'mailer' | 'now'>): Promise<void> {
	await seenBy(SYSTEM, ground.db, (tx) =>
		raiseAlarm(tx, { about: 'worker', problem: 'late', at: ground.now() }),
	);
	await sendAlarms(ground);
}
