import type { Cookies } from '@sveltejs/kit';
import { now } from './clock.ts';
import type { KeyRing } from './keys.ts';
import { openOrNull, seal } from './sealing.ts';

/** A report whose receipt this browser showed; opens the report like the receipt itself, until its time is up. */
export type Held = { readonly id: string; readonly code: string };
type Stored = Held & { readonly until: number };

const NAME = 'tuntas_tanda';
const PLACE = 'cookie tuntas_tanda';
const HELD_HOURS = 24;
/** Browsers keep 4 kB a cookie; ten reports in one day are more than anybody follows on one phone. */
const MOST = 10;
const HOUR_MS = 60 * 60 * 1000;

/** The reports this browser may act on; none when the cookie is missing, old, altered or not ours. */
export function heldReceipts(ring: KeyRing, cookies: Pick<Cookies, 'get'>): readonly Held[] {
	return stored(ring, cookies).map(({ id, code }) => ({ id, code }));
}

/** Lets this browser act on one more report for a day; the oldest makes room. */
export function addReceipt(ring: KeyRing, cookies: Cookies, { id, code }: Held, url: URL): void {
	const until = now().getTime() + HELD_HOURS * HOUR_MS;
	const others = stored(ring, cookies).filter((held) => held.id !== id);
	write(ring, cookies, [{ id, code, until }, ...others].slice(0, MOST), url);
}

/** Lets go of one report, such as one that was withdrawn on a shared phone; of all when no id is given. */
export function dropReceipt(ring: KeyRing, cookies: Cookies, url: URL, id?: string): void {
	write(ring, cookies, id ? stored(ring, cookies).filter((held) => held.id !== id) : [], url);
}

function write(ring: KeyRing, cookies: Cookies, held: readonly Stored[], url: URL): void {
	const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' } as const;
	if (held.length === 0) {
		cookies.delete(NAME, options);
		return;
	}
	const sealed = seal(ring, 'receipt', JSON.stringify(held), PLACE).toString('base64url');
	cookies.set(NAME, sealed, { ...options, maxAge: HELD_HOURS * 60 * 60 });
}

function stored(ring: KeyRing, cookies: Pick<Cookies, 'get'>): readonly Stored[] {
	const value = cookies.get(NAME);
	const opened = value ? openOrNull(ring, 'receipt', Buffer.from(value, 'base64url'), PLACE) : null;
	if (!opened) return [];
	const held = JSON.parse(opened.toString()) as Stored[]; // sealed by us: it is what was written above
	return held.filter(({ until }) => until > now().getTime());
}
