import { sql } from 'kysely';
import type { ReportId, UnitId } from '../access/policy.ts';
import type { LocalDate } from '../deadline/calendar.ts';
import type { Tx } from '../platform/db.ts';
import type { IdentityPart } from '../report/sealed-identity.ts';
import type { Part } from './holdings.ts';

/** What is held about a report beside its words and its way: who was told, who looked, what goes when. */
export type Besides = {
	readonly code: string;
	readonly status: string;
	readonly receivedAt: Date;
	readonly endedAt: Date | null;
	readonly unitId: UnitId | null;
	readonly kind: string;
	readonly messages: readonly {
		readonly template: string;
		readonly channel: string;
		readonly state: string;
		readonly sentAt: string | null;
	}[];
	/** Each time a name or contact was opened. */
	readonly looks: readonly { readonly role: string; readonly part: string; readonly at: string }[];
	readonly erased: readonly {
		readonly part: Part;
		readonly why: 'retention' | 'request';
		readonly at: string;
	}[];
	readonly plan: { readonly eraseOn: LocalDate; readonly noticed: readonly number[] } | null;
	readonly hold: { readonly why: string; readonly until: LocalDate | null } | null;
};

/** Asked as the system, for whoever holds the receipt. */
export async function besidesOf(tx: Tx, id: ReportId, today: LocalDate): Promise<Besides | undefined> {
	const { rows } = await sql<Besides>`
		select r.code, r.status, r.kind, r.unit_id as "unitId", r.received_at as "receivedAt", r.ended_at as "endedAt",
			coalesce((select json_agg(json_build_object('template', o.template, 'channel', o.channel, 'state', o.state, 'sentAt', o.sent_at) order by o.id)
				from outbox o where o.report_id = r.id and o.recipient->>'to' = 'reporter'), '[]') as messages,
			coalesce((select json_agg(json_build_object('role', a.role, 'part', a.after->>'part', 'at', a.at) order by a.id)
				from audit a where a.agency_id = r.agency_id and a.action = 'identity.read' and a.subject in (r.id::text, 'report ' || r.id)), '[]') as looks,
			coalesce((select json_agg(json_build_object('part', e.part, 'why', e.why, 'at', e.at) order by e.at, e.part) from erasure e where e.report_id = r.id), '[]') as erased,
			(select json_build_object('eraseOn', p.erase_on, 'noticed', p.noticed) from retention_plan p where p.report_id = r.id) as plan,
			(select json_build_object('why', h.why, 'until', h.until) from legal_hold h where h.agency_id = r.agency_id and h.code = r.code and h.lifted_at is null
				and (h.until is null or h.until >= ${today}::date) order by h.until desc nulls first limit 1) as hold
		from report r where r.id = ${id}`.execute(tx);
	return rows[0];
}

/** The day the words go, as the reporter was told; null while nothing is planned. */
export async function eraseDayOf(tx: Tx, id: ReportId): Promise<LocalDate | null> {
	const { rows } = await sql<{ eraseOn: LocalDate }>`
		select erase_on as "eraseOn" from retention_plan where report_id = ${id}`.execute(tx);
	return rows[0]?.eraseOn ?? null;
}

/** Whether the words are gone. */
export async function isTombstone(tx: Tx, id: ReportId): Promise<boolean> {
	const { rows } = await sql`select from report where id = ${id} and erased_at is not null`.execute(tx);
	return rows.length > 0;
}

/** The sealed parts of an identity, as the reporter may open them. */
export async function sealedParts(
	tx: Tx,
	id: ReportId,
): Promise<readonly { readonly part: IdentityPart; readonly sealed: Buffer }[]> {
	const { rows } = await sql<{ part: IdentityPart; sealed: Buffer }>`
		select part, sealed from reporter_identity where report_id = ${id} order by part desc`.execute(tx);
	return rows;
}
