import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { log } from './log.ts';

/** Any constant: held in the database by the one worker that is at work. */
const LOCK = 7_205_312;
/** A turn lasts and is waited for as long as it takes; a worker whose machine lost its power is noticed within a minute. */
const PATIENCE = [
	'statement_timeout=0',
	'idle_session_timeout=0',
	'tcp_keepalives_idle=30',
	'tcp_keepalives_interval=10',
	'tcp_keepalives_count=3',
];
const AGAIN_MS = 1000;

type Turn = {
	readonly ownerUrl: string;
	/** Called when another worker has taken over while the database was away: this one must not go on beside it. */
	readonly lost: () => void;
	readonly over: AbortSignal;
};

/**
 * Waits until no other worker lives, and is known to live from then on, until what is returned is called. What those
 * before were at is taken up again: one that was killed leaves its jobs locked, and whatever waits behind them, for the
 * four hours graphile-worker allows a job.
 */
export async function takeWorkersTurn({ ownerUrl, lost }: Omit<Turn, 'over'>): Promise<() => void> {
	const over = new AbortController();
	const turn = { ownerUrl, lost, over: over.signal };
	const line = await connected(turn);
	if (!(await isFree(line))) {
		log.warn('another worker is at work; this one waits for its turn');
		await line.query('select pg_advisory_lock($1)', [LOCK]);
	}
	line.once('end', () => void holdAgain(turn));
	await line.query(
		`select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker.jobs where locked_by is not null))`,
	);
	return () => over.abort();
}

async function connected({ ownerUrl, over }: Turn): Promise<pg.Client> {
	const options = PATIENCE.map((setting) => `-c ${setting}`).join(' ');
	const line = new pg.Client({ connectionString: ownerUrl, keepAlive: true, options });
	line.on('error', () => undefined); // a lost connection says so more than once; its end is what counts
	const close = () => void line.end().catch(() => undefined);
	over.addEventListener('abort', close);
	line.once('end', () => over.removeEventListener('abort', close));
	await line.connect();
	return line;
}

async function isFree(line: pg.Client): Promise<boolean> {
	const { rows } = await line.query('select pg_try_advisory_lock($1) as free', [LOCK]);
	return rows[0].free;
}

/** The database was away. What was being done meanwhile is finished or given back by whoever does it. */
async function holdAgain(turn: Turn): Promise<void> {
	while (!turn.over.aborted) {
		await pause(AGAIN_MS, undefined, { ref: false });
		const isHeld = await connected(turn)
			.then(async (line) => {
				const held = await isFree(line);
				if (held) line.once('end', () => void holdAgain(turn));
				else await line.end();
				return held;
			})
			.catch(() => undefined); // still away
		if (isHeld === false) turn.lost();
		if (isHeld !== undefined) return;
	}
}
