/** The whole background on one page: which job is done by which function, and when. Run as `node src/worker.ts`. */
import { type CronItemOptions, Logger, parseCronItems, type Runner, run, type Task } from 'graphile-worker';
import { forgetOldSignIns } from '#server/access/jobs.ts';
import type { AgencyId } from '#server/access/policy.ts';
import { directoryOfAgency, forgetDirectories } from '#server/agency/queries.ts';
import { carryOutPlans } from '#server/agency/unit-plan-jobs.ts';
import { scanWaiting } from '#server/attachment/jobs.ts';
import { keepFigures, recountFigures } from '#server/dashboard/jobs.ts';
import { sendDue } from '#server/notification/jobs.ts';
import { now } from '#server/platform/clock.ts';
import { seenBy } from '#server/platform/db.ts';
import type { Jobs } from '#server/platform/jobs.ts';
import { log } from '#server/platform/log.ts';
import { smtpMailer } from '#server/platform/mail.ts';
import { whenStartScriptEnds } from '#server/platform/start-script.ts';
import { takeWorkersTurn } from '#server/platform/worker-turn.ts';
import { remindOfBreaches } from '#server/privacy/breach-queries.ts';
import { carryOut } from '#server/privacy/request-jobs.ts';
import { keepByRule, removeErasedFiles } from '#server/privacy/retention-jobs.ts';
import { keepRoots } from '#server/report/chain-commands.ts';
import { sweepDrafts, sweepStaged } from '#server/report/draft-jobs.ts';
import { keepHouse } from '#server/report/housekeeping-jobs.ts';
import { type JobGround, runOverruns, SYSTEM } from '#server/report/jobs.ts';
import { recountClocks } from '#server/report/recount-jobs.ts';
import { handOverReports } from '#server/report/succession-jobs.ts';
import { openSafekeeping } from '#server/safekeeping/ground-commands.ts';
import { certify, keepLog, keepSafe, watchHealth } from '#server/safekeeping/jobs.ts';
import { rotateKeys } from '#server/safekeeping/rotation-jobs.ts';
import { dataFolders, openServices } from '#server/services.ts';

const services = await openServices();
const { config, db, reader, ring, store } = services;
const stopping = new AbortController();
const mailer = config.TUNTAS_SMTP ? smtpMailer(config.TUNTAS_SMTP, config.TUNTAS_MAIL_FROM) : null;
const ground: JobGround = {
	db,
	directoryOf: (id) => directoryOfAgency(db.pool, id),
	stopping: stopping.signal,
};

if (!config.TUNTAS_OWNER_URL) throw new Error('Start Tuntas with npm start: it hands over TUNTAS_OWNER_URL.');
const safekeeping = await openSafekeeping({ config, ownerUrl: config.TUNTAS_OWNER_URL, db, now });

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const STOP_MS = 10_000;

/** Jobs nobody adds but the clock on the wall. */
type Timed =
	| 'backup.log'
	| 'backup.night'
	| 'breaches.remind'
	| 'clocks.run'
	| 'drafts.sweep'
	| 'figures.anew'
	| 'figures.keep'
	| 'files.scan'
	| 'evidence.root'
	| 'health.watch'
	| 'house.keep'
	| 'personal_data.keep'
	| 'sign_ins.forget'
	| 'units.plan';

const TASKS: Record<keyof Jobs | Timed, Task> = {
	'outbox.send': async () => void (await sendDue({ ...ground, ring, mailer, now })),
	'breaches.remind': async () => void (await seenBy(SYSTEM, db, (tx) => remindOfBreaches(tx, now()))),
	'clocks.run': async () => void (await runOverruns(ground, now())),
	'clocks.recount': async (payload) => {
		forgetDirectories(); // what was read before the change would count the old days
		const { agencyId } = payload as Jobs['clocks.recount'];
		await recountClocks(ground, agencyId as AgencyId, now());
		await recountFigures(ground, agencyId as AgencyId);
	},
	'units.hand_over': async (payload) => {
		forgetDirectories();
		const { agencyId } = payload as Jobs['units.hand_over'];
		await handOverReports(ground, agencyId as AgencyId, now());
	},
	'units.plan': async () =>
		void (await carryOutPlans({ db, viewer: SYSTEM, directoryNow, stopping: stopping.signal }, now())),
	'figures.keep': () => keepFigures(ground),
	'figures.anew': () => recountFigures(ground, null),
	'files.scan': async () => void (await seenBy(SYSTEM, db, (tx) => scanWaiting(tx, services))),
	'drafts.sweep': async () => {
		await seenBy(SYSTEM, db, (tx) => sweepDrafts(tx, { ring, store }, now()));
		await seenBy(SYSTEM, db, (tx) => sweepStaged(tx, { store }, now()));
		await services.uploadStore.deleteExpired();
	},
	'evidence.root': async () => void (await keepRoots(db, now())),
	'health.watch': () => watchHealth({ db, config }, now()),
	'house.keep': async () => void (await keepHouse(ground, now())),
	'personal_data.erase': async () => {
		await carryOut(ground, now());
		await removeErasedFiles({ ...ground, store });
	},
	'personal_data.keep': () => keepByRule({ ...ground, store }, now()),
	'sign_ins.forget': () => forgetOldSignIns(db, now()),
	'backup.log': async () => void (safekeeping && (await keepLog(safekeeping))),
	'backup.night': async () => void (safekeeping && (await keepSafe(safekeeping))),
	'keys.rotate': () =>
		rotateKeys({ db, keyFile: dataFolders(config.TUNTAS_DATA).keyFile, now, stopping: stopping.signal }),
	'backup.certify': async () => void (safekeeping && (await certify(safekeeping))),
};

