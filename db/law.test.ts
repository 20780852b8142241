import { readdirSync, readFileSync } from 'node:fs';
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

const NUMBERS = ['days', 'lateDays', 'span', 'asks', 'hopsBeforeCoordinator'];

/** Where a pack counts something without saying by which rule; settings are nobody's right. */
function unsourcedIn(value: unknown, at: string): string[] {
	if (typeof value !== 'object' || value === null) return [];
	const counts = NUMBERS.some((name) => typeof (value as Record<string, unknown>)[name] === 'number');
	return [
		...(counts && !('source' in value && value.source) ? [at] : []),
		...Object.entries(value)
			.filter(([name]) => name !== 'settings')
			.flatMap(([name, inner]) => unsourcedIn(inner, `${at}.${name}`)),
	];
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

test('every number of days in a pack says by which rule it is', () => {
	const packs = readdirSync(new URL('../packs', import.meta.url), { recursive: true }).map(String);
	const files = packs.filter((name) => name.endsWith('.json'));
	expect(files.length).toBeGreaterThan(5);

	expect(files.flatMap((name) => unsourcedIn(JSON.parse(read(`packs/${name}`)), name))).toEqual([]);
});

test('every source in docs/law.md is cited somewhere', () => {
	expect(listed.filter((source) => !cited.has(source))).toEqual([]);
});
