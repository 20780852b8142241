import * as z from 'zod';
import { words } from '#text/words.ts';
import type { Tx } from '../platform/db.ts';
import { isAddress, type Letter } from '../platform/mail.ts';
import { isReserved, type Outcome } from './delivery.ts';
import { letterId } from './letter.ts';
import { addAlarm, type Claimed, findAdministrators } from './queries.ts';

const Facts = z.object({ about: z.string(), problem: z.string() });

/** What should happen by itself and did not, and why; both have their words in `text/`. */
export type Alarm = { readonly about: string; readonly problem: string; readonly at: Date };

/** Has those who run the installation written to; once a day about the same thing. */
export function raiseAlarm(tx: Tx, raised: Alarm): Promise<void> {
	return addAlarm(tx, raised);
}

/** What the installation tells those who run it: something that should happen by itself did not. */
export async function alarm(
	tx: Tx,
	{ id, once, agencyId, facts }: Claimed,
	at: Date,
): Promise<Letter | Outcome> {
	const to = (await findAdministrators(tx, agencyId)).filter(isAddress);
	if (to.length === 0) return { kind: 'undeliverable', why: 'nobody runs the installation' };
	const real = to.filter((address) => !isReserved(address));
	if (real.length === 0) return { kind: 'held' };
	const { brand } = words('id').frame;
	const { alarm } = words('id').safekeeping;
	return { ...alarm(Facts.parse(facts)), id: letterId(id, once), to: real, fromName: brand, at };
}
