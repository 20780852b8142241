import { systemFor } from '../access/actor.ts';
import type { AgencyId, ReportId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { citizenMoment } from '../agency/office-hours.ts';
import { addCalendarDays, type LocalDate, localDate, startOf } from '../deadline/calendar.ts';
import { seenBy, type Tx } from '../platform/db.ts';
import { enqueue } from '../platform/jobs.ts';
import { log } from '../platform/log.ts';
import type { FileStore } from '../platform/storage.ts';
import { type JobGround, SYSTEM } from '../report/jobs.ts';
import { erasedFiles, eraseParts, forgetErasedFiles } from './erasure-queries.ts';
import { PARTS } from './holdings.ts';
import { carryOut } from './request-jobs.ts';
import { decideRetention } from './retention.ts';
import {
	advanceRun,
	agenciesWithReports,
	type Candidate,
	type Counts,
	candidates,
	forgetDetails,
	holdForExamination,
	isRestoreUnanswered,
	lockRun,
	openRun,
	type Run,
	ruleRows,
	savePlan,
	tellRetention,
} from './retention-queries.ts';
import { type Rules, rulesFrom } from './rules.ts';

export type RetentionGround = JobGround & { readonly store: FileStore };

const BATCH = 50;
const FILES = 100;
const NONE: Counts = { looked: 0, kept: 0, noticed: 0, identity: 0, contact: 0, content: 0 };

/**
 * Every hour: carries out what was decided about personal data, does the day's work of retention once a day for each
 * government, unless a restore waits for the administrator's word, and takes erased files out of the store. Whoever is killed between is followed by the next hour; each part
 * of a report is erased once.
 */
export async function keepByRule(ground: RetentionGround, at: Date): Promise<void> {
	await carryOut(ground, at);
	// Holds and replies since the backup are unknown here: nothing runs out before somebody said what became of it.
	const waits = await seenBy(SYSTEM, ground.db, isRestoreUnanswered);
	for (const agencyId of waits ? [] : await seenBy(SYSTEM, ground.db, agenciesWithReports)) {
		if (ground.stopping?.aborted) return;
		await runRetention(ground, agencyId, at);
	}
	await removeErasedFiles(ground);
}

/** The day's work for one government, batch by batch, each in a transaction of its own. */
export async function runRetention(ground: RetentionGround, agencyId: AgencyId, at: Date): Promise<Counts> {
	const directory = await ground.directoryOf(agencyId);
	if (!directory) return NONE;
	const rules = rulesFrom(await ruleRows(ground.db.pool, agencyId));
	const today = localDate(at, directory.calendar);
	const run = await seenBy(systemFor(agencyId), ground.db, (tx) => openRun(tx, agencyId, { day: today, at }));
	let counts = NONE;
	let open = run !== undefined;
	while (run && open && !ground.stopping?.aborted) {
		const done = await seenBy(systemFor(agencyId), ground.db, (tx) =>
			batch(tx, run, { agencyId, directory, rules, today, at }),
		);
		counts = sum(counts, done.counts);
		open = done.more;
	}
	if (counts.looked > 0) log.info(counts, 'personal data kept by rule');
	return counts;
}

type Today = {
	readonly agencyId: AgencyId;
	readonly directory: Directory;
	readonly rules: Rules;
	readonly today: LocalDate;
	readonly at: Date;
};

async function batch(
	tx: Tx,
	{ id }: Run,
	world: Today,
): Promise<{ readonly counts: Counts; readonly more: boolean }> {
	const run = await lockRun(tx, id);
	if (!run) return { counts: NONE, more: false };
	const { agencyId, directory, rules, today, at } = world;
	const endedBefore = startOf(addCalendarDays(today, 1 - soonest(rules)), directory.calendar);
	const found = await candidates(tx, { agencyId, afterId: run.afterId, endedBefore, today, most: BATCH });
	let counts: Counts = NONE;
	for (const report of found) counts = sum(counts, await decide(tx, report, world));
	const last: ReportId | null = found.length < BATCH ? null : (found.at(-1)?.id ?? null);
	if (last === null)
		await forgetDetails(
			tx,
			agencyId,
			startOf(addCalendarDays(today, -rules.request.span), directory.calendar),
		);
	await advanceRun(tx, run, { counts, afterId: last, at });
	return { counts, more: last !== null };
}

/** Days after the end before which no rule asks anything. */
function soonest({ identity, contact, content }: Rules): number {
	return Math.min(identity.span, contact.span, content.span - (content.notices[0] ?? 0));
}

async function decide(tx: Tx, report: Candidate, world: Today): Promise<Counts> {
	const { agencyId, directory, rules, today, at } = world;
	const onDay = (instant: Date) => localDate(instant, directory.calendar);
	const facts = { ...report, endedOn: onDay(report.endedAt), heardOn: onDay(report.heardAt) };
	const { kept, erase, plan, notice } = decideRetention(facts, rules, today);
	if (kept === 'examination') await holdForExamination(tx, { agencyId, code: report.code, at });
	if (plan !== report.plan) await savePlan(tx, { id: report.id, agencyId }, plan);
	if (plan && notice && report.hasEmail) {
		const notBefore = citizenMoment(directory, at);
		await tellRetention(tx, { id: report.id, agencyId, eraseOn: plan.eraseOn, days: notice, notBefore });
		await enqueue(tx, 'outbox.send', { agencyId });
	}
	const gone = await eraseParts(tx, {
		id: report.id,
		agencyId,
		parts: erase,
		why: 'retention',
		requestId: null,
		at,
	});
	const erased = Object.fromEntries(PARTS.map((part) => [part, gone.includes(part) ? 1 : 0]));
	return { ...NONE, ...erased, looked: 1, kept: kept ? 1 : 0, noticed: notice ? 1 : 0 };
}

function sum(one: Counts, other: Counts): Counts {
	return {
		looked: one.looked + other.looked,
		kept: one.kept + other.kept,
		noticed: one.noticed + other.noticed,
		identity: one.identity + other.identity,
		contact: one.contact + other.contact,
		content: one.content + other.content,
	};
}

/** Out of the store first, out of the list after: a file is never forgotten while it lies there. */
export async function removeErasedFiles({
	db,
	store,
	stopping,
}: Pick<RetentionGround, 'db' | 'store' | 'stopping'>): Promise<number> {
	let removed = 0;
	while (!stopping?.aborted) {
		const keys = await seenBy(SYSTEM, db, (tx) => erasedFiles(tx, FILES));
		if (keys.length === 0) break;
		for (const key of keys) await store.remove(key);
		await seenBy(SYSTEM, db, (tx) => forgetErasedFiles(tx, keys));
		removed += keys.length;
	}
	return removed;
}
