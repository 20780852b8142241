import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { putLogo } from '#server/agency/logo-queries.ts';
import { directoryOfAgency, forgetDirectories } from '#server/agency/queries.ts';
import { seenBy } from '#server/platform/db.ts';
import { aDesk, type Desk } from '../../../../../tests/desk.ts';
import { aWorld, type World } from '../../../../../tests/world.ts';
import { GET } from '../../../lambang/+server.ts';
import { actions } from './+page.server.ts';

let world: World;
let desk: Desk;
beforeAll(async () => {
	world = await aWorld();
	desk = await aDesk(world);
});
afterAll(async () => {
	await desk.close();
	await world.close();
});

async function now() {
	forgetDirectories();
	const directory = await directoryOfAgency(world.db.pool, world.directory.agency.id);
	if (!directory) throw new Error('the government is gone');
	return directory;
}
const send = async (who: string, action: unknown, form: Record<string, string | File>) =>
	desk.ask(world.officer(who), action, {
		form: { key: randomUUID(), ...form } as never,
		directory: await now(),
	});
const png = async () => {
	const bytes = await sharp({ create: { width: 900, height: 600, channels: 4, background: '#ff000080' } })
		.withExif({ IFD0: { Copyright: 'JEJAK' } })
		.png()
		.toBuffer();
	return new File([new Uint8Array(bytes)], 'lambang.png', { type: 'image/png' });
};

it('is drawn anew, shown to everybody as a picture and nothing else, and taken away again', async () => {
	const answer = await send('system_admin', actions.simpan, { picture: await png() });
	expect(answer.status).toBe(303);

	const { agency } = await now();
	expect(agency.logo).toMatchObject({ width: 400, height: 267 });
	const shown = await desk.ask(world.officer('rizal'), GET, { directory: await now() });
	const response = shown.data as Response;
	expect(Object.fromEntries(response.headers)).toMatchObject({
		'content-type': 'image/webp',
		'content-security-policy': "default-src 'none'; sandbox",
		'x-content-type-options': 'nosniff',
	});
	const bytes = Buffer.from(await response.arrayBuffer());
	expect(bytes.includes('JEJAK')).toBe(false);
	expect((await sharp(bytes).metadata()).hasAlpha).toBe(false);

	await send('system_admin', actions.hapus, {});
	expect((await now()).agency.logo).toBeNull();
	const { rows } = await world.owner.query("select action from audit where action like 'logo%' order by id");
	expect(rows.map(({ action }) => action)).toEqual(['logo_changed', 'logo_removed']);
});

it.each([
	['no picture', new File(['<svg onload="alert(1)"/>'], 'a.svg')],
	['a program with the name of a picture', new File(['MZ\x90\0'], 'a.png')],
	['nothing', new File([], '')],
])('that is %s is refused with help, and nothing changes', async (_, picture) => {
	const answer = await send('system_admin', actions.simpan, { picture });
	expect([answer.status, Object.keys(answer.data)]).toEqual([422, ['title', 'help']]);
	expect((await now()).agency.logo).toBeNull();
});

it('is nobody’s to change but the administrator’s, on any road', async () => {
	expect((await send('coordinator', actions.simpan, { picture: await png() })).status).toBe(404);
	const theirs = world.owner.query('select id from agency where id <> $1 limit 1', [
		world.directory.agency.id,
	]);
	const [{ id }] = (await theirs).rows;
	const logo = {
		mediaType: 'image/png',
		bytes: Buffer.from('x'),
		width: 1,
		height: 1,
		sourceSha256: 'x',
	} as const;
	const past = seenBy(world.officer('system_admin').actor, world.db, (tx) => putLogo(tx, id, logo));
	await expect(past).rejects.toThrow(/row-level security/);
});
