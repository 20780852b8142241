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
import { type Claimed, findLinkReader, type LinkReader } from './queries.ts';

/** The link, sealed; gone once the letter has left. */
const Facts = z.object({ sealed: z.string().default('') });

type Ground = { readonly tx: Tx; readonly ring: KeyRing; readonly directory: Directory };

/** The letter by which somebody of staff is invited, or chooses anew how they sign in; none once its link is over. */
export async function linkLetter(ground: Ground, message: Claimed, at: Date): Promise<Letter | Outcome> {
	const say = sayOf(message.template);
	const token = tokenOf(ground.ring, message);
	const reader = await readerOf(ground.tx, { message, token, at });
	if (!say || !reader?.host || !isAddress(reader.email))
		return { kind: 'undeliverable', why: 'the link is over' };
	if (isReserved(reader.email)) return { kind: 'held' };

	const { agency } = ground.directory;
	const { name, government, host, expiresAt } = reader;
	// The zone was checked when the directory was read.
	const until = formatDate(expiresAt, { zone: agency.zone as Zone, lang: 'id', time: 'show' });
	const { noReply, signature } = words('id').messages;
	const { subject, says } = say({ name, government, until, link: `https://${host}/undangan/${token}` });
	return {
		id: letterId(message.id, message.once),
		to: [reader.email],
		fromName: signature(agency.shortName),
		subject,
		text: `${wrapped(`${says}\n\n${noReply}\n${signature(government)}`)}\n`,
		at,
	};
}

function sayOf(template: string) {
	return template === 'invite' || template === 'reset' ? words('id').messages.account[template] : null;
}

function tokenOf(ring: KeyRing, { facts, recipient: { personId } }: Claimed): string {
	const { sealed } = Facts.parse(facts);
	return sealed && personId ? openedLink(ring, sealed, personId) : '';
}

type Reading = { readonly message: Claimed; readonly token: string; readonly at: Date };

async function readerOf(tx: Tx, { message, token, at }: Reading): Promise<LinkReader | undefined> {
	const tokenHash = secretHash(token);
	const { personId } = message.recipient;
	return tokenHash && personId ? findLinkReader(tx, { personId, tokenHash, at }) : undefined;
}
