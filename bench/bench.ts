import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { databaseBytes, fill } from './fill.ts';
import { type Installation, install } from './installation.ts';
import type { PathResult } from './latency.ts';
import { measure } from './measure.ts';
import {
	coldStart,
	ended,
	type Load,
	peakMegabytes,
	type Server,
	startLoad,
	startServer,
	startWorker,
} from './processes.ts';
import { floorSubmission, get, queuePages, reportPages, submissions } from './requests.ts';
import type { Path, Settings } from './settings.ts';

export type BenchResult = {
	readonly reports: number;
	readonly paths: Partial<Record<Path, PathResult>>;
	/** The most memory each process held. */
	readonly rss_mb: { readonly web: number; readonly worker: number };
	/** From `npm start` on this data, nothing running, to the first whole page. */
	readonly cold_start_ms: number;
	readonly bytes_per_report: number;
};

type World = {
	readonly env: NodeJS.ProcessEnv;
	readonly tell: (line: string) => void;
};
/** Rejects when somebody wants it to end: what was made is taken away then, too. */
type Interruptible = { readonly interrupted: Promise<never> };
type Servers = { readonly kept: Server; readonly uncached: Server; readonly floor: Server };

/** Makes an installation of its own, fills it, measures every path beside the floor, and takes everything away again. */
export async function bench(settings: Settings, world: World & Interruptible): Promise<BenchResult> {
	const installation = await install();
	try {
		return await Promise.race([world.interrupted, benchIn(installation, settings, world)]);
	} finally {
		await installation.stopDatabase();
		installation.remove();
	}
}

async function benchIn(installation: Installation, settings: Settings, { env, tell }: World) {
	const { owner, directory } = installation;
	const empty = await databaseBytes(owner);
	tell(`filling ${settings.reports} reports`);
	const start = performance.now();
	await fill(owner, directory, settings.reports);
	tell(`filled in ${Math.round((performance.now() - start) / 1000)} s`);
	const bytes = (await databaseBytes(owner)) - empty;
	const { paths, rss_mb } = await measured(installation, settings, { env, tell });
	await installation.stopDatabase();
	const cold = await coldStart({ ...installationEnv(installation, env), TUNTAS_DEMO: 'off' });
	return {
		reports: settings.reports,
		paths,
		rss_mb,
		cold_start_ms: Math.round(cold),
		bytes_per_report: Math.round(bytes / settings.reports),
	};
}

async function measured(installation: Installation, settings: Settings, { env, tell }: World) {
	const ours = installationEnv(installation, env);
	const worker = startWorker(ours);
	await figuresKept(installation);
	const servers = await startServers(installation, ours);
	const load = startLoad(env);
	const paths: Partial<Record<Path, PathResult>> = {};
	try {
		for (const path of settings.paths) {
			const ports = await prepare(path, { installation, servers, load, settings });
			const found = await measure(load, ports, settings);
			paths[path] = found;
			tell(`${path} ${JSON.stringify(found)}`);
		}
		const rss_mb = { web: peakMegabytes(servers.kept.process), worker: peakMegabytes(worker) };
		return { paths, rss_mb };
	} finally {
		await load.end();
		await endAll([servers.kept.process, servers.uncached.process, servers.floor.process, worker]);
	}
}

const FIGURES_MS = 600_000;

/** The worker counts the figures of a filled installation once; in one that lives they are kept, and nothing is counted beside us. */
async function figuresKept({ owner, directory }: Installation): Promise<void> {
	for (const began = performance.now(); performance.now() - began < FIGURES_MS; await pause(500)) {
		const { rowCount } = await owner.query(
			'select from figure_state where agency_id = $1 and until is not null and anew_since is null',
			[directory.agency.id],
		);
		if (rowCount) return;
	}
	throw new Error('the worker did not count the figures of the filled installation');
}

function installationEnv(
	{ data, ownerUrl, appUrl, publicUrl }: Installation,
	env: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
	return {
		...env,
		NODE_ENV: 'production',
		HOST: '127.0.0.1',
		PORT: '0',
		TUNTAS_DATA: data,
		TUNTAS_DEMO: 'on',
		TUNTAS_BACKUP: 'off',
		TUNTAS_LOG: 'warn',
		TUNTAS_OWNER_URL: ownerUrl,
		TUNTAS_APP_URL: appUrl,
		TUNTAS_PUBLIC_URL: publicUrl,
	};
}

/** Two web processes, one of which keeps no pages, and the floor. */
async function startServers(
	{ ownerUrl, directory }: Installation,
	ours: NodeJS.ProcessEnv,
): Promise<Servers> {
	const web = '../scripts/serve-web.ts';
	return {
		kept: await startServer(web, [], ours),
		uncached: await startServer(web, [], { ...ours, TUNTAS_PAGE_CACHE_MB: '0' }),
		floor: await startServer('./floor.ts', [ownerUrl, String(directory.agency.id)], ours),
	};
}

type Ground = {
	readonly installation: Installation;
	readonly servers: Servers;
	readonly load: Load;
	readonly settings: Settings;
};

/** What each path sends to us, and to the floor where that differs. */
const REQUESTS: Record<Path, (ground: Ground) => Promise<{ ours: string[]; floor: string[] }>> = {
	submit: async ({ installation, settings: { seconds, warmSeconds } }) => ({
		ours: await submissions(installation, seconds + warmSeconds),
		floor: [floorSubmission()],
	}),
	report: async ({ installation }) => same(await reportPages(installation, 'hot')),
	report_uncached: async ({ installation }) => same(await reportPages(installation, 'cold')),
	list: async () => same([get('/laporan')]),
	list_uncached: async () => same([get('/laporan')]),
	queue: ({ installation }) => queuePages(installation),
};
const same = (requests: string[]) => ({ ours: requests, floor: requests });

async function prepare(path: Path, ground: Ground) {
	const { ours, floor } = await REQUESTS[path](ground);
	const { load, servers } = ground;
	const isSubmit = path === 'submit';
	const page = 'http/1.1 200 ok';
	await load.prepare({
		prepare: 'ours',
		requests: ours,
		once: isSubmit,
		expects: isSubmit ? 'location: /lapor/terima' : page,
	});
	await load.prepare({
		prepare: 'floor',
		requests: floor,
		once: false,
		expects: isSubmit ? 'location: /l/' : page,
	});
	const server = path.endsWith('_uncached') ? servers.uncached : servers.kept;
	return {
		ours: { requests: 'ours', port: server.port, kept: path === 'report' || path === 'list' },
		floor: { requests: 'floor', port: servers.floor.port, kept: false },
	};
}

async function endAll(children: readonly ChildProcess[]): Promise<void> {
	await Promise.all(children.map(ended));
	await pause(100); // their last connections are told to the database
}
