import * as z from 'zod';
import { formatDate } from '#text/format.ts';
import { words } from '#text/words.ts';
import type { Directory } from '../agency/directory.ts';
import { localDate, type Zone } from '../deadline/calendar.ts';
import type { Tx } from '../platform/db.ts';
import { isAddress, type Letter } from '../platform/mail.ts';
import { breachNumber } from '../privacy/breach.ts';
import { isReserved, type Outcome } from './delivery.ts';
import { letterId, wrapped } from './letter.ts';
import { type Claimed, findAdministrators, findBreachTold } from './queries.ts';

const Facts = z.object({ seq: z.int(), moment: z.enum(['soon', 'over']) });

type Ground = { readonly tx: Tx; readonly directory: Directory };

/**
 * Tells the data protection contact and the administrators that the term to tell of an incident ends or has ended: its
 * number and who is not told yet, never what happened. None once everybody was told while the letter waited.
 */
export async function breachLetter(
	{ tx, directory }: Ground,
	message: Claimed,
	at: Date,
): Promise<Letter | Outcome> {
	const { agencyId } = message;
	const { seq, moment } = Facts.parse(message.facts);
	const breach = await findBreachTold(tx, { agencyId, seq });
	if (!breach) return { kind: 'undeliverable', why: 'everybody was told meanwhile' };
	const to = [breach.contact, ...(await findAdministrators(tx, agencyId))].filter(
		(address) => address !== null && isAddress(address),
	) as string[]; // what is null was left out
	if (to.length === 0) return { kind: 'undeliverable', why: 'nobody sees to personal data' };
	const real = [...new Set(to)].filter((address) => !isReserved(address));
	if (real.length === 0) return { kind: 'held' };

	const zone = directory.agency.zone as Zone; // checked when the directory was read
	const { messages, personalData } = words('id');
	const number = breachNumber(localDate(breach.knownAt, directory.calendar), seq);
	const { subject, says } = personalData.breachLetter[moment]({
		number,
		due: formatDate(breach.dueAt, { zone, lang: 'id', time: 'show' }),
		untold: personalData.breachUntold(breach),
		link: breach.host ? `https://${breach.host}/kelola/insiden/${seq}` : null,
	});
	const signature = messages.signature(directory.agency.shortName);
	const text = `${wrapped(`${says}\n\n${messages.noReply}\n${signature}`)}\n`;
	return { id: letterId(message.id, message.once), to: real, fromName: signature, subject, text, at };
}
