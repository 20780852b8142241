import { sql } from 'kysely';
import type { Directory } from '../agency/directory.ts';
import { localDate } from '../deadline/calendar.ts';
import type { Tx } from '../platform/db.ts';
import { hasPublicCopy, publicStanding, type StepTold } from './publication.ts';
import type { Standing } from './queries.ts';

export type PublicationUpdate = {
	readonly directory: Directory;
	readonly at: Date;
	/** The redacted words a verifier releases now; null keeps what is published. */
	readonly copy: { readonly title: string; readonly body: string; readonly place: string } | null;
};

/**
 * Brings the public copy to where the report stands, in the same transaction as the step; takes it away when the
 * report may no longer be public. Tells every process that keeps pages.
 */
export async function refreshPublication(tx: Tx, report: Standing, update: PublicationUpdate): Promise<void> {
	if (hasPublicCopy(report)) await write(tx, report, update);
	else await tx.deleteFrom('publication').where('report_id', '=', report.id).execute();
	await sql`select pg_notify('page', ${report.code})`.execute(tx);
}

async function write(tx: Tx, report: Standing, { directory, at, copy }: PublicationUpdate): Promise<void> {
	const row = {
		...publicStanding(report, await stepsTold(tx, report)),
		receivedOn: localDate(report.receivedAt, directory.calendar),
		...(copy ? { ...copy, published_at: at } : {}),
	};
	await sql`
		insert into publication as p (report_id, agency_id, code, kind, status, outcome, confidentiality, holder, unit_id, verifier_unit_id, category_id,
			district_code, village_code, received_on, checked, published_at, title, body, place, due_at, climbed, answered_at, ended_at,
			rating, support_count, referred_to, merged_into, sp4n_id, version)
		select ${report.id}, ${report.agencyId}, ${report.code}, x.kind, x.status, x.outcome, x.confidentiality, x.holder, x.unit_id, x.verifier_unit_id, x.category_id,
			x.district_code, x.village_code, x."receivedOn", x.checked, x.published_at, x.title, x.body, x.place, x.due_at, x.climbed, x.answered_at, x.ended_at,
			x.rating, x.support_count, x.referred_to, x.merged_into, x.sp4n_id, 1
		from jsonb_to_record(${JSON.stringify(row)}::jsonb) as x(kind text, status text, outcome text, confidentiality text, holder text, unit_id int, verifier_unit_id int,
			category_id int, district_code text, village_code text, "receivedOn" date, checked boolean, published_at timestamptz, title text, body text, place text,
			due_at timestamptz, climbed int, answered_at timestamptz, ended_at timestamptz, rating int, support_count int,
			referred_to jsonb, merged_into uuid, sp4n_id text)
		on conflict (report_id) do update set
			kind = excluded.kind, status = excluded.status, outcome = excluded.outcome, confidentiality = excluded.confidentiality, holder = excluded.holder,
			unit_id = excluded.unit_id, verifier_unit_id = excluded.verifier_unit_id, category_id = excluded.category_id, checked = excluded.checked,
			published_at = coalesce(p.published_at, excluded.published_at), title = coalesce(excluded.title, p.title), body = coalesce(excluded.body, p.body),
			place = coalesce(excluded.place, p.place), due_at = excluded.due_at, climbed = excluded.climbed,
			answered_at = excluded.answered_at, ended_at = excluded.ended_at, rating = excluded.rating, support_count = excluded.support_count,
			referred_to = excluded.referred_to, merged_into = excluded.merged_into, sp4n_id = excluded.sp4n_id, version = p.version + 1,
			first_name = case when excluded.confidentiality = 'open' then p.first_name end`.execute(tx);
}

async function stepsTold(tx: Tx, { id }: Standing): Promise<readonly StepTold[]> {
	const { rows } =
		await sql<StepTold>`select step, actor_role as role, at from report_step where report_id = ${id} order by seq`.execute(
			tx,
		);
	return rows;
}
