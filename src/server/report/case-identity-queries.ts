import { sql } from 'kysely';
import type { Actor, ReportId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';
import type { IdentityPart } from './sealed-identity.ts';

export type IdentityLook = {
	readonly id: ReportId;
	readonly part: IdentityPart;
	readonly actor: Actor;
	readonly at: Date;
};

/**
 * A sealed part of the reporter's identity, if the policies show it to the viewer, and its entry in the audit log:
 * one statement, so that nothing is taken out unnoted and nothing noted that was not there.
 */
export async function takeSealedIdentity(
	tx: Tx,
	{ id, part, actor, at }: IdentityLook,
): Promise<Buffer | undefined> {
	const { rows } = await sql<{ sealed: Buffer }>`
		with seen as (select agency_id, sealed from reporter_identity where report_id = ${id} and part = ${part}),
		noted as (
			insert into audit (agency_id, person_id, role, action, subject, after, at)
			select agency_id, ${actor.personId}::uuid, ${actor.role}, 'identity.read', ${id}, ${JSON.stringify({ part })}::jsonb, ${at}::timestamptz from seen
		)
		select sealed from seen`.execute(tx);
	return rows[0]?.sealed;
}
