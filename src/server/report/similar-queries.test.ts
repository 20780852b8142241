import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { similarReports } from './similar-queries.ts';

let world: World;
const codes = new Map<string, string>();
const PLACES = { here: '99.01.01.1001', next: '99.01.01.1002' } as const;

beforeAll(async () => {
	world = await aWorld();
	for (const [title, village, at] of [
		['Lampu jalan padam di simpang', PLACES.here, MONDAY_MORNING],
		['Lampu penerangan jalan mati di simpang tiga', PLACES.here, MONDAY_MORNING],
		['Air leding keruh berhari-hari', PLACES.here, MONDAY_MORNING],
		['Lampu jalan padam di pasar', PLACES.next, MONDAY_MORNING],
		['Lampu jalan padam tahun lalu', PLACES.here, new Date('2025-02-03T09:00:00+08:00')],
	] as const) {
		const sent = await world.report('received', { at, submission: { title, villageCode: village } });
		await world.taken(sent.id, 'publish', {
			publicCopy: { title, body: 'Keterangan yang cukup panjang.', place: '' },
		});
		codes.set(title, sent.code);
	}
	await world.report('received', { submission: { title: 'Lampu jalan padam, belum diperiksa' } });
});
afterAll(() => world.close());

const similar = async (title: string, village: string | null) => {
	const found = await similarReports(world.reader.pool, {
		agencyId: world.directory.agency.id,
		district: '99.01.01',
		village,
		since: '2025-11-04',
		title,
	});
	return found.map((report) => report.title);
};

describe('similar reports', () => {
	test('are from the same village and time, alike in their words, the likest first', async () => {
		expect(await similar('Lampu jalan padam', PLACES.here)).toEqual([
			'Lampu jalan padam di simpang',
			'Lampu penerangan jalan mati di simpang tiga',
		]);
	});

	test('are looked for in the whole district by who does not know the village', async () => {
		expect(await similar('Lampu jalan padam', null)).toEqual([
			'Lampu jalan padam di pasar',
			'Lampu jalan padam di simpang',
			'Lampu penerangan jalan mati di simpang tiga',
		]);
	});

	test('are none where nothing sounds the same', async () => {
		expect(await similar('Guru tidak hadir', PLACES.here)).toEqual([]);
	});

	test('are no questions to the database: its signs are words here', async () => {
		expect(await similar("'; drop table publication; -- %_", PLACES.here)).toEqual([]);
	});
});
