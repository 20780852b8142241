import type { RequestEvent } from '@sveltejs/kit';
import type { Taken } from '#server/desk/commands.ts';
import { openOrNull, seal } from '#server/platform/sealing.ts';
import type { Acknowledged } from '#server/report/submit-commands.ts';
import { cookieOptions } from '../../lapor/draft-request.ts';

/** A receipt is stored nowhere: until its slip is shown the officer's browser carries it, sealed, for a quarter of an hour. */
const NAME = 'tuntas_struk';
const PLACE = 'cookie tuntas_struk';
const SECONDS = 15 * 60;

export type Slip = Acknowledged & { readonly personId: string; readonly until: number };

/** Keeps what was just taken in, as long as its slip may still be shown. */
export function keepSlip({ cookies, url, locals }: RequestEvent, { id, code, receipt }: Taken): void {
	const { personId } = locals.staff ?? {};
	if (!receipt || !code || !personId) return;
	const slip: Slip = { id, code, receipt, personId, until: locals.now.getTime() + SECONDS * 1000 };
	const sealed = seal(locals.services.ring, 'receipt', JSON.stringify(slip), PLACE).toString('base64url');
	cookies.set(NAME, sealed, { ...cookieOptions(url), maxAge: SECONDS });
}

/** What this officer just took in; null when it is too long ago, or another's. */
export function slipHere({ cookies, locals }: Pick<RequestEvent, 'cookies' | 'locals'>): Slip | null {
	const value = cookies.get(NAME);
	const text = value && openOrNull(locals.services.ring, 'receipt', Buffer.from(value, 'base64url'), PLACE);
	if (!text) return null;
	const slip = JSON.parse(text.toString()) as Slip; // sealed by us: it is what was written above
	return slip.until > locals.now.getTime() && slip.personId === locals.staff?.personId ? slip : null;
}

export function forgetSlip({ cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>): void {
	cookies.delete(NAME, cookieOptions(url));
}
