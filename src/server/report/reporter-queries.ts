import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { AgencyId, ReportId } from '../access/policy.ts';
import { askedTogether } from '../platform/asked-together.ts';
import { namedQuery, type Tx } from '../platform/db.ts';
import { type JsonClock, parsedClock } from './clock-json.ts';
import { type CaseAttachment, FILES_OF } from './file-list-queries.ts';
import type { Viewed } from './reporter-view.ts';
import { type PublicStep, publicEvent, type TrailEvent } from './trail.ts';

/** A photograph the public may see. */
export type PublicPhoto = {
	readonly key: string;
	readonly thumb: string;
	readonly alt: string;
	readonly width: number;
	readonly height: number;
	/** The event of the trail it came with; the first is the report itself, as it is when this is missing. */
	readonly seq?: number;
};

/** The public copy of one report: everything anybody may read. Words and photographs are missing before verification. */
export type PublicReport = Viewed & {
	readonly publishedAt: Date | null;
	readonly title: string | null;
	readonly body: string | null;
	readonly place: string | null;
	readonly firstName: string | null;
	readonly photos: readonly PublicPhoto[];
	readonly trail: readonly TrailEvent[];
	readonly referredTo: { readonly name: string; readonly how: string } | null;
	/** Of the national system; shown once the words are public, which can be looked up there by it. */
	readonly sp4nId: string | null;
	/** The report it was merged into, when that is public, too. */
	readonly mergedInto: string | null;
	/** The day its words were erased; null while it has any. */
	readonly erasedOn: string | null;
};

type PublicCode = { readonly agencyId: AgencyId; readonly code: string };

/** One value instead of two dozen columns: reading the answer is half of what the hottest page costs us. */
const readPublic = askedTogether<PublicCode, RawPublicReport>({
	name: 'public_report',
	text: `with asked as materialized (
			select n, report_id from generate_series(1, cardinality($2::text[])) n left join public_ids($1::int[], $2::text[]) using (n))
		select (select row_to_json(seen) from (
			select p.code, p.kind, p.status, p.outcome, p.confidentiality, p.unit_id as "unitId", p.verifier_unit_id as "verifierUnitId",
				p.category_id as "categoryId", p.district_code as "districtCode", p.village_code as "villageCode", p.received_on as "receivedOn",
				p.checked, p.published_at as "publishedAt", p.title, p.body, p.place, p.first_name as "firstName", coalesce(p.photos, '[]') as photos, t.trail, c.clocks,
				p.climbed, p.rating, p.support_count as "supportCount", p.referred_to as "referredTo", p.sp4n_id as "sp4nId",
				o.code as "mergedInto", p.erased_on as "erasedOn"
			from publication p left join publication o on o.report_id = p.merged_into
			where p.report_id = asked.report_id) seen) as answer
		from asked left join public_trails(array(select report_id from asked)) t using (report_id)
			left join public_clocks(array(select report_id from asked)) c using (report_id) order by n`,
	values: (asked) => [asked.map(({ agencyId }) => agencyId), asked.map(({ code }) => code)],
});

type RawPublicReport = Omit<PublicReport, 'publishedAt' | 'clocks' | 'trail'> & {
	readonly publishedAt: string | null;
	readonly clocks: readonly JsonClock[];
	readonly trail: readonly PublicStep[];
};

/** What anybody with the code may read, in one statement; nothing for what does not exist and what may not be seen alike. */
export async function publicReport(
	pool: Pool,
	agencyId: AgencyId,
	code: string,
): Promise<PublicReport | undefined> {
	const found = await readPublic(pool, { agencyId, code });
	if (!found) return undefined;
	const { publishedAt, clocks, trail, ...report } = found;
	return {
		...report,
		publishedAt: publishedAt ? new Date(publishedAt) : null,
		clocks: clocks.map(parsedClock),
		trail: trail.map(publicEvent),
	};
}

const OF_RECEIPT = {
	name: 'report_of_receipt',
	text: 'select id, agency_id as "agencyId", code from report_of_receipt($1)',
};

/** The report one of these keyed hashes opens; the same single look-up whether there is one or not. */
export async function reportOfReceipt(pool: Pool, macs: readonly Buffer[]) {
	const [row] = await namedQuery<{ id: ReportId; agencyId: AgencyId; code: string }>(pool, OF_RECEIPT, [
		[...macs],
	]);
	return row;
}

const SUPPORT = {
	name: 'support_report',
	text: 'select supporters, counted from support_report($1, $2, $3, $4)',
};

/** Counts a device once for a published, open report; nothing when there is none. */
export async function countSupport(
	pool: Pool,
	{ agencyId, code, device, at }: { agencyId: AgencyId; code: string; device: Buffer; at: Date },
) {
	const [row] = await namedQuery<{ supporters: number; counted: boolean }>(pool, SUPPORT, [
		agencyId,
		code,
		device,
		at,
	]);
	return row;
}

/** What the reporter wrote and sent, as they sent it. */
export type OwnContent = {
	readonly title: string;
	readonly body: string;
	readonly place: string;
	readonly occurredOn: string | null;
	/** The public reads a redacted copy of it at present. */
	readonly isPublished: boolean;
	readonly photos: readonly {
		readonly key: string;
		readonly thumb: string;
		readonly alt: string;
		readonly fromWhom: 'reporter' | 'office';
		/** The event of the trail it came with. */
		readonly seq: number;
		readonly width: number;
		readonly height: number;
	}[];
	readonly files: readonly CaseAttachment[];
};

/** The reporter's own words and every photograph they may see; office photographs come redacted where they were. */
export async function ownContent(tx: Tx, id: ReportId): Promise<OwnContent | undefined> {
	const { rows } = await sql<OwnContent>`
		select c.title, c.body, c.place, c.occurred_on as "occurredOn",
			exists (select from publication p where p.report_id = c.report_id and p.published_at is not null) as "isPublished",
			coalesce((select json_agg(json_build_object('key', a.storage_key, 'thumb', a.thumb_key, 'alt', a.alt, 'fromWhom', a.from_whom,
				'seq', coalesce(a.step_seq, 1), 'width', a.width, 'height', a.height) order by a.at, a.id)
				from attachment a left join report_step s on s.report_id = a.report_id and s.seq = a.step_seq
				where a.report_id = c.report_id and a.media_type like 'image/%' and s.readers is distinct from 'staff'), '[]') as photos,
			${FILES_OF} as files
		from report_content c join report r on r.id = c.report_id where c.report_id = ${id}`.execute(tx);
	return rows[0];
}

/** How many steps the reporter took on the report from `since` on. */
export async function countOwnSteps(tx: Tx, id: ReportId, since: Date): Promise<number> {
	const { rows } = await sql<{ count: number }>`
		select count(*) as count from report_step where report_id = ${id} and actor_role = 'reporter' and step <> 'submit' and at > ${since}`.execute(
		tx,
	);
	return rows[0]?.count ?? 0;
}
