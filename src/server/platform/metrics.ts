import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { isSameSecret, sha256 } from './hash.ts';

/** What a request was for. Never its address: those name reports. */
const CLASSES = {
	'': 'home',
	lapor: 'form',
	l: 'report',
	t: 'report',
	lacak: 'report',
	laporan: 'list',
	rapor: 'list',
	foto: 'files',
	berkas: 'files',
	masuk: 'account',
	akun: 'account',
	petugas: 'desk',
	pimpinan: 'desk',
	pengawas: 'desk',
	kelola: 'admin',
	_app: 'assets',
} as const satisfies Record<string, string>;

/** The class of an address, by its first part; everything else is `other`. */
export function routeClass(url: string): string {
	const [first = ''] = url.slice(1).split(/[/?#]/, 1);
	return Object.hasOwn(CLASSES, first) ? CLASSES[first as keyof typeof CLASSES] : 'other';
}

/** Seconds from the first byte asked to the last one given; a phone's patience ends at about two. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10];

export type Metrics = {
	/** Counts a finished request. */
	observe(request: { readonly url: string; readonly status: number; readonly seconds: number }): void;
	/** Everything, as Prometheus reads it; `figures` are asked for at this moment. */
	text(figures: Readonly<Record<string, number>>): Promise<string>;
};

/** The figures of one process. */
export function startMetrics(): Metrics {
	const registers = [new Registry()];
	const labelNames = ['class', 'status'] as const;
	const requests = new Counter({
		name: 'tuntas_requests_total',
		help: 'Requests answered.',
		labelNames,
		registers,
	});
	const seconds = new Histogram({
		name: 'tuntas_request_seconds',
		help: 'How long requests took.',
		labelNames: ['class'] as const,
		buckets: BUCKETS,
		registers,
	});
	const gauges = new Map<string, Gauge>();
	const gauge = (name: string) => {
		const known =
			gauges.get(name) ?? new Gauge({ name: `tuntas_${name}`, help: HELP[name] ?? name, registers });
		gauges.set(name, known);
		return known;
	};
	return {
		observe({ url, status, seconds: took }) {
			const kind = routeClass(url);
			requests.inc({ class: kind, status: String(status) });
			seconds.observe({ class: kind }, took);
		},
		text(figures) {
			for (const [name, value] of Object.entries({ ...figures, ...ownFigures() })) gauge(name).set(value);
			return registers[0]?.metrics() ?? Promise.resolve('');
		},
	};
}

const HELP: Readonly<Record<string, string>> = {
	worker_age_seconds: 'Since the worker last showed itself, as it does every minute; -1: never.',
	queue_age_seconds: 'How long the oldest background job that is due has waited.',
	queue_dead: 'Background jobs given up after their last try.',
	outbox_age_seconds: 'How long the oldest message that could leave has waited.',
	outbox_waiting: 'Messages that could leave.',
	outbox_dead: 'Messages given up after their last try.',
	clocks_overdue_seconds: 'How long the oldest clock whose moment has come waits for the worker.',
	retention_age_seconds:
		'Since the day’s work of retention was last whole, in the government where that is longest ago.',
	backup_age_seconds: 'Since the last whole backup; -1: none yet.',
	log_age_seconds: 'Since the log of the database was last kept; what would be lost at most. -1: never.',
	restore_certificate_age_seconds: 'Since a backup was last restored and checked whole; -1: never.',
	second_place_age_seconds: 'Since the second place last held everything; -1: never, or there is none.',
	safekeeping_failing:
		'How many of backup, log, second place and trial restore failed the last time they were tried.',
	disk_free_bytes: 'Room left where the data lies.',
	pool_waiting: 'Requests of this process that wait for a connection to the database.',
	resident_bytes: 'Memory of this process.',
	heap_bytes: 'Memory its objects take.',
	up_seconds: 'Since this process began.',
};

function ownFigures(): Readonly<Record<string, number>> {
	const { rss, heapUsed } = process.memoryUsage();
	return { resident_bytes: rss, heap_bytes: heapUsed, up_seconds: Math.round(process.uptime()) };
}

/** Whether a request shows the token; without a token set nobody does. Takes as long whatever is shown. */
export function showsToken(authorization: string | undefined, token: string | undefined): boolean {
	const hashed = (text: string) => Buffer.from(sha256(text));
	const isSame = isSameSecret(hashed(authorization ?? ''), hashed(`Bearer ${token ?? ''}`));
	return token !== undefined && isSame;
}
