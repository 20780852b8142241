import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import type { StoredFile } from './submission.ts';

/** A document or recording of a report, as its pages list it. */
export type CaseAttachment = Pick<
	StoredFile,
	'mediaType' | 'bytes' | 'pages' | 'seconds' | 'scan' | 'alt'
> & {
	readonly id: string;
	/** Where it lies; it opens only through a page that asks again who looks. */
	readonly key: string;
	/** Which of the report's files, from 1. */
	readonly nth: number;
	/** The event of the trail it came with. */
	readonly seq: number;
};

/** The documents and recordings of report `r` that the viewer sees, oldest first. */
export const FILES_OF = sql.raw(`
	coalesce((select json_agg(json_build_object('id', f.id, 'key', f.storage_key, 'nth', f.nth, 'seq', f.seq, 'mediaType', f.media_type, 'bytes', f.bytes,
		'pages', f.pages, 'seconds', f.seconds, 'scan', f.scan, 'alt', f.alt) order by f.nth)
		from (select a.id, a.storage_key, a.media_type, a.bytes, a.pages, a.seconds, a.scan, a.alt, coalesce(a.step_seq, 1) as seq, row_number() over (order by a.at, a.id) as nth
			from attachment a left join report_step s on s.report_id = a.report_id and s.seq = a.step_seq
			where a.report_id = r.id and s.readers is distinct from 'staff') f
		where f.media_type not like 'image/%'), '[]')`);

/** A file that is to be handed out; `nth` of the report's files, from 1. */
export type HandedOut = { readonly key: string; readonly mediaType: string; readonly nth: number };

/**
 * Where a file of a case lies and what it is; of a photograph the redacted one for those who may not read the original.
 * What the virus scanner holds is handed to nobody.
 */
export async function caseFileOf(
	tx: Tx,
	{
		code,
		fileId,
		size,
	}: { readonly code: string; readonly fileId: string; readonly size: 'whole' | 'thumb' },
): Promise<HandedOut | undefined> {
	const [whole, shown] =
		size === 'thumb'
			? [sql.ref('a.thumb_key'), sql.ref('a.public_thumb_key')]
			: [sql.ref('a.storage_key'), sql.ref('a.public_key')];
	const { rows } = await sql<HandedOut | { key: null }>`
		select case when a.from_whom = 'office' or sees_original(r.id) then ${whole} else ${shown} end as key, a.media_type as "mediaType",
			(select count(*) from attachment b where b.report_id = r.id and (b.at, b.id) <= (a.at, a.id))::int as nth
		from report r join attachment a on a.report_id = r.id
		where r.code = ${code} and a.id = ${fileId} and coalesce(a.scan, 'clean') = 'clean'`.execute(tx);
	const [found] = rows;
	return found?.key ? (found as HandedOut) : undefined;
}
