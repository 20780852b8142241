import { sql } from 'kysely';
import type { ReportId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';
import { refreshPublicPhotos } from './file-queries.ts';
import type { PhotoChoice } from './redaction-form.ts';

/** A photograph as it is to be shown from now on; `key` and `thumb` are of the redacted file, when there is one. */
export type PhotoDecision = {
	readonly id: string;
	readonly choice: PhotoChoice;
	readonly alt: string;
	readonly key: string | null;
	readonly thumb: string | null;
};

/** Where the originals of these photographs lie, for whoever may read the original. */
export async function originalKeys(tx: Tx, id: ReportId): Promise<ReadonlyMap<string, string>> {
	const { rows } = await sql<{ id: string; key: string }>`
		select a.id, a.storage_key as key from attachment a where a.report_id = ${id} and a.media_type like 'image/%' and sees_original(a.report_id)`.execute(
		tx,
	);
	return new Map(rows.map((row) => [row.id, row.key]));
}

/** Stores what is shown of each photograph and brings the public copy, if there is one, to the same. */
export async function savePhotoDecisions(
	tx: Tx,
	id: ReportId,
	decisions: readonly PhotoDecision[],
): Promise<void> {
	if (decisions.length === 0) return;
	await sql`
		update attachment a set alt = d.alt,
			public_key = case d.choice when 'whole' then a.storage_key when 'redacted' then d.key when 'keep' then a.public_key end,
			public_thumb_key = case d.choice when 'whole' then a.thumb_key when 'redacted' then d.thumb when 'keep' then a.public_thumb_key end
		from jsonb_to_recordset(${JSON.stringify(decisions)}::jsonb) as d(id uuid, choice text, alt text, key text, thumb text)
		where a.id = d.id and a.report_id = ${id}`.execute(tx);
	await refreshPublicPhotos(tx, id);
}
