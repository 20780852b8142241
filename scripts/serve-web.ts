/** The web process: answers health questions and kept pages itself, hands everything else to the built pages. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import pg from 'pg';
import { missingMigrations } from '#db/migrate.ts';
import { forgetDirectories } from '#server/agency/queries.ts';
import { now } from '#server/platform/clock.ts';
import { type Config, readConfig } from '#server/platform/config.ts';
import { connect, waitingForConnections } from '#server/platform/db.ts';
import { awaitFinishedPage, takeFinishedPages } from '#server/platform/finished-page.ts';
import { log, setLogLevel } from '#server/platform/log.ts';
import { showsToken, startMetrics } from '#server/platform/metrics.ts';
import {
	ENCODINGS,
	EVERY_PAGE,
	type KeptPage,
	keptKey,
	PageCache,
	readyAnswer,
	sharedPages,
	sharePages,
} from '#server/platform/page-cache.ts';
import { SECURITY_HEADERS } from '#server/platform/security-headers.ts';
import { whenStartScriptEnds } from '#server/platform/start-script.ts';
import { isWorkerSilent } from '#server/safekeeping/alarms.ts';
import { figuresOf } from '#server/safekeeping/health.ts';
import { lookAround } from '#server/safekeeping/health-commands.ts';

const HEADERS = Object.entries(SECURITY_HEADERS);

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** A kept page shows the day; it is made anew often enough that midnight is not missed for long. */
const KEEP_MS = 30_000;
const LISTEN_AGAIN_MS = 500;
/** How often it is looked whether the worker still shows itself. */
const WATCH_MS = 5 * 60 * 1000;
const SHUTDOWN_MS = 10_000;
/** Most bytes a form with photographs may have; larger ones are refused before they are read. */
const MOST_BYTES = 60 * 1024 * 1024;

const config = readConfig();
setLogLevel(config.TUNTAS_LOG);
Object.assign(process.env, {
	PROTOCOL_HEADER: 'x-tuntas-proto',
	HOST_HEADER: 'x-tuntas-host',
	ADDRESS_HEADER: 'x-tuntas-client',
	BODY_SIZE_LIMIT: String(MOST_BYTES),
});
if (config.TUNTAS_PAGE_CACHE_MB > 0)
	sharePages(new PageCache({ megabytes: config.TUNTAS_PAGE_CACHE_MB, keepMs: KEEP_MS }));
// Without the start script an end would never be asked for, and whoever starts next needs the port.
whenStartScriptEnds(() => process.exit(0));
takeFinishedPages();
const handler = await builtPages();
const db = connect(config.TUNTAS_APP_URL ?? '', 2);
const metrics = startMetrics();
void hearChanges();
setInterval(() => void lookAfterWorker(), WATCH_MS).unref();

