import { sql } from 'kysely';
import type { AgencyId, ReportId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';

/** The report that carries a national number; ask as the system to know of those the viewer may not see. */
export async function reportOfNumber(
	tx: Tx,
	agencyId: AgencyId,
	sp4nId: string,
): Promise<{ readonly id: ReportId; readonly code: string } | undefined> {
	return tx
		.selectFrom('report')
		.select(['id', 'code'])
		.where('agency_id', '=', agencyId)
		.where('sp4n_id', '=', sp4nId)
		.executeTakeFirst();
}

/** Two officers who record the same number at once wait for each other. */
export async function lockNumber(tx: Tx, agencyId: AgencyId, sp4nId: string): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended(${`sp4n ${agencyId} ${sp4nId}`}, 0))`.execute(tx);
}

export async function saveNumber(tx: Tx, id: ReportId, sp4nId: string): Promise<void> {
	await sql`update report set sp4n_id = ${sp4nId}, version = version + 1 where id = ${id}`.execute(tx);
}
