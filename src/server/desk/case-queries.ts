import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import type { Need, PaperKind, ProxyScope, Way } from '../report/desk-record.ts';

/** What the desk noted about a case, as far as the viewer may see each part of it. */
export type CaseIntake = {
	readonly way: Way;
	readonly by: string | null;
	readonly at: string;
	readonly paperNo: string | null;
	/** Nothing where the original is not the viewer's to read. */
	readonly needs: readonly Need[];
	readonly proxyScope: ProxyScope | null;
	readonly letter: 'seen' | 'photographed' | null;
	/** Only whoever assesses it sees these. */
	readonly papers: readonly {
		readonly id: string;
		readonly paper: PaperKind;
		readonly width: number;
		readonly height: number;
	}[];
};

/** How a report came to the desk; undefined for one that did not, and where the viewer is not to know. */
export async function intakeOf(tx: Tx, code: string): Promise<CaseIntake | undefined> {
	const { rows } = await sql<CaseIntake>`
		select i.way, i.at, i.paper_no as "paperNo", (select p.initials from person p where p.id = i.person_id) as by,
			coalesce(d.needs, '{}') as needs, d.proxy_scope as "proxyScope", d.letter,
			(select coalesce(json_agg(json_build_object('id', f.id, 'paper', f.paper, 'width', f.width, 'height', f.height) order by f.id), '[]')
				from paper_photo f where f.report_id = r.id) as papers
		from report r join intake i on i.report_id = r.id left join intake_detail d on d.report_id = r.id
		where r.code = ${code}`.execute(tx);
	return rows[0] && { ...rows[0], at: new Date(rows[0].at).toISOString() };
}

/** Where the file of a photographed paper lies, for whoever may see it. */
export async function paperFile(
	tx: Tx,
	{ code, id }: { readonly code: string; readonly id: string },
): Promise<{ readonly key: string; readonly mediaType: string } | undefined> {
	const { rows } = await sql<{ key: string; mediaType: string }>`
		select f.storage_key as key, f.media_type as "mediaType"
		from report r join paper_photo f on f.report_id = r.id where r.code = ${code} and f.id = ${id}`.execute(
		tx,
	);
	return rows[0];
}