/** When, in UTC. The root of a day is made once it is over in the westernmost zone of the country. */
const TIMES = [
	{ task: 'clocks.run', match: '* * * * *', options: { maxAttempts: 1 } },
	{ task: 'outbox.send', match: '* * * * *', options: { maxAttempts: 1 } },
	{ task: 'breaches.remind', match: '*/5 * * * *', options: { maxAttempts: 1 } },
	{ task: 'units.plan', match: '*/5 * * * *', options: { maxAttempts: 1 } },
	{ task: 'figures.keep', match: '* * * * *', options: { maxAttempts: 1, queueName: 'figures.keep' } },
	{ task: 'figures.anew', match: '10 18 * * *', options: { maxAttempts: 3 } },
	{ task: 'files.scan', match: '* * * * *', options: { maxAttempts: 1 } },
	{ task: 'drafts.sweep', match: '*/10 * * * *', options: { maxAttempts: 1 } },
	{ task: 'health.watch', match: '12 * * * *', options: { maxAttempts: 1 } },
	{ task: 'house.keep', match: '7 * * * *', options: { maxAttempts: 3 } },
	{ task: 'personal_data.keep', match: '52 * * * *', options: { maxAttempts: 3, backfillPeriod: HOUR_MS } },
	{ task: 'sign_ins.forget', match: '37 * * * *', options: { maxAttempts: 3 } },
	{ task: 'backup.log', match: '*/5 * * * *', options: { maxAttempts: 1 } },
	{ task: 'backup.night', match: '40 17 * * *', options: { maxAttempts: 1, backfillPeriod: DAY_MS } },
	{ task: 'evidence.root', match: '20 17 * * *', options: { backfillPeriod: 2 * DAY_MS } },
] as const satisfies { task: keyof typeof TASKS; match: string; options: CronItemOptions }[];

let runner: Runner | undefined;
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, stop);
// Without the start script nobody would ever end this process.
whenStartScriptEnds(stop);
const leaveTurn = await takeWorkersTurn({ ownerUrl: config.TUNTAS_OWNER_URL, lost: stop });
runner = await run({
	connectionString: config.TUNTAS_OWNER_URL,
	maxPoolSize: 6,
	concurrency: 4,
	pollInterval: 2000,
	noHandleSignals: true,
	taskList: TASKS,
	// One of a kind waits at most: a worker that was away finds one job of each, not a thousand.
	parsedCronItems: parseCronItems(
		TIMES.map((item) => ({ ...item, options: { ...item.options, jobKey: item.task } })),
	),
	logger: new Logger(() => (level, message) => {
		if (level === 'error') log.error(message);
		if (level === 'warning') log.warn(message);
	}),
});

// What came due while nothing ran is done at once, not at the next full minute.
for (const job of ['units.plan', 'clocks.run', 'outbox.send', 'figures.keep'] as const)
	if (!stopping.signal.aborted) await runner.addJob(job, {}, { jobKey: job, queueName: job });
log.info({ mail: mailer !== null }, 'the worker runs');
await runner.promise;

function directoryNow(id: AgencyId) {
	forgetDirectories();
	return directoryOfAgency(db.pool, id);
}

/** What is begun is finished, nothing more is taken up. */
async function stop(): Promise<void> {
	if (stopping.signal.aborted) return;
	stopping.abort();
	setTimeout(() => process.exit(1), STOP_MS).unref(); // a database that is gone is not waited for
	if (!runner) process.exit(0);
	await runner.stop();
	leaveTurn();
	mailer?.close();
	services.reencoder.close();
	services.inspector.close();
	await Promise.all([db.destroy(), reader.destroy()]);
	log.info('the worker ends');
	if (process.connected) process.disconnect(); // whoever listens for the start script's end is kept alive by it
}
