import type { RequestEvent } from '@sveltejs/kit';
import { newSecret, secretHash } from '#server/platform/secret.ts';
import { supportReport } from '#server/report/reporter-commands.ts';
import { parseCode } from '#server/report/tracking-code.ts';

/** A device that said "mine, too": random, says nothing else about it, lets it say so once. */
const DEVICE_COOKIE = 'tuntas_hp';
const YEAR_SECONDS = 365 * 24 * 60 * 60;

export type Supported = { readonly code: string; readonly outcome: 'counted' | 'already' };

/** Counts this device for a published, open report of this government; nothing when there is none. */
export async function supportFrom(event: RequestEvent, typed: string): Promise<Supported | undefined> {
	const { services, directory, now, touched } = event.locals;
	const code = parseCode(typed);
	if (!code.ok) return undefined;
	const support = await supportReport(services, {
		agencyId: directory.agency.id,
		code: code.value,
		device: deviceOf(event),
		at: now,
	});
	if (support?.counted) touched.add(code.value);
	return support && { code: code.value, outcome: support.counted ? 'counted' : 'already' };
}

function deviceOf({ cookies, url }: RequestEvent): string {
	const known = cookies.get(DEVICE_COOKIE);
	const device = known && secretHash(known) ? known : newSecret();
	const secure = url.protocol === 'https:';
	cookies.set(DEVICE_COOKIE, device, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure,
		maxAge: YEAR_SECONDS,
	});
	return device;
}
