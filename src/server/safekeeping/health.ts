import type { SafekeepingProblem } from './fault.ts';

/** What is known of the system at one moment. */
export type Signals = {
	readonly at: Date;
	/** Who sees to backups: we, the administrator's own tools, or nobody. */
	readonly backups: 'ours' | 'external' | 'off';
	readonly hasSecondPlace: boolean;
	readonly backup: Tried | null;
	readonly log: Tried | null;
	readonly secondPlace: Tried | null;
	readonly certificate: Tried | null;
	readonly outbox: { readonly waiting: number; readonly oldest: Date | null; readonly dead: number };
	readonly mail: 'configured' | 'missing';
	/** When the worker last showed itself, which it does every minute. */
	readonly workerSeen: Date | null;
	readonly queue: { readonly waiting: number; readonly oldest: Date | null; readonly dead: number };
	/** Clocks whose moment has come and that the worker has not seen to; since when the oldest waits. */
	readonly clocksSince: Date | null;
	/** When the day's work of retention was last whole in the government where that is longest ago; null while it rests. */
	readonly retentionSince: Date | null;
	readonly disk: { readonly free: number; readonly total: number };
	readonly heldMessages: number | null;
	readonly keyCopy: 'confirmed' | 'missing';
};

/** Of one kind of round: the last that came about, and why the last one did not. */
export type Tried = { readonly good: Date | null; readonly problem: SafekeepingProblem | null };

/** Fine; worth a look one of these days; something to do today. */
export type State = 'well' | 'look' | 'act';

export const HEALTH = [
	'restore',
	'backup',
	'certificate',
	'log',
	'second_place',
	'key_copy',
	'disk',
	'worker',
	'clocks',
	'retention',
	'queue',
	'outbox',
] as const;
export type HealthName = (typeof HEALTH)[number];

/** One line of the page: what, how it is, and what its words need. */
export type HealthLine = {
	readonly name: HealthName;
	readonly state: State;
	readonly since: Date | null;
	readonly count: number | null;
	readonly problem: SafekeepingProblem | null;
};

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;
const GIGABYTE = 1024 ** 3;

type Judge = (signals: Signals) => Partial<HealthLine> & { readonly state: State };

/** After how long each round is worth a look, and when something must be done. */
const PATIENCE = {
	backup: { look: 26 * HOUR, act: 50 * HOUR },
	certificate: { look: 50 * HOUR, act: 8 * 24 * HOUR },
	log: { look: 20 * MINUTE, act: 2 * HOUR },
	second_place: { look: 26 * HOUR, act: 50 * HOUR },
} as const;
const SILENT_WORKER = 10 * MINUTE;
const LATE_MESSAGE = HOUR;
const LATE_JOB = 10 * MINUTE;
const LATE_CLOCK = 5 * MINUTE;
/** It comes about each day; two missed days are no accident. */
const LATE_RETENTION = { look: 26 * HOUR, act: 50 * HOUR } as const;

