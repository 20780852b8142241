import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { log } from './log.ts';

/** Any constant: held in the database by the one worker that is at work. */
const LOCK = 7_205_312;
/** A worker whose machine lost its power is noticed by the database within a minute. */
const KEEPALIVE = '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3';
const AGAIN_MS = 1000;

/**
 * Waits until no other worker lives, and is known to live from then on, until what is returned is called. What those
 * before were at is taken up again: one that was killed leaves its jobs locked, and whatever waits behind them, for the
 * four hours graphile-worker allows a job.
 */
export async function takeWorkersTurn(ownerUrl: string): Promise<() => void> {
	const over = new AbortController();
	const line = await holdTurn(ownerUrl, over.signal);
	await line.query(
		`select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker.jobs where locked_by is not null))`,
	);
	return () => over.abort();
}

async function holdTurn(ownerUrl: string, over: AbortSignal): Promise<pg.Client> {
	const line = new pg.Client({ connectionString: ownerUrl, keepAlive: true, options: KEEPALIVE });
	line.on('error', () => undefined); // a lost connection says so more than once; its end is what counts
	const close = () => void line.end().catch(() => undefined);
	over.addEventListener('abort', close);
	line.once('end', () => over.removeEventListener('abort', close));
	await line.connect();
	const { rows } = await line.query('select pg_try_advisory_lock($1) as free', [LOCK]);
	if (!rows[0].free) {
		log.warn('another worker is at work; this one waits for its turn');
		await line.query('select pg_advisory_lock($1)', [LOCK]);
	}
	line.once('end', () => void holdAgain(ownerUrl, over));
	return line;
}

/** The database was away. What was being done meanwhile is finished or given back by whoever does it. */
async function holdAgain(ownerUrl: string, over: AbortSignal): Promise<void> {
	while (!over.aborted) {
		await pause(AGAIN_MS, undefined, { ref: false });
		const isHeld = await holdTurn(ownerUrl, over).then(
			() => true,
			() => false,
		);
		if (isHeld) return;
	}
}
