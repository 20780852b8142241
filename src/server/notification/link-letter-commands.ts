import * as z from 'zod';
import { formatDate } from '#text/format.ts';
import { words } from '#text/words.ts';
import { openedLink } from '../access/invite-commands.ts';
import type { Directory } from '../agency/directory.ts';
import type { Zone } from '../deadline/calendar.ts';
import type { Tx } from '../platform/db.ts';
import type { KeyRing } from '../platform/keys.ts';
import { isAddress, type Letter } from '../platform/mail.ts';
import { secretHash } from '../platform/secret.ts';
import { isReserved, type Outcome } from './delivery.ts';
import { letterId, wrapped } from './letter.ts';
import { type Claimed, findLinkReader } from './queries.ts';

/** The link, sealed; gone once the letter has left. */
const Facts = z.object({ sealed: z.string().default('') });

type Ground = { readonly tx: Tx; readonly ring: KeyRing; readonly directory: Directory };

/** The letter by which somebody of staff is invited, or chooses anew how they sign in; none once its link is over. */
export async function linkLetter(
	{ tx, ring, directory }: Ground,
	{ recipient: { personId }, facts, template, id, once }: Claimed,
	at: Date,
): Promise<Letter | Outcome> {
	const { sealed } = Facts.parse(facts);
	const say = template === 'invite' || template === 'reset' ? words('id').messages.account[template] : null;
	const token = sealed && personId ? openedLink(ring, sealed, personId) : '';
	const tokenHash = secretHash(token);
	if (!say || !personId || !tokenHash) return { kind: 'undeliverable', why: `no words for ${template}` };
	const reader = await findLinkReader(tx, { personId, tokenHash, at });
	if (!reader?.host || !isAddress(reader.email)) return { kind: 'undeliverable', why: 'the link is over' };
	if (isReserved(reader.email)) return { kind: 'held' };

	const zone = directory.agency.zone as Zone; // checked when the directory was read
	const { name, government, host, expiresAt } = reader;
	const until = formatDate(expiresAt, { zone, lang: 'id', time: 'show' });
	const { noReply, signature } = words('id').messages;
	const { subject, says } = say({ name, government, until, link: `https://${host}/undangan/${token}` });
	return {
		id: letterId(id, once),
		to: [reader.email],
		fromName: signature(directory.agency.shortName),
		subject,
		text: `${wrapped(`${says}\n\n${noReply}\n${signature(government)}`)}\n`,
		at,
	};
}
