import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
	world = await aWorld();
});
afterAll(() => world.close());

describe('the world of the tests', () => {
	it.each([
		'received',
		'awaiting_reporter',
		'forwarded',
		'in_progress',
		'answered',
		'closed',
		'archived',
		'referred_out',
	] as const)('brings a report to %s by the ordinary road', async (status) => {
		const { id } = await world.report(status);
		const { rows } = await world.owner.query('select status from report where id = $1', [id]);

		expect(rows).toEqual([{ status }]);
	});
});
