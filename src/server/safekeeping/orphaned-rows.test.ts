import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aWorld, type World } from '../../../tests/world.ts';
import { orphanedRows, withOwner } from './cluster-queries.ts';

let world: World;
beforeAll(async () => {
	world = await aWorld();
});
afterAll(() => world.close());

test('rows whose report or term is not there are found, in whatever table; none are where all is well', async () => {
	await world.report('closed');
	const found = () => withOwner(world.ownerUrl, orphanedRows);
	expect(await found()).toEqual({});

	const [agency, nowhere] = [world.directory.agency.id, randomUUID()];
	await world.owner.query(
		"insert into report_content (report_id, agency_id, title, body, salt) values ($1, $2, 'Judul', 'Isi', 'garam')",
		[nowhere, agency],
	);
	await world.owner.query(
		"insert into step_text (report_id, seq, agency_id, readers, salt, texts) values ($1, 2, $2, 'public', 'garam', '{}'), ($1, 3, $2, 'public', 'garam', '{}')",
		[nowhere, agency],
	);
	await world.owner.query("update report_clock set term_id = -term_id where clock = 'verify'");
	expect(await found()).toEqual({ report_content: 1, step_text: 2, report_clock: 1 });
});
