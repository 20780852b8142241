import type pg from 'pg';

/** What a bad disk does: the sealed parts of a report's identity no longer open. */
export async function damageIdentity(owner: pg.Pool, reportId: string): Promise<void> {
	await owner.query(
		`update reporter_identity set sealed = set_byte(sealed, length(sealed) - 1, get_byte(sealed, length(sealed) - 1) # 1) where report_id = $1`,
		[reportId],
	);
}
