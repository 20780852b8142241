import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';

/** Messages that could leave now, and those given up. */
export async function outboxCounts(
	tx: Tx,
	at: Date,
): Promise<{ readonly waiting: number; readonly oldest: Date | null; readonly dead: number }> {
	const { rows } = await sql<{ waiting: number; oldest: Date | null; dead: number }>`
		select count(*) filter (where state = 'waiting' and not_before <= ${at})::int as waiting,
			min(not_before) filter (where state = 'waiting' and not_before <= ${at}) as oldest,
			count(*) filter (where state = 'dead')::int as dead
		from outbox where state = 'waiting' or state = 'dead'`.execute(tx);
	return rows[0] ?? { waiting: 0, oldest: null, dead: 0 };
}

/** Since when a clock waits for the worker; null when none does. */
export async function clocksSince(tx: Tx, at: Date): Promise<Date | null> {
	const { rows } = await sql<{ since: Date | null }>`
		select min(next_at) as since from report_clock where next_at <= ${at}`.execute(tx);
	return rows[0]?.since ?? null;
}

/**
 * When the day's work of retention was last whole, in the government where that is longest ago; one that is new waits
 * since it came. Null without a government, and while a restore waits for an answer: until then nothing runs out.
 */
export async function retentionSince(tx: Tx): Promise<Date | null> {
	const { rows } = await sql<{ since: Date | null }>`
		select min(coalesce((select max(r.ended_at) from retention_run r where r.agency_id = a.id), a.created_at)) as since
		from agency a where a.prefix is not null and not exists (select from restoration where answered_at is null)`.execute(
		tx,
	);
	return rows[0]?.since ?? null;
}

export type DeadMessage = {
	readonly id: number;
	readonly template: string;
	readonly error: string | null;
	readonly since: Date;
};

/** Messages given up after their last try; to whom, nobody is shown. */
export async function deadMessages(tx: Tx, most: number): Promise<readonly DeadMessage[]> {
	const { rows } = await sql<DeadMessage>`
		select id, template, error, not_before as since from outbox where state = 'dead' order by id desc limit ${most}`.execute(
		tx,
	);
	return rows;
}

/** Sends a message that was given up as if it were new. */
export async function retryMessage(tx: Tx, id: number): Promise<boolean> {
	const { numAffectedRows } = await sql`
		update outbox set state = 'waiting', attempts = 0, retry_at = null, error = null where id = ${id} and state = 'dead'`.execute(
		tx,
	);
	return Number(numAffectedRows ?? 0) > 0;
}
