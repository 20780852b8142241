import { sql } from 'kysely';
import type { AgencyId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';
import type { SafekeepingProblem } from './fault.ts';

export type RunKind = 'backup' | 'log' | 'second_place' | 'certificate';

/** One try, and what became of it. */
export type Run = {
	readonly kind: RunKind;
	readonly startedAt: Date;
	readonly endedAt: Date;
	/** Null: it came about. */
	readonly problem: SafekeepingProblem | null;
	readonly facts: Readonly<Record<string, string | number | null>>;
};

/** Of each kind so many days are remembered; the shipping of the log comes every few minutes. */
const REMEMBERED_DAYS = { backup: 400, log: 2, second_place: 60, certificate: 400 } as const satisfies Record<
	RunKind,
	number
>;

export async function noteRun(tx: Tx, { kind, startedAt, endedAt, problem, facts }: Run): Promise<void> {
	await sql`insert into safekeeping_run (kind, started_at, ended_at, problem, facts)
		values (${kind}, ${startedAt}, ${endedAt}, ${problem}, ${JSON.stringify(facts)}::jsonb)`.execute(tx);
	await sql`delete from safekeeping_run where kind = ${kind}
		and started_at < ${startedAt}::timestamptz - make_interval(days => ${REMEMBERED_DAYS[kind]})`.execute(tx);
}

export type LastRuns = { readonly [kind in RunKind]?: { readonly last: Run; readonly lastGood: Run | null } };

/** Of each kind the newest try and the newest that came about. */
export async function lastRuns(tx: Tx): Promise<LastRuns> {
	const { rows } = await sql<Run>`
		select kind, started_at as "startedAt", ended_at as "endedAt", problem, facts from (
			select distinct on (kind) * from safekeeping_run order by kind, started_at desc) newest
		union all
		select kind, started_at, ended_at, problem, facts from (
			select distinct on (kind) * from safekeeping_run where problem is null order by kind, started_at desc) good`.execute(
		tx,
	);
	const kinds = [...new Set(rows.map(({ kind }) => kind))];
	return Object.fromEntries(
		kinds.map((kind) => {
			const [last, lastGood] = rows.filter((run) => run.kind === kind);
			return [kind, { last, lastGood: lastGood ?? null }];
		}),
	);
}

/** The newest trial restores and backups, for the page that lists them. */
export async function recentRuns(tx: Tx, most: number): Promise<readonly Run[]> {
	const { rows } = await sql<Run>`
		select kind, started_at as "startedAt", ended_at as "endedAt", problem, facts from safekeeping_run
		where kind in ('backup', 'certificate') order by started_at desc limit ${most}`.execute(tx);
	return rows;
}

export type Restoration = {
	readonly id: string;
	readonly restoredTo: Date;
	readonly restoredAt: Date;
	/** Messages that wait for the administrator's word. */
	readonly held: number;
};

/** The restore the administrator has not answered yet. */
export async function openRestoration(tx: Tx): Promise<Restoration | undefined> {
	const { rows } = await sql<Restoration>`
		select id, restored_to as "restoredTo", restored_at as "restoredAt",
			(select count(*)::int from outbox where held_for = 'restore') as held
		from restoration where answered_at is null order by restored_at desc limit 1`.execute(tx);
	return rows[0];
}

/** Sends what a restore held back, or drops it for good; the clocks' own messages leave again from now on. */
export async function answerRestoration(
	tx: Tx,
	answer: 'release' | 'drop',
	{ personId, at }: { readonly personId: string; readonly at: Date },
): Promise<number> {
	const { numAffectedRows } = await (answer === 'release'
		? sql`update outbox set state = 'waiting', held_for = null where held_for = 'restore'`
		: sql`update outbox set held_for = 'dropped' where held_for = 'restore'`
	).execute(tx);
	await sql`update restoration set answered_at = ${at}, answered_by = ${personId} where answered_at is null`.execute(
		tx,
	);
	return Number(numAffectedRows ?? 0);
}

export type QueueHealth = { readonly waiting: number; readonly oldest: Date | null; readonly dead: number };

/** How the queue of background jobs is doing. */
export async function queueHealth(tx: Tx, at: Date): Promise<QueueHealth> {
	const { rows } = await sql<QueueHealth>`select waiting, oldest, dead from queue_health(${at})`.execute(tx);
	return rows[0] ?? { waiting: 0, oldest: null, dead: 0 };
}

/** When the worker last showed itself, which it does every minute; null when it never has. */
export async function workerSeen(tx: Tx): Promise<Date | null> {
	const { rows } = await sql<{ seen: Date | null }>`select worker_seen() as seen`.execute(tx);
	return rows[0]?.seen ?? null;
}

export type DeadJob = {
	readonly id: number;
	readonly name: string;
	readonly attempts: number;
	readonly error: string | null;
	readonly since: Date;
};

/** Jobs given up after their last try, newest first. */
export async function deadJobs(tx: Tx): Promise<readonly DeadJob[]> {
	const { rows } = await sql<DeadJob>`select id, name, attempts, error, since from dead_jobs()`.execute(tx);
	return rows;
}

export async function retryJob(tx: Tx, id: number, at: Date): Promise<boolean> {
	const { rows } = await sql<{ done: boolean }>`select retry_job(${id}, ${at}) as done`.execute(tx);
	return rows[0]?.done ?? false;
}

/** Whether this government runs the installation: its administrators see to backups and keys. */
export async function runsInstallation(tx: Tx, agencyId: AgencyId): Promise<boolean> {
	const { rows } = await sql<{ runs: boolean }>`select runs_installation(${agencyId}) as runs`.execute(tx);
	return rows[0]?.runs ?? false;
}
