import { sql } from 'kysely';
import type { UnitId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { citizenMoment, officeMoment } from '../agency/office-hours.ts';
import type { Tx } from '../platform/db.ts';
import { enqueue } from '../platform/jobs.ts';
import type { Standing } from './queries.ts';
import { type Audience, STEPS, type StepName, type StepRule } from './steps.ts';

export type Telling = {
	readonly step: StepName;
	readonly seq: number;
	readonly at: Date;
	readonly directory: Directory;
};

/** A message to be sent; whom it reaches, the sender looks up when it sends. */
type Message = {
	readonly recipient: { readonly to: Audience; readonly unitId?: UnitId | null };
	readonly notBefore: Date;
};

/** Puts what a step tells whom into the outbox, with its job, in the step's own transaction. */
export async function tellOf(tx: Tx, report: Standing, telling: Telling): Promise<void> {
	const rule: StepRule = STEPS[telling.step];
	const messages = rule.tells.flatMap((audience) => messagesFor(audience, report, telling));
	if (messages.length === 0) return;
	await sql`
		insert into outbox (agency_id, report_id, step_seq, recipient, channel, template, facts, not_before, once)
		select ${report.agencyId}, ${report.id}, ${telling.seq}, recipient, 'email', ${telling.step}, '{}', "notBefore", ${`${report.id} ${telling.seq} `} || (recipient->>'to')
		from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as x(recipient jsonb, "notBefore" timestamptz)
		on conflict (once) do nothing`.execute(tx);
	await enqueue(tx, 'outbox.send', { agencyId: report.agencyId });
}

function messagesFor(audience: Audience, report: Standing, { at, directory }: Telling): Message[] {
	if (audience === 'followers') return [];
	if (audience === 'reporter')
		return report.hasEmail ? [{ recipient: { to: audience }, notBefore: citizenMoment(directory, at) }] : [];
	const unitId = audience === 'verifier' ? report.verifierUnitId : (report.unitId ?? report.verifierUnitId);
	return [{ recipient: { to: audience, unitId }, notBefore: officeMoment(directory, unitId, at) }];
}
