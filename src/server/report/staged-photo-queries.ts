import { sql } from 'kysely';
import type { AgencyId, PersonId, ReportId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';
import type { StoredPhoto } from './submission.ts';

/** A photograph an officer uploaded for a step not yet taken; nobody else sees it. */
export type StagedPhoto = Omit<StoredPhoto, 'alt'> & { readonly id: string };

const COLUMNS = sql.raw(
	'id, sha256, storage_key as "storageKey", thumb_key as "thumbKey", media_type as "mediaType", bytes, width, height',
);

/** The viewer's own photographs for this report, in the order they came. */
export async function stagedPhotos(tx: Tx, id: ReportId): Promise<readonly StagedPhoto[]> {
	const { rows } = await sql<StagedPhoto>`
		select ${COLUMNS} from staged_photo where report_id = ${id} order by at, id`.execute(tx);
	return rows;
}

export async function addStaged(
	tx: Tx,
	of: {
		readonly reportId: ReportId;
		readonly agencyId: AgencyId;
		readonly personId: PersonId;
		readonly at: Date;
	},
	photos: readonly StoredPhoto[],
): Promise<void> {
	await sql`
		insert into staged_photo (agency_id, report_id, person_id, sha256, storage_key, thumb_key, media_type, bytes, width, height, at)
		select ${of.agencyId}, ${of.reportId}, ${of.personId}, x.sha256, x."storageKey", x."thumbKey", x."mediaType", x.bytes, x.width, x.height, ${of.at}
		from jsonb_to_recordset(${JSON.stringify(photos)}::jsonb) as x(sha256 text, "storageKey" text, "thumbKey" text, "mediaType" text, bytes int, width int, height int)`.execute(
		tx,
	);
}

/** Takes the viewer's own photographs off the table; what becomes of their files is the caller's to say. */
export async function takeStaged(tx: Tx, ids: readonly string[]): Promise<readonly StagedPhoto[]> {
	const { rows } = await sql<StagedPhoto>`
		delete from staged_photo where id = any (${[...ids]}::uuid[]) returning ${COLUMNS}`.execute(tx);
	return rows;
}

/** Takes away what was uploaded before `before` and never used, a few at a time. */
export async function takeForgottenStaged(
	tx: Tx,
	before: Date,
	most: number,
): Promise<readonly StagedPhoto[]> {
	const { rows } = await sql<StagedPhoto>`
		delete from staged_photo where id in (
			select id from staged_photo where at < ${before} order by at limit ${most}
		) returning ${COLUMNS}`.execute(tx);
	return rows;
}
