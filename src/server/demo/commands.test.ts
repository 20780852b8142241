import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemonstration } from '#db/load-demonstration.ts';
import { aWorld, type World } from '../../../tests/world.ts';

let world: World;
const AT = new Date('2026-11-23T10:00:00+08:00');
beforeAll(async () => {
	world = await aWorld();
	const t = performance.now();
	await loadDemonstration(world.ownerUrl, world.vault, AT);
	console.log('played in', performance.now() - t);
});
afterAll(() => world.close());
describe('x', () => {
	it('y', async () => {
		console.log((await world.owner.query('select status, count(*) from report group by 1')).rows);
	});
});
