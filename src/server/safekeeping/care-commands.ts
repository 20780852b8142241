import type { ChangeAction } from '../access/change-actions.ts';
import { type By, type Facts, noteChange } from '../access/change-log-commands.ts';
import type { AgencyId } from '../access/policy.ts';
import { type Database, seenBy, type Tx } from '../platform/db.ts';
import { enqueue } from '../platform/jobs.ts';
import { SYSTEM } from '../report/jobs.ts';
import { type DeadMessage, deadMessages, retryMessage } from './health-queries.ts';
import {
	answerRestoration,
	type DeadJob,
	deadJobs,
	openRestoration,
	type Restoration,
	type Run,
	recentRuns,
	retryJob,
	runsInstallation,
} from './run-queries.ts';

/** Who takes care of the installation, and when. */
export type Care = { readonly db: Database; readonly by: By; readonly at: Date };

/** Whether somebody of this government takes care of the whole installation. */
export function takesCare(db: Database, agencyId: AgencyId): Promise<boolean> {
	return seenBy(SYSTEM, db, (tx) => runsInstallation(tx, agencyId));
}

/** What lies there and waits for somebody's word. */
export type Left = {
	readonly restoration: Restoration | null;
	readonly messages: readonly DeadMessage[];
	readonly jobs: readonly DeadJob[];
	readonly runs: readonly Run[];
};

const MOST = 50;

export function findLeft(db: Database): Promise<Left> {
	return seenBy(SYSTEM, db, async (tx) => ({
		restoration: (await openRestoration(tx)) ?? null,
		messages: await deadMessages(tx, MOST),
		jobs: await deadJobs(tx),
		runs: await recentRuns(tx, 14),
	}));
}

/** Has a message or a job that was given up tried once more; may be asked twice. */
export function tryAgain(care: Care, what: 'message' | 'job', id: number): Promise<void> {
	return act(care, async (tx) => {
		const isTaken = what === 'job' ? await retryJob(tx, id, care.at) : await retryMessage(tx, id);
		if (!isTaken) return;
		if (what === 'message') await enqueue(tx, 'outbox.send', { agencyId: care.by.agencyId }, 'outbox.send');
		await note(tx, care, { action: `${what}_retried`, subject: `${what} ${id}`, after: null });
	});
}

/** Says what becomes of the messages a restore held back. */
export function answerHeld(care: Care, answer: 'release' | 'drop'): Promise<void> {
	return act(care, async (tx) => {
		if (!(await openRestoration(tx))) return;
		const count = await answerRestoration(tx, answer, { personId: care.by.personId, at: care.at });
		if (answer === 'release') await enqueue(tx, 'outbox.send', { agencyId: care.by.agencyId }, 'outbox.send');
		const action = answer === 'release' ? 'held_messages_released' : 'held_messages_dropped';
		await note(tx, care, { action, subject: 'restore', after: { count } });
	});
}

/** Has the newest backup restored for trial as soon as the worker can. */
export function askCertificate(care: Care): Promise<void> {
	return act(care, (tx) => enqueue(tx, 'backup.certify', {}, 'backup.certify'));
}

function act(care: Care, work: (tx: Tx) => Promise<void>): Promise<void> {
	return seenBy(SYSTEM, care.db, work);
}

type Noted = { readonly action: ChangeAction; readonly subject: string; readonly after: Facts | null };

function note(tx: Tx, { by, at }: Care, noted: Noted): Promise<void> {
	return noteChange(tx, { ...noted, before: null, by, at });
}
