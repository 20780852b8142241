import { sql } from 'kysely';
import type { AgencyId, ReportId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';
import type { EvidenceStep } from './evidence.ts';
import { stepEvidence } from './intake.ts';

/** A report's whole chain as it is stored; `steps` as `verifyChain` takes them. */
export type Chain = {
	readonly reportId: ReportId;
	readonly agencyId: AgencyId;
	readonly code: string;
	readonly steps: readonly EvidenceStep[];
};

type StepRow = Omit<Parameters<typeof stepEvidence>[0], 'from'> &
	Pick<EvidenceStep, 'hash' | 'texts'> & { readonly commitments: string };

/** Words, files and salts of step `s`: the words of the first are the report as it was submitted. */
const TEXTS =
	sql.raw(`(select coalesce(json_agg(json_build_object('part', t.part, 'salt', t.salt, 'text', t.text)), '[]') from (
	select 'words' as part, salt, texts as text from step_text w where w.report_id = s.report_id and w.seq = s.seq
	union all
	select 'file', salt, to_jsonb(sha256) from attachment a where a.report_id = s.report_id and a.step_seq = s.seq and salt is not null
	union all
	select 'words', c.salt, jsonb_build_object('title', c.title, 'body', c.body, 'place', c.place) from report_content c
		where s.seq = 1 and c.report_id = s.report_id) t)`);

/**
 * The chains of the next `count` reports after `after`, in the order of their ids; every report is met once however many
 * come in meanwhile. A report without any step comes, too: its chain has lost its beginning.
 */
export async function chainsAfter(tx: Tx, after: ReportId | null, count: number): Promise<readonly Chain[]> {
	const { rows } = await sql<Omit<Chain, 'steps'> & { steps: (Omit<StepRow, 'at'> & { at: string })[] }>`
		select r.id as "reportId", r.agency_id as "agencyId", r.code,
			coalesce((select json_agg(json_build_object('agencyId', s.agency_id, 'reportId', s.report_id, 'seq', s.seq, 'step', s.step,
				'to', s.to_status, 'role', s.actor_role, 'actorId', s.actor_id, 'unitId', s.unit_id, 'targetUnitId', s.target_unit_id, 'readers', s.readers,
				'at', s.at, 'facts', s.facts, 'hash', encode(s.hash, 'hex'), 'commitments', encode(s.commitments, 'hex'), 'texts', ${TEXTS})
				order by s.seq) from report_step s where s.report_id = r.id), '[]') as steps
		from report r where ${after}::uuid is null or r.id > ${after}::uuid
		order by r.id limit ${count}`.execute(tx);
	return rows.map(({ steps, ...chain }) => ({
		...chain,
		steps: steps.map((step, n) => evidenceOf({ ...step, at: new Date(step.at) }, steps[n - 1])),
	}));
}

/** A step goes on from where the one before it led: its hash covers that, and it is kept once. */
function evidenceOf(
	{ hash, commitments, texts, ...row }: StepRow,
	before: Pick<StepRow, 'to'> | undefined,
): EvidenceStep {
	const facts = stepEvidence({ ...row, from: before?.to ?? 'draft' });
	return { hash, commitments: commitments.match(/.{64}/g) ?? [], texts, facts };
}

/** A day of an agency on which something was written down, with the root kept for it, if any. */
export type ChainDay = { readonly agencyId: AgencyId; readonly day: string; readonly root: string | null };

/** Days that are over in the agency's zone, and so long over that no transaction of theirs can still be open. */
export async function chainDays(tx: Tx, at: Date): Promise<readonly ChainDay[]> {
	const { rows } = await sql<ChainDay>`
		with written as (
			select distinct s.agency_id, (s.recorded_at at time zone a.zone)::date as day
			from report_step s join agency a on a.id = s.agency_id
			where (s.recorded_at at time zone a.zone)::date < ((${at}::timestamptz - interval '10 minutes') at time zone a.zone)::date
		)
		select agency_id as "agencyId", day, root from written full join chain_root using (agency_id, day) order by 1, 2`.execute(
		tx,
	);
	return rows;
}

/** The newest root of an agency that has reports, if any, and the stretch of instants after its day that is over, as above. */
export type LastRoot = {
	readonly agencyId: AgencyId;
	readonly root: string | null;
	readonly since: string;
	readonly until: string;
};

export async function lastRoots(tx: Tx, at: Date): Promise<readonly LastRoot[]> {
	const { rows } = await sql<LastRoot>`
		select a.id as "agencyId", r.root, coalesce((r.day + 1)::timestamp at time zone a.zone, '-infinity')::text as since,
			(((${at}::timestamptz - interval '10 minutes') at time zone a.zone)::date::timestamp at time zone a.zone)::text as until
		from agency a left join lateral (select day, root from chain_root where agency_id = a.id order by day desc limit 1) r on true
		where exists (select from report where agency_id = a.id) order by a.id`.execute(tx);
	return rows;
}

/** Days on which something was written down in a stretch; its ends are given, so that the index by that instant is used. */
export async function daysWritten(
	tx: Tx,
	{ agencyId, since, until }: Pick<LastRoot, 'agencyId' | 'since' | 'until'>,
): Promise<readonly string[]> {
	const { rows } = await sql<{ day: string }>`
		select distinct (s.recorded_at at time zone a.zone)::date as day from report_step s join agency a on a.id = s.agency_id
		where s.agency_id = ${agencyId} and s.recorded_at >= ${since}::timestamptz and s.recorded_at < ${until}::timestamptz
		order by day`.execute(tx);
	return rows.map(({ day }) => day);
}

/** The last hash that each chain reached on `day`, of the chains that grew on it. */
export async function endsOf(tx: Tx, agencyId: AgencyId, day: string): Promise<readonly string[]> {
	const { rows } = await sql<{ hash: string }>`
		with day as (
			select ${day}::date::timestamp at time zone zone as begins, (${day}::date + 1)::timestamp at time zone zone as ends
			from agency where id = ${agencyId}
		)
		select distinct on (s.report_id) encode(s.hash, 'hex') as hash from day, report_step s
		where s.agency_id = ${agencyId} and s.recorded_at >= day.begins and s.recorded_at < day.ends
		order by s.report_id, s.seq desc`.execute(tx);
	return rows.map(({ hash }) => hash);
}

export type Root = {
	readonly agencyId: AgencyId;
	readonly day: string;
	readonly reports: number;
	readonly root: string;
};

export async function addRoot(tx: Tx, { agencyId, day, reports, root }: Root, at: Date): Promise<void> {
	await tx
		.insertInto('chain_root')
		.values({ agency_id: agencyId, day, reports, root, at })
		.onConflict((conflict) => conflict.columns(['agency_id', 'day']).doNothing())
		.execute();
}
