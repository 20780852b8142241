import { setTimeout as pause } from 'node:timers/promises';
import type { RequestEvent } from '@sveltejs/kit';
import { placesOf } from '#server/access/throttle.ts';
import { log } from '#server/platform/log.ts';
import type { Result } from '#server/platform/result.ts';
import { type OpenedReport, openReceipt, type ReceiptAnswer } from '#server/report/reporter-commands.ts';
import { ReceiptThrottle } from '#server/report/reporter-throttle.ts';

const throttle = new ReceiptThrottle();

/** The report a receipt opens, after the wait its network has earned by wrong ones; right and wrong wait alike. */
export async function exchange(
	{ locals: { services, directory, client, now } }: Pick<RequestEvent, 'locals'>,
	typed: string,
): Promise<Result<OpenedReport, ReceiptAnswer>> {
	const { network } = placesOf(client);
	await pause(throttle.waitFor(network, now));
	const opened = await openReceipt(services, directory.agency.id, typed);
	if (!opened.ok && throttle.noteWrong(network, now) === 'alarm')
		log.warn({ event: 'receipt_guessing' }, 'one network tries many receipts');
	return opened;
}
