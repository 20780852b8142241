import type { RequestEvent } from '@sveltejs/kit';
import { openOrNull, seal } from '#server/platform/sealing.ts';
import type { Acknowledged } from '#server/report/submit-commands.ts';
import { cookieOptions, SENT_COOKIE } from '../draft-request.ts';

/** A receipt is stored nowhere: for a quarter of an hour the browser carries it, sealed, so that it can be shown again. */
const SHOWN_SECONDS = 15 * 60;
const PLACE = 'cookie tuntas_terima';

type Sent = Acknowledged & { readonly until: number };

export function keepSent({ cookies, url, locals }: RequestEvent, { id, code, receipt }: Acknowledged): void {
	const sent: Sent = { id, code, receipt, until: locals.now.getTime() + SHOWN_SECONDS * 1000 };
	const sealed = seal(locals.services.ring, 'receipt', JSON.stringify(sent), PLACE).toString('base64url');
	cookies.set(SENT_COOKIE, sealed, { ...cookieOptions(url), maxAge: SHOWN_SECONDS });
}

/** What was just sent; null when it is too long ago. */
export function sentHere({ cookies, locals }: Pick<RequestEvent, 'cookies' | 'locals'>): Sent | null {
	const value = cookies.get(SENT_COOKIE);
	const text = value && openOrNull(locals.services.ring, 'receipt', Buffer.from(value, 'base64url'), PLACE);
	if (!text) return null;
	const sent = JSON.parse(text.toString()) as Sent; // sealed by us: it is what was written above
	return sent.until > locals.now.getTime() ? sent : null;
}
