import { sql } from 'kysely';
import type { Tx } from '#server/platform/db.ts';
import type { AgencyId, PersonId } from './policy.ts';
import { SESSION } from './session.ts';
import { type Failures, type LaneName, windowStart } from './throttle.ts';

export type Account = {
	readonly personId: PersonId;
	readonly agencyId: AgencyId;
	/** Whether the account belongs to the demonstration. */
	readonly demo: boolean;
	readonly suspended: boolean;
	readonly passwordHash: string | null;
	readonly hasAuthenticator: boolean;
};

const ACCOUNT = sql`
	select p.id as "personId", p.agency_id as "agencyId", a.demo, p.suspended_at is not null as suspended, w.hash as "passwordHash",
		exists (select from one_time_password o where o.person_id = p.id) as "hasAuthenticator"
	from person p join agency a on a.id = p.agency_id left join password w on w.person_id = p.id`;

export async function findAccount(tx: Tx, email: string): Promise<Account | undefined> {
	const found = await sql<Account>`${ACCOUNT} where lower(p.email) = ${email}`.execute(tx);
	return found.rows[0];
}

export async function getAccount(tx: Tx, personId: PersonId): Promise<Account> {
	const found = await sql<Account>`${ACCOUNT} where p.id = ${personId}`.execute(tx);
	const [account] = found.rows;
	if (!account) throw new Error(`no person ${personId}`);
	return account;
}

/** Where a try comes from and whom it is about, as keyed hashes. */
export type Tracks = {
	readonly account: Buffer;
	readonly address: Buffer;
	readonly network: Buffer;
	readonly device: Buffer | null;
};

/** Tries on one account take turns, so that a hundred at once are counted as a hundred. */
export async function takeTurn(tx: Tx, { account }: Tracks): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended(encode(${account}, 'hex'), 0))`.execute(tx);
}

/** Whether the account was signed in to from this device before. */
export async function isKnownDevice(tx: Tx, { account, device }: Tracks, now: Date): Promise<boolean> {
	if (!device) return false;
	const found = await sql<{ known: boolean }>`
		select exists (
			select from sign_in_attempt
			where account_hash = ${account} and device_hash = ${device} and succeeded
				and at > ${now}::timestamptz - make_interval(days => ${SESSION.deviceDays})
		) as known`.execute(tx);
	return found.rows[0]?.known ?? false;
}

/** Failures a known device has to answer for: its own on this account. */
export async function failuresOfDevice(
	tx: Tx,
	{ account, device }: Tracks,
	now: Date,
): Promise<Partial<Record<LaneName, Failures>>> {
	const counted = await sql<Failures>`
		select count(*)::int as count, max(at) as "lastAt" from sign_in_attempt
		where account_hash = ${account} and device_hash = ${device} and known and not succeeded
			and at > ${windowStart('known', now)}`.execute(tx);
	return counted.rows[0] ? { known: counted.rows[0] } : {};
}

/** Failures a stranger's try has to answer for: those on this account, from this address, from this network. */
export async function failuresAround(
	tx: Tx,
	{ account, address, network }: Tracks,
	now: Date,
): Promise<Partial<Record<LaneName, Failures>>> {
	const counted = await sql<Failures & { readonly lane: LaneName }>`
		select 'account' as lane, count(*)::int as count, max(at) as "lastAt" from sign_in_attempt
		where account_hash = ${account} and not known and not succeeded and at > ${windowStart('account', now)}
		union all
		select 'address', count(*)::int, max(at) from sign_in_attempt
		where address_hash = ${address} and not known and not succeeded and at > ${windowStart('address', now)}
		union all
		select 'network', count(*)::int, max(at) from sign_in_attempt
		where network_hash = ${network} and not known and not succeeded and at > ${windowStart('network', now)}`.execute(
		tx,
	);
	return Object.fromEntries(counted.rows.map(({ lane, ...failures }) => [lane, failures]));
}

/** Every try counts as failed from its first moment; the one that succeeds says so afterwards. */
export async function addAttempt(
	tx: Tx,
	{ account, address, network, device }: Tracks,
	{ known, succeeded, at }: { known: boolean; succeeded: boolean; at: Date },
): Promise<number> {
	const row = {
		account_hash: account,
		address_hash: address,
		network_hash: network,
		device_hash: device,
		known,
		succeeded,
		at,
	};
	const added = await tx.insertInto('sign_in_attempt').values(row).returning('id').executeTakeFirstOrThrow();
	return added.id;
}

/** From now on `device` is known to this account. */
export async function attemptSucceeded(tx: Tx, id: number, device: Buffer): Promise<void> {
	await tx
		.updateTable('sign_in_attempt')
		.set({ succeeded: true, device_hash: device })
		.where('id', '=', id)
		.execute();
}

/** A wrong second step counts like a wrong first one. */
export async function countAgain(tx: Tx, id: number, at: Date): Promise<void> {
	await sql`
		insert into sign_in_attempt (account_hash, address_hash, network_hash, device_hash, known, at)
		select account_hash, address_hash, network_hash, device_hash, known, ${at}
		from sign_in_attempt where id = ${id}`.execute(tx);
}

/** Forgets what no lane and no device needs any more, and what was begun or ended long ago. */
export async function forgetOld(tx: Tx, now: Date): Promise<void> {
	await sql`delete from sign_in_attempt where at < ${now}::timestamptz - make_interval(days => ${SESSION.deviceDays})
		or (not succeeded and at < ${now}::timestamptz - interval '1 day')`.execute(tx);
	await tx.deleteFrom('challenge').where('expires_at', '<', now).execute();
	await sql`delete from one_time_link where expires_at < ${now}::timestamptz - interval '90 days'`.execute(
		tx,
	);
	await sql`delete from staff_session where greatest(ended_at, expires_at) < ${now}::timestamptz - interval '90 days'`.execute(
		tx,
	);
}
