import { sql } from 'kysely';
import type { AgencyId, ReportId, UnitId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';
import { type CaseAttachment, FILES_OF } from './file-list-queries.ts';
import type { StepInput } from './guards.ts';
import type { Standing } from './queries.ts';
import type { Status } from './statuses.ts';

/** A title, a story and a place: the original, what the handling unit may read, or what the public reads. */
export type CaseText = { readonly title: string; readonly body: string; readonly place: string };

/** A photograph as staff see it; what is shown of it, the database decides when it is fetched. */
export type CasePhoto = {
	readonly id: string;
	readonly alt: string;
	readonly width: number;
	readonly height: number;
	readonly fromWhom: 'reporter' | 'office';
	/** The event of the trail it came with. */
	readonly seq: number;
	/** `private`: nobody beyond those who read the original. */
	readonly shown: 'private' | 'whole' | 'redacted';
};

export type CaseNote = {
	readonly id: number;
	readonly body: string;
	readonly at: string;
	readonly by: string | null;
};

/** Everything about a report that is stored beside its standing, as far as the viewer sees it: what is missing is null. */
export type CaseWords = {
	readonly original: (CaseText & { readonly occurredOn: string | null }) | null;
	readonly handlingCopy: CaseText | null;
	/** What the public reads now; null before publication. */
	readonly publicCopy: CaseText | null;
	readonly proposed: StepInput | null;
	readonly hasName: boolean;
	readonly hasContact: boolean;
	readonly photos: readonly CasePhoto[];
	readonly files: readonly CaseAttachment[];
	readonly notes: readonly CaseNote[];
	readonly mergedInto: string | null;
	/** Codes of the reports that were merged into this one. */
	readonly mergedHere: readonly string[];
};

/** The words, photographs and notes of a report in one statement; each under the policy of its own table. */
export async function caseWords(tx: Tx, id: ReportId): Promise<CaseWords> {
	const { rows } = await sql<CaseWords>`
		select
			(select json_build_object('title', c.title, 'body', c.body, 'place', c.place, 'occurredOn', c.occurred_on)
				from report_content c where c.report_id = r.id) as original,
			(select json_build_object('title', h.title, 'body', h.body, 'place', h.place) from handling_copy h where h.report_id = r.id) as "handlingCopy",
			(select json_build_object('title', p.title, 'body', p.body, 'place', coalesce(p.place, ''))
				from publication p where p.report_id = r.id and p.title is not null) as "publicCopy",
			(select w.input from pending_answer w where w.report_id = r.id) as proposed,
			exists (select from reporter_identity i where i.report_id = r.id and i.part = 'name') as "hasName",
			exists (select from reporter_identity i where i.report_id = r.id and i.part = 'contact') as "hasContact",
			(select coalesce(json_agg(json_build_object('id', a.id, 'alt', a.alt, 'width', a.width, 'height', a.height, 'fromWhom', a.from_whom, 'seq', coalesce(a.step_seq, 1),
				'shown', case when a.public_key is null then 'private' when a.public_key = a.storage_key then 'whole' else 'redacted' end) order by a.at, a.id), '[]')
				from attachment a where a.report_id = r.id and a.media_type like 'image/%') as photos,
			${FILES_OF} as files,
			(select coalesce(json_agg(json_build_object('id', n.id, 'body', n.body, 'at', n.at, 'by', n.initials) order by n.at, n.id), '[]')
				from (select n.id, n.body, n.at, (select p.initials from person p where p.id = n.person_id) as initials
					from internal_note n where n.report_id = r.id) n) as notes,
			(select o.code from report o where o.id = r.merged_into) as "mergedInto",
			array(select o.code from report o where o.merged_into = r.id order by o.code) as "mergedHere"
		from report r where r.id = ${id}`.execute(tx);
	return rows[0] ?? NOTHING;
}

const NOTHING: CaseWords = {
	original: null,
	handlingCopy: null,
	publicCopy: null,
	proposed: null,
	hasName: false,
	hasContact: false,
	photos: [],
	files: [],
	notes: [],
	mergedInto: null,
	mergedHere: [],
};

/** An open report from the same village that may be about the same thing. */
export type SimilarCase = {
	readonly code: string;
	readonly title: string;
	readonly status: Status;
	readonly unitId: UnitId | null;
	readonly supportCount: number;
	readonly receivedAt: string;
	/** How alike the titles are, from 0 to 1. */
	readonly alike: number;
};

/** Of a flood about one place the newest are enough to compare words with. */
const COMPARED = 200;
const LEAST_ALIKE = 0.25;
const MOST_SIMILAR = 6;

/** Open reports of the same village since `since` whose words the viewer may read, the likest first (rules of record §7). */
export async function similarCases(
	tx: Tx,
	{ id, agencyId, villageCode }: Standing,
	{ title, since }: { readonly title: string; readonly since: Date },
): Promise<SimilarCase[]> {
	if (!villageCode) return [];
	const { rows } = await sql<SimilarCase>`
		select code, title, status, "unitId", "supportCount", "receivedAt", similarity(lower(title), lower(${title}))::float8 as alike
		from (
			select near.code, near.status, near.unit_id as "unitId", near.support_count as "supportCount", near.received_at as "receivedAt",
				coalesce((select c.title from report_content c where c.report_id = near.id), (select h.title from handling_copy h where h.report_id = near.id)) as title
			from (
				select r.id, r.code, r.status, r.unit_id, r.support_count, r.received_at from report r
				where r.agency_id = ${agencyId} and r.village_code = ${villageCode} and r.received_at >= ${since} and r.ended_at is null and r.id <> ${id}
				order by r.received_at desc limit ${COMPARED}
			) near
		) told
		where title is not null and similarity(lower(title), lower(${title})) >= ${LEAST_ALIKE}
		order by alike desc, "supportCount" desc limit ${MOST_SIMILAR}`.execute(tx);
	return rows.map((row) => ({ ...row, receivedAt: new Date(row.receivedAt).toISOString() }));
}

/** Whether a form with this key was taken before. */
export async function isKnown(
	tx: Tx,
	{
		agencyId,
		keyHash,
		what,
	}: { readonly agencyId: AgencyId; readonly keyHash: Buffer; readonly what: string },
): Promise<boolean> {
	const { rows } = await sql`
		select what from idempotency where agency_id = ${agencyId} and key_hash = ${keyHash} and what = ${what}`.execute(
		tx,
	);
	return rows.length > 0;
}