const HEALTH: Record<string, (response: ServerResponse) => unknown> = {
	'/healthz': (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('ok\n'),
	'/readyz': async (response) => {
		const fault = await whyNotReady();
		response
			.writeHead(fault ? 503 : 200, { 'content-type': 'text/plain', 'cache-control': 'no-store' })
			.end(`${fault ?? 'ready'}\n`);
	},
	// Whoever does not show the token is answered by the pages: there is no such address.
	'/metrics': async (response) => {
		const signals = await lookAround({ db, config }, now()).catch(() => undefined);
		const figures = { ...(signals && figuresOf(signals)), pool_waiting: waitingForConnections() };
		response
			.writeHead(200, {
				'content-type': 'text/plain; version=0.0.4; charset=utf-8',
				'cache-control': 'no-store',
			})
			.end(await metrics.text(figures));
	},
};

const server = createServer(
	{ headersTimeout: 15_000, requestTimeout: 120_000, keepAliveTimeout: 10_000, maxHeaderSize: 16_384 },
	answer,
);
server.on('error', (fault) => {
	process.send?.({ fault: fault.message });
	process.exitCode = 1;
});
server.listen(config.PORT, config.HOST, () => process.send?.({ ready: true, address: server.address() }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);

function answer(request: IncomingMessage, response: ServerResponse): void {
	introduce(request, config);
	const began = performance.now();
	const { url = '', headers } = request;
	response.once('finish', () =>
		metrics.observe({ url, status: response.statusCode, seconds: (performance.now() - began) / 1000 }),
	);
	const kept = find(request);
	if (kept) return void send(kept, request, response);
	for (const [name, value] of HEADERS) response.setHeader(name, value);
	const isOpen = url !== '/metrics' || showsToken(headers.authorization, config.TUNTAS_METRICS_TOKEN);
	const health = isOpen ? HEALTH[url] : undefined;
	if (health) return void health(response);
	awaitFinishedPage(request, response);
	handler(request, response, () => response.writeHead(404).end());
}

/** Says to the pages who asks and how, believing a proxy only when told so. */
function introduce({ headers, socket }: IncomingMessage, { TUNTAS_TRUST }: Config): void {
	const forwarded = (name: string) =>
		(TUNTAS_TRUST === 'proxy'
			? String(headers[name] ?? '')
					.split(',')
					.at(-1)
					?.trim()
			: '') || undefined;
	headers['x-tuntas-proto'] = forwarded('x-forwarded-proto') === 'https' ? 'https' : 'http';
	headers['x-tuntas-host'] = forwarded('x-forwarded-host') ?? headers.host ?? 'localhost';
	headers['x-tuntas-client'] = forwarded('x-forwarded-for') ?? socket.remoteAddress ?? '';
}

function find({ method = '', url = '', headers }: IncomingMessage): KeptPage | undefined {
	const host = `${headers['x-tuntas-proto']}://${headers['x-tuntas-host']}`;
	const key = keptKey({ method, url, host, cookie: headers.cookie ?? '' });
	return key ? sharedPages()?.find(key, performance.now()) : undefined;
}

function send(page: KeptPage, request: IncomingMessage, response: ServerResponse): void {
	const accepted = String(request.headers['accept-encoding'] ?? '');
	const encoding = ENCODINGS.find((name) => accepted.includes(name)) ?? 'identity';
	const { headers, body } = readyAnswer(page, encoding, SECURITY_HEADERS);
	response.writeHead(200, [...headers]).end(body);
}

async function whyNotReady(): Promise<string | undefined> {
	try {
		const missing = await missingMigrations(db.pool);
		return missing.length > 0 ? 'migrations are missing' : undefined;
	} catch {
		return 'the database cannot be reached';
	}
}

/** Hears of changes made by other processes; while it cannot hear, nothing is kept. */
async function hearChanges(): Promise<void> {
	const client = new pg.Client({ connectionString: config.TUNTAS_APP_URL, keepAlive: true });
	client.on('notification', ({ payload }) => heard(payload ?? ''));
	client.on('error', () => undefined); // a lost connection says so more than once; its end is what counts
	client.once('end', again);
	try {
		await client.connect();
		await client.query('listen page');
		sharedPages()?.listen(true);
	} catch {
		void client.end().catch(() => undefined);
	}
}

/** Before the pages, what they are made of: a page made from what was read before must not be kept. */
function heard(what: string): void {
	if (what === EVERY_PAGE) forgetDirectories();
	sharedPages()?.forget(what);
}

function again(): void {
	sharedPages()?.listen(false);
	setTimeout(() => void hearChanges(), LISTEN_AGAIN_MS).unref();
}

/** A worker that does not run can write to nobody. What letters need is loaded only then: hardly ever. */
async function lookAfterWorker(): Promise<void> {
	const signals = await lookAround({ db, config }, now()).catch(() => undefined);
	if (!signals || !isWorkerSilent(signals)) return;
	log.error('the worker is silent');
	if (!config.TUNTAS_SMTP) return;
	const { smtpMailer } = await import('#server/platform/mail.ts');
	const { tellOfSilentWorker } = await import('#server/safekeeping/silent-worker-commands.ts');
	const mailer = smtpMailer(config.TUNTAS_SMTP, config.TUNTAS_MAIL_FROM);
	await tellOfSilentWorker({ db, mailer, now }).catch((fault: unknown) =>
		log.error({ fault }, 'nobody could be told that the worker is silent'),
	);
	mailer.close();
}

/** The address stands in a variable so that type checking does not need the build. */
async function builtPages(): Promise<Handler> {
	const built = new URL('../build/handler.js', import.meta.url).href;
	return ((await import(built)) as { handler: Handler }).handler;
}

function stop(): void {
	log.info('the web process ends');
	server.close(() => process.exit(0));
	server.closeIdleConnections();
	setTimeout(() => process.exit(0), SHUTDOWN_MS).unref();
}
