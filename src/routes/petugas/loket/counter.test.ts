import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSecret } from '#server/platform/secret.ts';
import { aDesk, type Desk } from '../../../../tests/desk.ts';
import { aWorld, type World } from '../../../../tests/world.ts';
import { actions, load } from './+page.server.ts';

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

const VILLAGE = '99.01.01.1001';
const save = actions.default;
const rows = async (sql: string, ...values: unknown[]) => (await world.owner.query(sql, values)).rows;
const anEntry = (given: Readonly<Record<string, string>> = {}) => ({
	key: newSecret(),
	way: 'visit',
	kind: 'complaint',
	story: 'Lampu jalan padam di simpang. Sudah tiga malam gelap.',
	region: VILLAGE,
	confidentiality: 'anonymous',
	read: 'yes',
	...given,
});
/** As somebody with the seat that a session has. */
const seated = (who: string) => {
	const officer = world.officer(who);
	return { ...officer, ...officer.actor, unitId: officer.actor.unitIds[0] };
};

async function aPublished(): Promise<string> {
	const { id, code } = await world.report('forwarded', { submission: { villageCode: VILLAGE } });
	await world.owner.query(
		"update publication set published_at = received_on, title = 'Lampu jalan padam di simpang' where report_id = $1",
		[id],
	);
	return code;
}

describe('the page of the desk', () => {
	it('is blank, with lists of names and the key of one entry', async () => {
		const { data } = await desk.ask(seated('zainab') as never, load);

		expect(data.entry).toMatchObject({ way: 'visit', story: '', office: '' });
		expect(data.entry.key).toHaveLength(43);
		expect(data.offices.length).toBe(world.directory.units.size);
		expect(new Set(data.regions).size).toBe(data.regions.length);
	});

	it('names the office whose own desk it is', async () => {
		const { data } = await desk.ask(seated('nurul') as never, load);

		expect(data.entry.office).toBe(world.directory.units.get(world.unit('perumda_air'))?.name);
	});

	it('gives each officer’s device another key', async () => {
		const keys = await Promise.all(
			['zainab', 'rahmah'].map(async (who) => (await desk.ask(seated(who) as never, load)).data.queue.seals),
		);

		expect(new Set(keys).size).toBe(2);
	});

	it('keeps what was typed when something must be mended, and stores nothing', async () => {
		const before = await rows('select count(*) from report');
		const form = anEntry({ read: '', office: 'Dinas Entah' });

		const answer = await desk.ask(seated('zainab') as never, save, { form });

		expect(answer.status).toBe(422);
		expect(answer.data.entry).toMatchObject({ story: form.story, office: 'Dinas Entah', key: form.key });
		expect(answer.data.errors.map(({ field }: { field: string }) => field)).toEqual(['read', 'office']);
		expect(await rows('select count(*) from report')).toEqual(before);
	});

	it('is not there for whoever does not take in', async () => {
		expect((await desk.ask(seated('budi') as never, load)).status).toBe(404);
		expect((await desk.ask(seated('budi') as never, save, { form: anEntry() })).status).toBe(404);
	});
});

describe('reports that are there already', () => {
	it('are shown before another is made, and nothing is stored', async () => {
		const code = await aPublished();
		const before = await rows('select count(*) from report');

		const { data } = await desk.ask(seated('zainab') as never, save, { form: anEntry(), search: '?mirip' });

		expect(data.alike.map((one: { code: string }) => one.code)).toContain(code);
		expect(await rows('select count(*) from report')).toEqual(before);
	});

	it('count who stands at the desk once, with an entry in the log', async () => {
		const code = await aPublished();
		const form = anEntry();
		const support = () => desk.ask(seated('zainab') as never, save, { form, search: `?dukung=${code}` });

		expect(await support()).toMatchObject({ status: 303, location: '/petugas/loket?didukung' });
		await support();

		expect(await rows('select support_count from report where code = $1', code)).toEqual([
			{ support_count: 1 },
		]);
		expect(
			await rows(
				"select count(*)::int as n from audit where subject = $1 and action = 'report.supported'",
				code,
			),
		).toEqual([{ n: 1 }]);
		const unknown = await desk.ask(seated('zainab') as never, save, { form, search: '?dukung=MSR-26-00000' });
		expect(unknown.status).toBe(404);
	});
});
