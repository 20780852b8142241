import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { AgencyId, ReportId } from '../access/policy.ts';
import { namedQuery, type Tx } from '../platform/db.ts';

export type OwnFile = { readonly mediaType: string; readonly nth: number };

/**
 * A file of one's own report: what it is and which of its files, from 1. Nothing when it is no file of it, is held by
 * the virus scanner, or belongs to an answer that was not given yet.
 */
export async function ownFile(tx: Tx, id: ReportId, key: string): Promise<OwnFile | undefined> {
	const { rows } = await sql<OwnFile>`
		select "mediaType", nth::int from (
			select a.media_type as "mediaType", a.storage_key, a.thumb_key, coalesce(a.scan, 'clean') as scan, row_number() over (order by a.at, a.id) as nth
			from attachment a left join report_step s on s.report_id = a.report_id and s.seq = a.step_seq
			where a.report_id = ${id} and s.readers is distinct from 'staff'
		) file where scan = 'clean' and (storage_key = ${key} or thumb_key = ${key})`.execute(tx);
	return rows[0];
}

const PUBLIC_PHOTO = {
	name: 'public_photo',
	text: `
		select true as found from public_ids(array[$1::int], array[$2::text]) join publication p using (report_id)
		where p.published_at is not null
		  and (p.photos @> jsonb_build_array(jsonb_build_object('key', $3::text)) or p.photos @> jsonb_build_array(jsonb_build_object('thumb', $3::text)))`,
};

/** Whether a photograph stands in the public copy of a report right now. */
export async function isPublicPhoto(
	pool: Pool,
	{ agencyId, code, key }: { agencyId: AgencyId; code: string; key: string },
): Promise<boolean> {
	const rows = await namedQuery<{ found: true }>(pool, PUBLIC_PHOTO, [agencyId, code, key]);
	return rows.length > 0;
}
