import { afterAll, beforeAll, expect, test } from 'vitest';
import { seenBy } from '#server/platform/db.ts';
import { aWorld, type World } from '../../../tests/world.ts';
import { findForStep } from './queries.ts';

let world: World;
beforeAll(async () => {
	world = await aWorld();
});
afterAll(() => world.close());

/** Whether an overseer whose body is `name` sees a report referred to `to`. */
async function isSeen(by: string, to: string): Promise<boolean> {
	const { id } = await world.report('received');
	await world.taken(id, 'refer_out', {
		words: 'Ini urusan lembaga itu.',
		otherBody: { name: to, how: 'Mereka menghubungi Anda.' },
	});
	const { actor } = world.officer(by);
	return (await seenBy(actor, world.db, (tx) => findForStep(tx, id))) !== undefined;
}

test('a body that works with this installation sees what was referred to it, by either of its names', async () => {
	const { actor } = world.officer('overseer');
	const { rows } = await world.owner.query('select name, short_name from agency where id = $1', [
		actor.agencyId,
	]);

	expect(await isSeen('overseer', rows[0].name)).toBe(true);
	expect(await isSeen('overseer', rows[0].short_name.toUpperCase())).toBe(true);
});

test('and nothing that was referred to somebody else', async () => {
	expect(await isSeen('overseer', 'Badan Lain Sama Sekali')).toBe(false);
});
