import { sql } from 'kysely';
import type { AgencyId, ReportId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';

/** Open reports that a closed office still works on or verifies, from `after` on in the order of their ids. */
export async function reportsOfClosedUnits(
	tx: Tx,
	{ agencyId, after, most }: { agencyId: AgencyId; after: ReportId | null; most: number },
): Promise<ReportId[]> {
	const { rows } = await sql<{ id: ReportId }>`
		select r.id from report r
		where r.agency_id = ${agencyId} and r.ended_at is null and (${after}::uuid is null or r.id > ${after}::uuid)
			and exists (select from unit u where u.id in (r.unit_id, r.verifier_unit_id) and u.successor_id is not null)
		order by r.id limit ${most}`.execute(tx);
	return rows.map(({ id }) => id);
}
