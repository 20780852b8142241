import { sql } from 'kysely';
import type { ReportId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';

/** A report chosen together with others. */
export type Chosen = {
	readonly id: ReportId;
	readonly code: string;
	readonly title: string | null;
	readonly version: number;
	/** Its reporter is not named to the handling unit, and no copy for it has been released. */
	readonly needsCopy: boolean;
};

/** The chosen reports as far as the viewer sees them, the soonest deadline first. */
export async function chosenReports(tx: Tx, codes: readonly string[]): Promise<Chosen[]> {
	const { rows } = await sql<Chosen>`
		select r.id, r.code, r.version,
			coalesce((select c.title from report_content c where c.report_id = r.id), (select h.title from handling_copy h where h.report_id = r.id)) as title,
			r.confidentiality <> 'open' and r.kind <> 'supervisory_complaint'
				and not exists (select from handling_copy h where h.report_id = r.id) as "needsCopy"
		from report r where r.code = any (${[...codes]}::text[])
		order by coalesce(r.due_at, 'infinity'), r.id`.execute(tx);
	return rows;
}
