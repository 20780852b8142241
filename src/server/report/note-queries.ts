import { sql } from 'kysely';
import type { Actor, ReportId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';

/** Longest internal note, in characters; the database holds it, too. */
export const LONGEST_NOTE = 5000;

/** Keeps a note for the staff of a report; false when its words are not the viewer's to read, so not to remark on either. */
export async function addNote(
	tx: Tx,
	{
		id,
		body,
		actor,
		at,
	}: { readonly id: ReportId; readonly body: string; readonly actor: Actor; readonly at: Date },
): Promise<boolean> {
	const { rows } = await sql`
		insert into internal_note (agency_id, report_id, person_id, body, at)
		select r.agency_id, r.id, ${actor.personId}::uuid, ${body}, ${at}::timestamptz from report r
		where r.id = ${id} and (sees_original(r.id) or sees_handling_copy(r.id)) and r.agency_id = ${actor.agencyId}
		returning id`.execute(tx);
	return rows.length > 0;
}
