import { systemFor } from '../access/actor.ts';
import { type Database, seenBy } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import type { Letter, Mailer } from '../platform/mail.ts';
import { type JobGround, SYSTEM } from '../report/jobs.ts';
import { alarm, raiseAlarm } from './alarm-commands.ts';
import { LEASE_MS, type Outcome, settle } from './delivery.ts';
import { type PrepareGround, prepare } from './letter-commands.ts';
import {
	type Claimed,
	claimDue,
	countOutbox,
	holdAfterRestore,
	holdDemonstrations,
	type OutboxHealth,
	saveSettlement,
} from './queries.ts';

export type SendGround = JobGround &
	PrepareGround & {
		/** Null without a mail server: messages wait. */
		readonly mailer: Mailer | null;
		/** Asked anew for every batch: a long run must not give out leases that have run out. */
		readonly now: () => Date;
	};

/** As much of it as a batch needs, and how its messages become letters. */
type Post = Pick<SendGround, 'db' | 'mailer' | 'now'> & {
	/** Messages of this template alone; null for all. */
	readonly only: string | null;
	readonly prepared: (message: Claimed, at: Date) => Promise<Letter | Outcome>;
};

/** What became of how many messages. */
export type Sent = Readonly<Partial<Record<Outcome['kind'], number>>>;

const BATCH = 12;

/**
 * On every new message, and every minute as a net: sends what is due. Safe to run twice, late, or in parallel.
 *
 * A message is sent at least once: a worker that dies between the server's yes and our own note of it leaves the
 * message to the next, who repeats it under the same Message-ID, by which receivers recognise it.
 */
export async function sendDue(ground: SendGround): Promise<Sent> {
	const held = await seenBy(
		SYSTEM,
		ground.db,
		async (tx) => (await holdDemonstrations(tx, ground.now())) + (await holdAfterRestore(tx)),
	);
	const post: Post = { ...ground, only: null, prepared: (message, at) => prepare(ground, message, at) };
	const kinds: Outcome['kind'][] = [];
	while (!ground.stopping?.aborted) {
		const batch = await sendBatch(post);
		kinds.push(...batch);
		if (batch.length === 0 || batch.includes('away')) break;
	}
	const counts = countOf(kinds, held);
	if (Object.keys(counts).length > 0) log.info(counts, 'messages');
	return counts;
}

/** Sends the letters to whoever runs the installation and nothing else: for a process that does no other work of the worker. */
export async function sendAlarms({ db, ...rest }: Pick<SendGround, 'db' | 'mailer' | 'now'>): Promise<void> {
	const prepared = (message: Claimed, at: Date) =>
		seenBy(systemFor(message.agencyId), db, (tx) => alarm(tx, message, at));
	await sendBatch({ ...rest, db, only: 'alarm', prepared });
}

/** How the outbox of the whole installation is doing, for an alarm: a dead mailbox must not stay unnoticed. */
export function outboxHealth(db: Database): Promise<OutboxHealth> {
	return seenBy(SYSTEM, db, countOutbox);
}

async function sendBatch(post: Post): Promise<Outcome['kind'][]> {
	const { mailer, only } = post;
	if (!mailer) return [];
	const at = post.now();
	const lease = new Date(at.getTime() + LEASE_MS);
	const claimed = await seenBy(SYSTEM, post.db, (tx) => claimDue(tx, { at, lease, most: BATCH, only }));
	return Promise.all(claimed.map((message) => handle({ ...post, mailer }, message, { at, lease })));
}

type Ready = Post & { readonly mailer: Mailer };
type Hold = { readonly at: Date; readonly lease: Date };

async function handle(ground: Ready, message: Claimed, { at, lease }: Hold): Promise<Outcome['kind']> {
	const outcome = await deliver(ground, message, at);
	const done = ground.now();
	const settlement = settle(outcome, message.attempts, done);
	const isGivenUp = settlement.state === 'dead';
	await seenBy(SYSTEM, ground.db, async (tx) => {
		await saveSettlement(tx, message.id, settlement, { at: done, lease });
		// An alarm that does not leave raises no other.
		if (isGivenUp && message.template !== 'alarm')
			await raiseAlarm(tx, { about: 'outbox', problem: 'given_up', at: done });
	});
	if (isGivenUp) log.error({ message: message.id, why: settlement.error }, 'a message was given up');
	return outcome.kind;
}

/** Our own fault must not stop the other messages: this one is put off like any other, and seen in the log. */
async function deliver(ground: Ready, message: Claimed, at: Date): Promise<Outcome> {
	try {
		const prepared = await ground.prepared(message, at);
		return 'kind' in prepared ? prepared : await ground.mailer.send(prepared);
	} catch (fault) {
		log.error({ message: message.id, fault }, 'a message could not be prepared');
		return { kind: 'deferred', why: 'our own fault' };
	}
}

function countOf(kinds: readonly Outcome['kind'][], held: number): Sent {
	const counts: Partial<Record<Outcome['kind'], number>> = held > 0 ? { held } : {};
	for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
	return counts;
}
