import { afterAll, beforeAll, expect, it } from 'vitest';
import { administering } from '../../../tests/administering.ts';
import { aMailServer, type MailServer } from '../../../tests/mail-server.ts';
import { sendAt } from '../../../tests/sending.ts';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { invite, sendLink } from '../access/invite-commands.ts';
import { findLinkPage } from '../access/link-commands.ts';
import { forgetDirectories } from '../agency/queries.ts';
import { setLogLevel } from '../platform/log.ts';
import { type Mailer, smtpMailer } from '../platform/mail.ts';

let world: World;
let server: MailServer;
let mailer: Mailer;

beforeAll(async () => {
	setLogLevel('silent');
	world = await aWorld();
	await world.owner.query('update agency set demo = false');
	await world.owner.query('insert into agency_host values ($1, $2)', [
		'lapor.sirih.test',
		world.directory.agency.id,
	]);
	forgetDirectories();
	server = await aMailServer();
	mailer = smtpMailer(server.url, 'tuntas@pemkab.test');
});
afterAll(async () => {
	mailer.close();
	await server.close();
	await world.close();
});

function ground() {
	return { ...administering(world), ring: world.vault.ring, mail: 'set', nameOf: () => null } as const;
}
const send = () => sendAt(MONDAY_MORNING, { world, mailer });

it('brings a link that opens, once to one address, and leaves no way in behind', async () => {
	const post = {
		role: 'liaison',
		regionCode: null,
		acting: false,
		validFrom: null,
		validUntil: null,
	} as const;
	const made = await invite(ground(), {
		name: 'Dewi Anggraini',
		email: 'dewi@pemkab.test',
		post: { ...post, unitId: world.unit('dinas_pupr') },
	});
	if (!made.ok || !made.value) throw new Error('not invited');

	expect(await send()).toEqual({ sent: 1 });

	const [letter] = server.arrived;
	expect(letter?.to).toEqual(['dewi@pemkab.test']);
	const token = /https:\/\/lapor\.sirih\.test\/undangan\/([A-Za-z0-9_-]{43})\s/.exec(letter?.text ?? '')?.[1];
	const opening = { token: token ?? '', agencyId: world.directory.agency.id, now: MONDAY_MORNING };
	expect(await findLinkPage(world.vault, opening)).toMatchObject({ name: 'Dewi Anggraini' });
	const { rows } = await world.owner.query('select state, facts from outbox');
	expect(rows).toEqual([{ state: 'sent', facts: {} }]);

	// A newer link takes its place before the letter left: the older letter never leaves.
	await sendLink(ground(), made.value.personId);
	await sendLink(ground(), made.value.personId);
	expect(await send()).toEqual({ sent: 1, undeliverable: 1 });
});
