import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('import.ts', import.meta.url));
const MAP = fileURLToPath(new URL('import-map/media-centre.json', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tuntas-import-'));
const file = (name: string, ...lines: readonly string[]) => {
	writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
	return join(folder, name);
};

beforeAll(() => {
	mkdirSync(join(folder, 'units'));
	file('units/instansi.csv', 'id,name', '1,Dinas Taman', '2,Kecamatan Tepi');
	file('units/kecamatan.csv', 'id,name', '1,Tepi');
	file('units/kelurahan.csv', 'id,name,kecamatan_id', '1,Hulu,1');
	file('units/topik.csv', 'id,name', '1,Lampu');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...words: readonly string[]) {
	const child = spawn(process.execPath, [SCRIPT, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
	const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
	const [out, told] = await Promise.all([text(child.stdout), text(child.stderr)]);
	return { out, told, code: await ended };
}

const row = (given: object) =>
	JSON.stringify({
		id: 'x1',
		text: 'Lampu taman padam sejak dua malam, rahasia saya.',
		received_at: '2025-04-14T02:00:00',
		responded_at: null,
		agency: 'Dinas Taman',
		topic: 'Lampu',
		kecamatan: 'Tepi',
		kelurahan: 'Hulu',
		...given,
	});

describe('the import on the command line', () => {
	test('looks first: what it understood, which names nobody answers to, what it will refuse; never a text', async () => {
		const path = file(
			'a.jsonl',
			row({}),
			row({ id: 'x2', agency: 'Dinas Antah' }),
			row({ id: 'x3', received_at: 'kapan' }),
		);

		const { out, told, code } = await run(path, '--map', MAP, '--units', join(folder, 'units'), '--dry-run');

		expect(JSON.parse(out)).toEqual({ dryRun: true, received: 3, fitting: 2, refused: 1 });
		expect(code).toBe(0);
		expect(told).toContain('office: Dinas Taman: 1');
		expect(told).toContain('unknown unit: Dinas Antah: 1');
		expect(told).toContain('refused: receivedAt not_a_date: 1');
		expect(told).not.toContain('rahasia');
	});

	test.each([
		['without a mapping', [], 'npm run import -- FILE --map MAPPING'],
		['with a mapping that is none', ['--map', SCRIPT], 'cannot be read'],
		['with lists that are not there', ['--map', MAP, '--units', '/nowhere'], 'instansi.csv does not exist'],
	])('%s says what is wrong and ends with 1', async (_, words, sentence) => {
		const { told, out, code } = await run(join(folder, 'a.jsonl'), ...words, '--dry-run');

		expect(told).toContain(sentence);
		expect({ out, code }).toEqual({ out: '', code: 1 });
	});
});
