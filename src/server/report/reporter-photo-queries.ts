import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { AgencyId, ReportId } from '../access/policy.ts';
import { namedQuery, type Tx } from '../platform/db.ts';
import type { StoredPhoto } from './submission.ts';

/** The media type of a photograph of one's own report; nothing when it is no photograph of it. */
export async function ownPhoto(tx: Tx, id: ReportId, key: string): Promise<string | undefined> {
	const { rows } = await sql<{ mediaType: string }>`
		select media_type as "mediaType" from attachment
		where report_id = ${id} and (storage_key = ${key} or thumb_key = ${key})`.execute(tx);
	return rows[0]?.mediaType;
}

const PUBLIC_PHOTO = {
	name: 'public_photo',
	text: `
		select true as found from publication p
		where p.code = $2 and p.agency_id = $1 and p.published_at is not null
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

/** Adds the photographs that came with the report's latest step; the verifier decides what the public sees of them. */
export async function addPhotosToLatest(
	tx: Tx,
	id: ReportId,
	{ photos, at }: { readonly photos: readonly StoredPhoto[]; readonly at: Date },
): Promise<void> {
	if (photos.length === 0) return;
	await sql`
		insert into attachment (agency_id, report_id, step_id, from_whom, sha256, storage_key, thumb_key, media_type, bytes, width, height, alt, at)
		select s.agency_id, s.report_id, s.id, 'reporter', x.sha256, x."storageKey", x."thumbKey", x."mediaType", x.bytes, x.width, x.height, x.alt, ${at}
		from jsonb_to_recordset(${JSON.stringify(photos)}::jsonb) as x(sha256 text, "storageKey" text, "thumbKey" text, "mediaType" text, bytes int, width int, height int, alt text),
			(select id, agency_id, report_id from report_step where report_id = ${id} order by seq desc limit 1) s`.execute(
		tx,
	);
}
