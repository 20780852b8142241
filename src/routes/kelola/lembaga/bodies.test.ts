import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findLinkPage } from '#server/access/link-commands.ts';
import { aDesk, type Desk } from '../../../../tests/desk.ts';
import { aWorld, MONDAY_MORNING, type World } from '../../../../tests/world.ts';
import { load as ownLog } from '../catatan/+page.server.ts';
import { load as list } from './+page.server.ts';
import { actions, load } from './[badan]/+page.server.ts';
import { load as log } from './[badan]/catatan/+page.server.ts';

let world: World;
let desk: Desk;
beforeAll(async () => {
	world = await aWorld();
	desk = await aDesk(world);
	Object.assign(desk.services, { config: { TUNTAS_DEMO: 'off' } });
});
afterAll(async () => {
	await desk.close();
	await world.close();
});

/** The administrator of the demonstration was the first of this installation: they run it. */
const reza = () => ({
	...world.officer('system_admin'),
	...{ personId: world.officer('system_admin').actor.personId, provedAt: MONDAY_MORNING },
});
const keyOf = async (key: string) => {
	const { data } = await desk.ask(reza(), list);
	return data.bodies.find((one: { name: string; role: string }) => one.role === key).key;
};
const ask = async (badan: string, form?: Record<string, string>, act: keyof typeof actions = 'invite') =>
	desk.ask(reza(), form ? actions[act] : load, {
		params: { badan },
		...(form ? { form: { key: randomUUID(), ...form } } : {}),
	});

it('are listed with what their people are; those of governments are not among them', async () => {
	const { data } = await desk.ask(reza(), list);
	const roles = data.bodies.map(({ role }: { role: string }) => role);
	expect(roles).toContain('ombudsman');
	expect(roles).toContain('overseer');
	expect(data.bodies.some(({ name }: { name: string }) => name === world.directory.agency.name)).toBe(false);
});

it('get people by a link that opens at the address of any government, in the one role of the body', async () => {
	const badan = await keyOf('ombudsman');
	const typed = { name: 'Asisten Baru', email: 'asisten@ombudsman.example' };
	const { status, data } = await ask(badan, typed);
	expect(status).toBe(200);

	const token = data.made.link.split('/').at(-1);
	const opening = { token, agencyId: world.directory.agency.id, now: MONDAY_MORNING };
	expect(await findLinkPage(world.vault, opening)).toMatchObject(typed);
	const { rows } = await world.owner.query(
		'select a.role, b.key from assignment a join person p on p.id = a.person_id join agency b on b.id = a.agency_id where p.email = $1',
		[typed.email],
	);
	expect(rows).toEqual([{ role: 'ombudsman', key: badan }]);
	expect(await ask(badan, typed)).toMatchObject({ status: 422, data: { refused: 'email_taken' } });
});

it('say plainly when letters find nobody, and nothing of it once somebody has an e-mail', async () => {
	const badan = await keyOf('ombudsman');
	const letters = async () => {
		const { data } = await desk.ask(reza(), list);
		const [listed] = data.bodies.filter(({ key }: { key: string }) => key === badan);
		return [listed.letters, (await ask(badan)).data.body.letters];
	};
	expect(await letters()).toEqual(['read', 'read']);
	const suspend =
		'update person set suspended_at = $1 where id in (select person_id from assignment where role = $2)';
	await world.owner.query(suspend, [MONDAY_MORNING, 'ombudsman']);
	expect(await letters()).toEqual(['unread', 'unread']);
	await world.owner.query(suspend, [null, 'ombudsman']);
	expect(await letters()).toEqual(['read', 'read']);
	expect((await ask(await keyOf('overseer'))).data.body.letters).toBe('none');
});

it('lose somebody at once, and take them back', async () => {
	const badan = await keyOf('ombudsman');
	const stateOf = async () => {
		const { data } = await ask(badan);
		return data.people.find(({ name }: { name: string }) => name === 'Asisten Baru');
	};
	const { id } = await stateOf();
	expect((await ask(badan, { person: id }, 'suspend')).location).toContain('selesai=suspended');
	expect((await stateOf()).state).toBe('suspended');
	await ask(badan, { person: id }, 'restore');
	expect((await stateOf()).state).toBe('invited');
	expect((await ask(badan, { person: id, name: 'Asisten Baru' }, 'link')).data.made.link).toContain(
		'/undangan/',
	);
});

it('have a log of their own, with who did what, that no government reads as its own', async () => {
	const badan = await keyOf('ombudsman');
	const { data } = await desk.ask(reza(), log, { params: { badan } });
	const acts = data.entries.map(({ action, subjectName }: { action: string; subjectName: string }) => [
		...[action, subjectName],
	]);
	expect(acts).toContainEqual(['person_invited', 'Asisten Baru']);
	expect(acts).toContainEqual(['person_suspended', 'Asisten Baru']);
	expect(data.entries.every(({ person }: { person: string | null }) => person !== null)).toBe(true);
	const own = await desk.ask(reza(), ownLog);
	expect(JSON.stringify(own.data.entries)).not.toContain('Asisten Baru');
});

it('are nobody’s business who does not run the installation', async () => {
	const badan = await keyOf('ombudsman');
	await world.owner.query(
		"insert into agency (key, kind, name, short_name, zone) values ('pengelola', 'operator', 'Pengelola', 'Pengelola', 'Asia/Jakarta')",
	);
	expect((await desk.ask(reza(), list)).data.bodies).toBeNull();
	expect((await ask(badan)).status).toBe(404);
	expect((await desk.ask(reza(), log, { params: { badan } })).status).toBe(404);
	expect((await ask(badan, { name: 'Orang Lain', email: 'lain@x.example' })).status).toBe(404);
	expect((await desk.ask(world.officer('coordinator'), list)).status).toBe(404);
});
