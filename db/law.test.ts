import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PPID_REASONS } from '#server/report/ppid.ts';
import { STEPS } from '#server/report/steps.ts';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

/** Every `source` anywhere in a pack; a government's own promises are its own decrees and not listed here. */
function sourcesIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) =>
		name === 'source' && typeof inner === 'string' ? [inner] : sourcesIn(inner),
	);
}

const listed: string[] = [...read('docs/law.md').matchAll(/^\| (?!Source|---)([^|]+?) \|/gm)].map(
	(row) => row[1] ?? '',
);
const cited = new Set<string>([
	...Object.values(STEPS).map(({ source }) => source),
	...Object.values(PPID_REASONS).map(({ source }) => source),
	...sourcesIn(JSON.parse(read('packs/national-terms.json'))),
	...sourcesIn(JSON.parse(read('packs/national-personal-data.json'))),
]);

test('every source that the code or the national terms cite stands in docs/law.md', () => {
	expect([...cited].filter((source) => !listed.includes(source))).toEqual([]);
});

test('every source in docs/law.md is cited somewhere', () => {
	expect(listed.filter((source) => !cited.has(source))).toEqual([]);
});