const JUDGES: Record<HealthName, Judge> = {
	restore: ({ heldMessages }) => ({ state: heldMessages === null ? 'well' : 'act', count: heldMessages }),
	backup: ({ at, backup, backups }) =>
		backups === 'ours' ? roundOf(backup, at, PATIENCE.backup) : { state: 'look' },
	certificate: ({ at, certificate, backups }) =>
		backups === 'ours' ? roundOf(certificate, at, PATIENCE.certificate) : { state: 'look' },
	log: ({ at, log, backups }) => (backups === 'ours' ? roundOf(log, at, PATIENCE.log) : { state: 'look' }),
	second_place: ({ at, secondPlace, hasSecondPlace }) =>
		hasSecondPlace ? roundOf(secondPlace, at, PATIENCE.second_place) : { state: 'look' },
	key_copy: ({ keyCopy }) => ({ state: keyCopy === 'confirmed' ? 'well' : 'act' }),
	disk: ({ disk: { free, total } }) => {
		const share = total > 0 ? free / total : 1;
		const look = share < 0.15 ? 'look' : 'well';
		return {
			state: share < 0.05 || free < GIGABYTE ? 'act' : look,
			count: Math.round((free / GIGABYTE) * 10) / 10,
		};
	},
	worker: ({ at, workerSeen }) => {
		const state = isOlder(workerSeen, at, SILENT_WORKER) ? 'act' : 'well';
		return { state: workerSeen ? state : 'look', since: workerSeen };
	},
	clocks: ({ at, clocksSince }) => ({
		state: isOlder(clocksSince, at, LATE_CLOCK) ? 'act' : 'well',
		since: clocksSince,
	}),
	retention: ({ at, retentionSince }) => {
		const look = isOlder(retentionSince, at, LATE_RETENTION.look) ? 'look' : 'well';
		return { state: isOlder(retentionSince, at, LATE_RETENTION.act) ? 'act' : look, since: retentionSince };
	},
	queue: ({ at, queue: { oldest, dead } }) => {
		const look = dead > 0 ? 'look' : 'well';
		return { state: isOlder(oldest, at, LATE_JOB) ? 'act' : look, since: oldest, count: dead };
	},
	outbox: ({ at, outbox: { oldest, dead, waiting }, mail }) => {
		const look = dead > 0 || mail === 'missing' ? 'look' : 'well';
		const isStuck = mail === 'configured' && isOlder(oldest, at, LATE_MESSAGE);
		return { state: isStuck ? 'act' : look, since: oldest, count: dead > 0 ? dead : waiting };
	},
};

/** Every line, what needs doing first. */
export function healthOf(signals: Signals): readonly HealthLine[] {
	const order = { act: 0, look: 1, well: 2 } as const;
	return HEALTH.map((name) => ({
		name,
		since: null,
		count: null,
		problem: null,
		...JUDGES[name](signals),
	})).sort((a, b) => order[a.state] - order[b.state]);
}

function roundOf(
	tried: Tried | null,
	at: Date,
	{ look, act }: { readonly look: number; readonly act: number },
): Partial<HealthLine> & { readonly state: State } {
	if (!tried) return { state: 'look' };
	const { good, problem } = tried;
	const age = good ? at.getTime() - good.getTime() : Number.POSITIVE_INFINITY;
	const isLate = age > look ? 'look' : 'well';
	return { state: problem || age > act ? 'act' : isLate, since: good, problem };
}

function isOlder(since: Date | null, at: Date, than: number): boolean {
	return since !== null && at.getTime() - since.getTime() > than;
}

/** The same for a machine that watches: ages in seconds, -1 for what never came about. */
export function figuresOf(signals: Signals): Readonly<Record<string, number>> {
	const { at, queue, outbox, backup, log, secondPlace, certificate, disk } = signals;
	const rounds = [backup, log, secondPlace, certificate];
	const age = (since: Date | null, never: number) =>
		since ? Math.max(0, Math.round((at.getTime() - since.getTime()) / 1000)) : never;
	return {
		worker_age_seconds: age(signals.workerSeen, -1),
		queue_age_seconds: age(queue.oldest, 0),
		queue_dead: queue.dead,
		outbox_age_seconds: age(outbox.oldest, 0),
		outbox_waiting: outbox.waiting,
		outbox_dead: outbox.dead,
		clocks_overdue_seconds: age(signals.clocksSince, 0),
		retention_age_seconds: age(signals.retentionSince, 0),
		backup_age_seconds: age(backup?.good ?? null, -1),
		log_age_seconds: age(log?.good ?? null, -1),
		restore_certificate_age_seconds: age(certificate?.good ?? null, -1),
		second_place_age_seconds: age(secondPlace?.good ?? null, -1),
		safekeeping_failing: rounds.filter((tried) => tried?.problem).length,
		disk_free_bytes: disk.free,
	};
}
