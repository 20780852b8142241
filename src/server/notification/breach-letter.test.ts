import { afterAll, beforeAll, expect, it } from 'vitest';
import { aMailServer, type MailServer } from '../../../tests/mail-server.ts';
import { sendAt } from '../../../tests/sending.ts';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { forgetDirectories } from '../agency/queries.ts';
import { seenBy } from '../platform/db.ts';
import { setLogLevel } from '../platform/log.ts';
import { type Mailer, smtpMailer } from '../platform/mail.ts';
import { noteBreach, noteTold } from '../privacy/breach-commands.ts';
import { remindOfBreaches } from '../privacy/breach-queries.ts';
import { setContact } from '../privacy/register-commands.ts';
import { rulesOf } from '../privacy/request-commands.ts';
import { SYSTEM } from '../report/jobs.ts';

const HOUR_MS = 3_600_000;
/** Known on Friday at 21.15 in the government's zone: the term ends on Monday at 21.15. */
const KNOWN = new Date('2026-01-30T21:15:00+08:00');
const after = (hours: number) => new Date(KNOWN.getTime() + hours * HOUR_MS);

let world: World;
let server: MailServer;
let mailer: Mailer;
beforeAll(async () => {
	setLogLevel('silent');
	world = await aWorld();
	await world.owner.query('update agency set demo = false');
	await world.owner.query("update person set email = 'tik@sirih.test' where key = 'reza'");
	forgetDirectories();
	server = await aMailServer();
	mailer = smtpMailer(server.url, 'tuntas@pemkab.test');
});
afterAll(async () => {
	mailer.close();
	await server.close();
	await world.close();
});

const change = () => {
	const { actor } = world.officer('secretary');
	const by = { agencyId: actor.agencyId, personId: actor.personId as never, role: actor.role };
	return { by, at: MONDAY_MORNING };
};
const inRole = <T>(work: Parameters<typeof seenBy<T>>[2]) =>
	seenBy(world.officer('secretary').actor, world.db, work);
const remind = (at: Date) => seenBy(SYSTEM, world.db, (tx) => remindOfBreaches(tx, at));
const send = (at: Date) => sendAt(at, { world, mailer });

it('is told to the contact and the administrator before and at the end of its term, once each', async () => {
	const breach = {
		...{ title: 'HP petugas hilang', happened: 'Tertinggal di angkutan.', dataKinds: 'Nama pelapor' },
		...{ subjects: 'Pelapor bulan ini', measures: 'Sesi diakhiri.', subjectCount: null, knownAt: KNOWN },
	};
	const seq = await inRole(async (tx) => {
		const contact = { name: 'Petugas PDP', position: '', phone: null, address: 'Jalan Kenanga' };
		await setContact(tx, { contact: { ...contact, email: 'pdp@sirih.test' }, before: undefined }, change());
		return noteBreach(tx, breach, { ...change(), rules: await rulesOf(world.db, change().by.agencyId) });
	});

	expect([await remind(after(47)), await remind(after(49)), await remind(after(50))]).toEqual([0, 1, 0]);
	await send(after(50));
	expect([await remind(after(72)), await remind(after(90))]).toEqual([1, 0]);
	await send(after(90));

	expect(server.arrived.map(({ to }) => to)).toEqual([
		['pdp@sirih.test', 'tik@sirih.test'],
		['pdp@sirih.test', 'tik@sirih.test'],
	]);
	const [soon = '', over = ''] = server.arrived.map(({ text }) => text);
	expect(soon).toContain('Sen, 2 Feb 2026');
	expect(soon).toContain('orang yang datanya terkena dan lembaga pengawas');
	expect(over).toContain('sudah lewat');
	expect(soon + over).not.toMatch(/hilang|Tertinggal/);

	await inRole((tx) =>
		noteTold(tx, { seq, told: { whom: 'subjects', at: MONDAY_MORNING, how: 'Surat' } }, change()),
	);
	await inRole((tx) =>
		noteTold(tx, { seq, told: { whom: 'authority', at: MONDAY_MORNING, how: '' } }, change()),
	);
	await world.owner.query('delete from outbox');
	expect(await remind(after(90))).toBe(0);
});
