import * as z from 'zod';
import { formatDate } from '#text/format.ts';
import { words } from '#text/words.ts';
import { systemFor } from '../access/actor.ts';
import type { Directory } from '../agency/directory.ts';
import { officeMoment } from '../agency/office-hours.ts';
import { localDate } from '../deadline/calendar.ts';
import { seenBy, type Tx } from '../platform/db.ts';
import type { KeyRing } from '../platform/keys.ts';
import { isAddress, type Letter } from '../platform/mail.ts';
import type { JobGround } from '../report/jobs.ts';
import { RUNGS, type Rung } from '../report/overruns.ts';
import { openIdentity, UNREADABLE } from '../report/sealed-identity.ts';
import { alarm } from './alarm-commands.ts';
import { breachLetter } from './breach-letter-commands.ts';
import { isReserved, type Outcome } from './delivery.ts';
import { letterFor, letterId } from './letter.ts';
import { linkLetter } from './link-letter-commands.ts';
import { type Addressee, stepOfTemplate } from './message.ts';
import { type Claimed, findPosts, findSubject, type Subject, takeContact } from './queries.ts';
import { readersOf } from './recipients.ts';

export type PrepareGround = Pick<JobGround, 'db' | 'directoryOf'> & { readonly ring: KeyRing };

/** The letter as it is to leave now, or why none leaves. */
export async function prepare(ground: PrepareGround, message: Claimed, at: Date): Promise<Letter | Outcome> {
	const { agencyId, recipient } = message;
	const { to } = recipient;
	if (to === 'administrator') return seenBy(systemFor(agencyId), ground.db, (tx) => alarm(tx, message, at));
	const directory = await ground.directoryOf(agencyId);
	if (!directory) return { kind: 'undeliverable', why: 'no such government' };
	return seenBy(systemFor(agencyId), ground.db, (tx) => {
		if (to === 'person') return linkLetter({ tx, ring: ground.ring, directory }, message, at);
		if (to === 'data_contact') return breachLetter({ tx, directory }, message, at);
		return prepareStep({ tx, ground, directory }, { ...message, recipient: { ...recipient, to } }, at);
	});
}

/** A message about a step of a report. */
type OfStep = Claimed & { readonly recipient: { readonly to: Addressee } };

async function prepareStep(world: Ground, message: OfStep, at: Date): Promise<Letter | Outcome> {
	const subject = await findSubject(world.tx, message);
	if (!subject) return { kind: 'undeliverable', why: 'no such report' };
	const reached = await reach(world, message, subject, at);
	const { directory } = world;
	return 'kind' in reached ? reached : compose(message, subject, { directory, reached, at });
}

type Reached = { readonly to: readonly string[]; readonly lang: 'id' | 'en' };
type Ground = { readonly tx: Tx; readonly ground: PrepareGround; readonly directory: Directory };

async function reach(world: Ground, message: OfStep, subject: Subject, at: Date): Promise<Reached | Outcome> {
	const reached =
		message.recipient.to === 'reporter'
			? await reachReporter(world, message, at)
			: await reachStaff(world, message, subject, at);
	if ('kind' in reached) return reached;
	const real = reached.to.filter((address) => !isReserved(address));
	return real.length > 0 ? { ...reached, to: real } : { kind: 'held' };
}

const Contact = z.object({ email: z.string().nullish(), lang: z.enum(['id', 'en']).catch('id') });

async function reachReporter({ tx, ground }: Ground, message: OfStep, at: Date): Promise<Reached | Outcome> {
	const sealed = await takeContact(tx, message, at);
	if (!sealed || !message.reportId) return { kind: 'undeliverable', why: 'no way to write to the reporter' };
	const opened = openIdentity(ground.ring, { reportId: message.reportId, part: 'contact' }, sealed);
	if (opened === UNREADABLE) return { kind: 'undeliverable', why: 'the contact does not open' };
	const { email, lang } = Contact.parse(opened);
	if (!email || !isAddress(email)) return { kind: 'undeliverable', why: 'not an address' };
	return { to: [email], lang };
}

async function reachStaff(
	{ tx, directory }: Ground,
	{ recipient, agencyId }: OfStep,
	subject: Subject,
	at: Date,
): Promise<Reached | Outcome> {
	const to = recipient.to as Exclude<typeof recipient.to, 'reporter'>;
	const unitId = recipient.unitId ?? subject.unitId ?? subject.verifierUnitId;
	const today = localDate(at, directory.calendar);
	const posts = await findPosts(tx, agencyId, directory.agency.ombudsmanId, today);
	const readers = readersOf({ to, unitId, rung: rungOf(subject) }, subject, posts, directory);
	const addresses = [...new Set(readers.map(({ email }) => email))].filter(isAddress);
	if (addresses.length === 0) return { kind: 'undeliverable', why: 'nobody holds this office' };
	const until = officeMoment(directory, readers[0]?.unitId ?? unitId, at);
	return until > at ? { kind: 'later', until } : { to: addresses, lang: 'id' };
}

function rungOf({ facts }: Subject): Rung | null {
	return RUNGS.find((rung) => rung === facts.rung) ?? null;
}

function compose(
	{ id, once, template, recipient }: OfStep,
	subject: Subject,
	{ directory, reached, at }: { directory: Directory; reached: Reached; at: Date },
): Letter | Outcome {
	const step = stepOfTemplate(template);
	const { lang, to } = reached;
	const written =
		step &&
		letterFor({ to: recipient.to, step }, subject, {
			directory,
			texts: words(lang).messages,
			formatDay: (day, zone) => formatDate(day, { zone, lang }),
			host: subject.host,
		});
	if (!written) return { kind: 'undeliverable', why: `no words for ${template}` };
	const messages = words(lang).messages;
	return {
		...written,
		id: letterId(id, once),
		to,
		fromName: messages.signature(directory.agency.shortName),
		at,
	};
}
