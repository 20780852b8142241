import { afterAll, beforeAll, expect, it } from 'vitest';
import type { UnitId } from '#server/access/policy.ts';
import type { Role } from '#server/access/roles.ts';
import { seenBy } from '#server/platform/db.ts';
import { anActor } from '../tests/samples.ts';
import { aWorld, type World } from '../tests/world.ts';

let world: World;
beforeAll(async () => {
	world = await aWorld();
});
afterAll(() => world.close());

/** How many rows of reports somebody of these units sees: one by one, and in a list. */
function seen(role: Role, unitIds: readonly number[]) {
	const agencyId = world.directory.agency.id;
	const ids = unitIds as readonly UnitId[];
	const viewer = { ...anActor({ role }), personId: null, agencyId, unitIds: ids, conflictUnitIds: [] };
	return seenBy(viewer, world.db, async (tx) => {
		const rows = await tx.selectFrom('report').select('unit_id').execute();
		const contents = await tx.selectFrom('report_content').select('report_id').execute();
		const listed = await tx
			.selectFrom(`seen.${role}` as 'report')
			.select('unit_id')
			.execute();
		return [rows.length, contents.length, listed.length];
	});
}

it('an office whose number stands within that of another sees nothing of it', async () => {
	const { id } = await world.report('in_progress');
	const holder = world.unit('dinas_perhubungan');
	const [ten, two] = [Math.floor(holder / 10), holder % 10];

	expect(holder).toBeGreaterThan(10);
	expect(await seen('liaison', [holder])).toEqual([1, 1, 1]);
	expect(await seen('liaison', [1, 2, holder, 3])).toEqual([1, 1, 1]);
	for (const others of [[], [ten], [two], [ten, two], [holder * 10], [Number(`1${holder}`)]])
		expect(await seen('liaison', others)).toEqual([0, 0, 0]);

	await world.owner.query('update report set unit_id = $2 where id = $1', [id, 1]);
	expect(await seen('liaison', [10, 11, 21, 100])).toEqual([0, 0, 0]);
	expect(await seen('liaison', [21, 1])).toEqual([1, 1, 1]);
});

it('a report about an office is kept from it, and not from one whose number holds the same digits', async () => {
	const { id } = await world.report('in_progress');
	const unit = world.unit('dinas_perhubungan');
	const conflicting = (conflictUnitIds: readonly number[]) =>
		seenBy(
			{
				...anActor({ role: 'liaison' }),
				agencyId: world.directory.agency.id,
				personId: null,
				unitIds: [unit],
				conflictUnitIds: conflictUnitIds as readonly UnitId[],
			},
			world.db,
			(tx) => tx.selectFrom('report').select('id').where('id', '=', id).execute(),
		);
	await world.owner.query('update report set about_unit_id = $2 where id = $1', [id, 1]);

	expect(await conflicting([1])).toEqual([]);
	expect(await conflicting([12, 21, 10])).toHaveLength(1);
});
