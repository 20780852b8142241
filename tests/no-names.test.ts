import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { demoPacks, testPacks } from '#db/packs.ts';

const root = new URL('../', import.meta.url).pathname;

/** Code that runs: tests and packs may name places, code may not. */
function sources(folder: string): string[] {
	return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(ts|svelte|sql|mjs|js|html)$/.test(name) && !/\.(test|e2e)\.ts$/.test(name))
		.map((name) => join(root, folder, name));
}

/** Names long enough to be nothing else: of regions, of governments, and of offices with a place in them. */
function names(): string[] {
	return [...demoPacks(), ...testPacks()]
		.flatMap(({ agency, regions }) => [agency.name, agency.shortName, ...regions.map(({ name }) => name)])
		.filter((name) => name.length >= 8);
}

test('no place and no government is named in code', () => {
	const all = names();
	const found = ['src', 'db', 'scripts', 'static'].flatMap(sources).flatMap((file) => {
		const text = readFileSync(file, 'utf8');
		return all.filter((name) => text.includes(name)).map((name) => `${file.slice(root.length)}: ${name}`);
	});

	expect(found).toEqual([]);
});
