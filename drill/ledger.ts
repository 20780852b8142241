import type { Directory } from '#server/agency/directory.ts';
import { directoryOfHost } from '#server/agency/queries.ts';
import { now } from '#server/platform/clock.ts';
import { connect } from '#server/platform/db.ts';
import { checkEvidence } from '#server/report/chain-commands.ts';
import { receiptsOf } from '#server/report/submit-commands.ts';
import { HOST, type Installation } from '../bench/installation.ts';

/** Reports as the database has them, against what people were told. */
export type Ledger = {
	/** Of the acknowledged ones. */
	readonly found: number;
	readonly lost: number;
	/** Reports of which a part is missing, or whose chain of evidence is not whole. */
	readonly torn: number;
	/** The same words stored more than once. */
	readonly duplicated: number;
};

export async function readLedger(
	{ owner, appUrl, ring }: Pick<Installation, 'owner' | 'appUrl' | 'ring'>,
	acknowledged: ReadonlySet<string>,
): Promise<Ledger> {
	const directory = (await directoryOfHost(owner, HOST)) as Directory; // it was installed for the drill
	const receipts = [...acknowledged].flatMap((key) => receiptsOf(ring, { directory, key }));
	const { rows } = await owner.query<{ found: number; torn: number; duplicated: number }>(
		`select (select count(*)::int from report where receipt_mac = any ($1)) as found,
			(select count(*)::int from report r where receipt_mac is not null and (
				not exists (select from report_content c where c.report_id = r.id)
				or not exists (select from report_step s where s.report_id = r.id and s.step = 'submit')
				or not exists (select from report_clock c where c.report_id = r.id)
				or not exists (select from publication p where p.report_id = r.id))) as torn,
			(select (count(*) - count(distinct c.body))::int from report r join report_content c on c.report_id = r.id
				where r.receipt_mac is not null) as duplicated`,
		[receipts.map(({ mac }) => Buffer.from(mac, 'hex'))],
	);
	const { found = 0, torn = 0, duplicated = 0 } = rows[0] ?? {};
	const db = connect(appUrl, 2);
	const { broken } = await checkEvidence(db, now()).finally(() => db.destroy());
	return { found, lost: acknowledged.size - found, torn: torn + broken.length, duplicated };
}

/** Messages that would never leave: a worker that died with one in hand keeps it only until its lease is over. */
export async function stuckMessages({ owner }: Installation): Promise<number> {
	const { rows } = await owner.query(
		`select count(*)::int as stuck from outbox where state = 'dead'
			or state = 'waiting' and coalesce(retry_at, not_before) <= now()`,
	);
	return rows[0].stuck;
}

/** Waits the leases of dead workers out at once. */
export async function endLeases({ owner }: Installation): Promise<number> {
	const { rowCount } = await owner.query(
		`update outbox set retry_at = now() where state = 'waiting' and retry_at > now() and attempts > 0`,
	);
	return rowCount ?? 0;
}
