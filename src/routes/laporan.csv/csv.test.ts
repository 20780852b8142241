import { expect, test } from 'vitest';
import { aWorld } from '../../../tests/world.ts';
import { GET } from './+server.ts';

test('a published title that a spreadsheet would run stands in the open data as text (attack 44)', async () => {
	const world = await aWorld();
	const title = '=HYPERLINK("https://evil.example","klik")';
	const { id, code } = await world.submit();
	await world.taken(id, 'forward', { publicCopy: { title, body: '+62 dan @SUM(A1)', place: '' } });
	const { directory, reader } = world;

	const answer = await GET({ locals: { directory, services: { reader } } } as never);
	const line = (await answer.text()).split('\r\n').find((one) => one.includes(code));

	expect(line).toContain(`,"'=HYPERLINK(""https://evil.example"",""klik"")","'+62 dan @SUM(A1)"`);
	await world.close();
});
