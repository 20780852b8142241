import type { RequestEvent } from '@sveltejs/kit';
import { deviceName, isAtThisMachine, isDemoOpen, returnPath } from '#server/access/caller.ts';
import { cookieAt } from '#server/access/cookies.ts';
import type { Site } from '#server/access/passkey-commands.ts';
import type { AtTheGate, Entered } from '#server/access/sign-in-commands.ts';

const DESK = '/petugas';

/** Somebody at the door, as this request tells. */
export function atTheGate({ cookies, url, locals, request }: RequestEvent): AtTheGate {
	const { client, now, services } = locals;
	const held = (which: 'device' | 'session') => cookies.get(cookieAt(url, which).name) ?? null;
	const isOpen = isDemoOpen(services.config.TUNTAS_DEMO, isAtThisMachine(client, request.headers));
	return {
		caller: {
			address: client,
			device: held('device'),
			deviceName: deviceName(request.headers.get('user-agent')),
		},
		demo: isOpen ? 'open' : 'closed',
		previous: held('session'),
		now,
	};
}

/** The name passkeys of this address are for. */
export function siteOf({ origin, hostname }: URL): Site {
	return { origin, hostname };
}

/** Browsers give passkeys to names only: at a bare address this is the one with a name, if there is one. */
export function namedAddress(url: URL): string | null {
	const isBare = /^[\d.]+$/.test(url.hostname) || url.hostname.startsWith('[');
	return isBare ? `${url.protocol}//localhost${url.port ? `:${url.port}` : ''}${url.pathname}` : null;
}

type Cookies = Pick<RequestEvent, 'cookies' | 'url'>;

/** The secret of a sign-in begun in this browser. */
export function gateSecret({ cookies, url }: Cookies): string | null {
	return cookies.get(cookieAt(url, 'gate').name) ?? null;
}

export function keepGate({ cookies, url }: Cookies, secret: string): void {
	const { name, options } = cookieAt(url, 'gate');
	cookies.set(name, secret, options);
}

/** Gives the browser the session it just began; what bound the steps together is worth nothing now. */
export function letIn(event: Cookies, { session, device }: Pick<Entered, 'session' | 'device'>): void {
	const { cookies, url } = event;
	const known = cookieAt(url, 'device');
	const gate = cookieAt(url, 'gate');
	cookies.set(known.name, device, known.options);
	cookies.delete(gate.name, gate.options);
	keepSession(event, session);
}

/** The session goes on under a new secret. */
export function keepSession({ cookies, url }: Cookies, secret: string): void {
	const { name, options } = cookieAt(url, 'session');
	cookies.set(name, secret, options);
}

export function forgetSession({ cookies, url }: Cookies): void {
	const { name, options } = cookieAt(url, 'session');
	cookies.delete(name, options);
}

/** Where to go once in: who holds several roles is asked for one first, unless they only proved who they are. */
export function onward(url: URL, { assignments }: Pick<Entered, 'assignments'>): string {
	const wanted = returnPath(url.searchParams.get('lanjut'), DESK);
	const isAsked = assignments > 1 && !url.searchParams.has('bukti');
	return isAsked ? `/akun/peran?lanjut=${encodeURIComponent(wanted)}` : wanted;
}
