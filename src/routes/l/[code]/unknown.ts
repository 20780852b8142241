import { setTimeout as pause } from 'node:timers/promises';
import { error } from '@sveltejs/kit';
import { placesOf } from '#server/access/throttle.ts';
import { log } from '#server/platform/log.ts';
import { ReceiptThrottle } from '#server/report/reporter-throttle.ts';
import { words } from '#text/words.ts';

const throttle = new ReceiptThrottle();

/**
 * The one answer for a code that was never given and for a report nobody may hear of. Who walks through codes gets it
 * slower and slower (attack 2); codes that exist are never slowed, so nobody waits for what a neighbour does.
 */
export async function unknownCode({
	client,
	now,
	lang,
}: Pick<App.Locals, 'client' | 'now' | 'lang'>): Promise<never> {
	const { network } = placesOf(client);
	const wait = throttle.waitFor(network, now);
	if (throttle.noteWrong(network, now) === 'alarm')
		log.warn({ event: 'code_walking' }, 'one network walks through codes');
	await pause(wait);
	error(404, words(lang).errors.notFound);
}
