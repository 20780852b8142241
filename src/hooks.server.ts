import { hash, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { error, type RequestEvent, redirect } from '@sveltejs/kit';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { staffOf } from '#server/access/session-commands.ts';
import { directoryOfHost, forgetDirectories } from '#server/agency/queries.ts';
import { now } from '#server/platform/clock.ts';
import { statusOfFault } from '#server/platform/fault.ts';
import { areFinishedPagesTaken, handOver } from '#server/platform/finished-page.ts';
import { log } from '#server/platform/log.ts';
import { isOwnForm } from '#server/platform/own-form.ts';
import { keptKey, sharedPages } from '#server/platform/page-cache.ts';
import { heldReceipts } from '#server/platform/receipt-cookie.ts';
import { openServices, type Services } from '#server/services.ts';
import { langOf, words } from '#text/words.ts';

let services: Services;
export const init: ServerInit = async () => {
	services = await openServices();
};

/** Set by a page's load: codes of the reports it shows, or `*`. Never leaves this process. */
const KEEP = 'x-tuntas-keep';
const STAFF_PATHS = /^\/(petugas|akun|kelola|pimpinan|pengawas)(\/|$)/;

export const handle: Handle = async ({ event, resolve }) => {
	const { request, url, locals, cookies } = event;
	const madeIn = sharedPages()?.generation ?? 0;
	locals.lang = langOf(cookies.get('tuntas_bahasa'));
	const { errors } = words(locals.lang);
	if (!isOwnForm(request, url.origin)) error(403, errors.foreignForm);
	// The framework's own road to a page's data: nobody here takes it, and what it answers is no page to be kept.
	if (event.isDataRequest) error(404, errors.notFound);

	const directory = await directoryOfHost(services.reader.pool, url.hostname.replace(/^\[|\]$/g, ''));
	if (!directory) error(404, errors.noGovernment);
	Object.assign(locals, {
		services,
		directory,
		now: now(),
		client: event.getClientAddress(),
		touched: new Set<string>(),
		receipts: heldReceipts(services.ring, cookies),
		staff: await staffOf(services, { cookies, url, directory, client: event.getClientAddress(), now: now() }),
	});
	if (STAFF_PATHS.test(url.pathname) && !locals.staff)
		redirect(303, `/masuk?lanjut=${encodeURIComponent(url.pathname + url.search)}`);

	let page: string | undefined;
	const response = await resolve(event, {
		transformPageChunk: ({ html }) => {
			page = html
				.replace('%lang%', locals.lang)
				.replace('%body%', STAFF_PATHS.test(url.pathname) ? ' class="desk"' : '');
			return areFinishedPagesTaken() ? '' : page;
		},
	});
	dress(response, locals);
	forgetTouched(locals);
	forgetChanged(request, url);
	const tags = response.headers.get(KEEP);
	response.headers.delete(KEEP);
	// An answer without an entity tag is none of a page that was made.
	if (page === undefined || !areFinishedPagesTaken() || !response.headers.has('etag')) return response;
	return finish(response, { page: Buffer.from(page), tags, event, madeIn });
};

function dress({ headers }: Response, { staff, receipts }: App.Locals): void {
	const isPersonal = staff !== null || receipts.length > 0;
	if (isPersonal) headers.delete(KEEP);
	if (!headers.has('cache-control')) headers.set('cache-control', isPersonal ? 'no-store' : 'no-cache');
}

/**
 * Whoever changed the government sees it changed on the very next page, and who signed out or was suspended is out at
 * once; other processes hear of it.
 */
function forgetChanged({ method }: Request, { pathname }: URL): void {
	if (method !== 'POST') return;
	services.sessions.forget();
	services.counts.forget();
	if (pathname.startsWith('/kelola')) forgetDirectories();
}

/** Before the answer leaves: whoever reads next, reads what was just written. */
function forgetTouched({ touched }: App.Locals): void {
	for (const code of touched) sharedPages()?.forget(code);
}

type Finished = {
	readonly page: Buffer;
	/** Under which reports' codes it may be kept; null when it is somebody's own. */
	readonly tags: string | null;
	readonly event: RequestEvent;
	readonly madeIn: number;
};

/** Keeps the page where it may be kept, and hands it to the server in front. */
function finish({ status, headers }: Response, { page, tags, event, madeIn }: Finished): Response {
	const isNowhereKept = headers.get('cache-control') === 'no-store';
	if (isNowhereKept) headers.delete('etag');
	else headers.set('etag', `"${hash('sha1', page, 'base64url')}"`);
	const key = keyOf(event);
	const mayKeep = key && tags !== null && status === 200;
	if (mayKeep) headers.set('vary', 'Accept-Encoding, Cookie');
	if (mayKeep)
		sharedPages()?.keep(key, {
			headers: Object.fromEntries(headers),
			body: page,
			tags: tags.split(' '),
			madeIn,
			now: performance.now(),
		});
	const body = mayKeep && sharedPages() ? page : packed(page, event.request, headers);
	headers.set('content-length', String(body.length));
	handOver(event.request, body);
	return new Response(null, { status, headers });
}

function keyOf({ request, url }: RequestEvent): string | undefined {
	return keptKey({
		method: request.method,
		url: url.pathname + url.search,
		host: url.origin,
		cookie: request.headers.get('cookie') ?? '',
	});
}

/** Somebody's own page, made for them alone: one bar of signal carries a third of its bytes. */
function packed(page: Buffer, request: Request, headers: Headers): Buffer {
	if (!request.headers.get('accept-encoding')?.includes('gzip')) return page;
	headers.set('content-encoding', 'gzip');
	headers.append('vary', 'Accept-Encoding');
	return gzipSync(page, { level: 3 });
}

/** Faults end here: the log gets everything but personal data, the citizen a short code to read to the help desk. */
export const handleError: HandleServerError = ({ kind, error: fault, event }) => {
	const { errors } = words(event.locals.lang ?? 'id');
	if (kind === 'app') return {};
	const pages: Readonly<Record<number, { readonly lead: string } | undefined>> = errors.page;
	if (kind !== 'unknown') return { message: pages[fault.status]?.lead ?? errors.notFound };
	const status = statusOfFault(fault);
	if (status < 500) return { status, message: pages[status]?.lead ?? errors.notFound };
	const incident = randomUUID().slice(0, 8).toUpperCase();
	log.error({ incident, route: event.route.id, fault }, 'a request failed');
	return { status, message: `${errors.ourFault} (${incident})`, incident };
};
