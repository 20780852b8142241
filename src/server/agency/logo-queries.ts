import type pg from 'pg';
import type { AgencyId } from '../access/policy.ts';

/** The arms of a government, as they are sent. */
export async function logoOf(
	pool: pg.Pool,
	id: AgencyId,
): Promise<{ readonly mediaType: string; readonly bytes: Buffer } | undefined> {
	const { rows } = await pool.query<{ mediaType: string; bytes: Buffer }>(
		'select media_type as "mediaType", bytes from agency_logo where agency_id = $1',
		[id],
	);
	return rows[0];
}
