import { sql } from 'kysely';
import type pg from 'pg';
import type { AgencyId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';

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

/** Arms drawn anew from what was given. */
export type DrawnLogo = {
	readonly mediaType: 'image/png' | 'image/webp';
	readonly bytes: Buffer;
	readonly width: number;
	readonly height: number;
	/** SHA-256 of the picture as it was given. */
	readonly sourceSha256: string;
};

/** What the arms in force were drawn from; held until the transaction ends. */
export async function logoVersion(tx: Tx, id: AgencyId): Promise<string | undefined> {
	const { rows } = await sql<{ version: string }>`
		select source_sha256 as version from agency_logo where agency_id = ${id} for update`.execute(tx);
	return rows[0]?.version;
}

export async function putLogo(tx: Tx, id: AgencyId, logo: DrawnLogo): Promise<void> {
	const { mediaType, bytes, width, height, sourceSha256 } = logo;
	await sql`
		insert into agency_logo (agency_id, media_type, bytes, width, height, source_sha256)
		values (${id}, ${mediaType}, ${bytes}, ${width}, ${height}, ${sourceSha256})
		on conflict (agency_id) do update set media_type = excluded.media_type, bytes = excluded.bytes, width = excluded.width,
			height = excluded.height, source_sha256 = excluded.source_sha256`.execute(tx);
}

export async function dropLogo(tx: Tx, id: AgencyId): Promise<void> {
	await sql`delete from agency_logo where agency_id = ${id}`.execute(tx);
}
