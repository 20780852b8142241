/** `npm test`: set-up, check, unit and database tests, browser tests; closes with `N passed, N failed`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectEnvironment, projectNode, root, setUp } from './setup.mjs';

setUp();
const { findChromium } = await import('./chromium.mjs');
const folder = mkdtempSync(join(tmpdir(), 'tuntas-results-'));
const total = { passed: 0, failed: 0 };

step('check', ['scripts/check.mjs']);
suite('unit and database', 'vitest.config.ts');
step('build', ['scripts/build.mjs']);
const chromium = findChromium();
if (chromium) suite('browser', 'vitest.e2e.config.ts', { TUNTAS_TEST_CHROMIUM: chromium });
else
	fail(
		'No Chromium was found and none could be installed. Install Chromium or Google Chrome (Debian: apt-get install chromium), then run npm test again.',
	);

rmSync(folder, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);

function node(words, environment = {}) {
	return spawnSync(projectNode, words, {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
		env: { ...projectEnvironment(), ...environment },
	});
}

function step(name, words) {
	console.log(`\n== ${name}`);
	const { status } = node(words);
	if (status === 0) total.passed += 1;
	else fail(`${name} failed`);
}

function suite(name, config, environment) {
	console.log(`\n== ${name} tests`);
	const results = join(folder, `${name.replaceAll(' ', '-')}.json`);
	const { status } = node(
		[
			'node_modules/vitest/vitest.mjs',
			'run',
			'--config',
			config,
			'--reporter=default',
			'--reporter=json',
			`--outputFile.json=${results}`,
		],
		environment,
	);
	const counted = read(results);
	total.passed += counted.numPassedTests;
	total.failed += counted.numFailedTests;
	// A suite that could not be loaded, or an error outside any test, fails without a failed test.
	if (status !== 0 && counted.numFailedTests === 0) fail(`${name} tests ended with ${status}`);
}

function read(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return { numPassedTests: 0, numFailedTests: 0 };
	}
}

function fail(why) {
	total.failed += 1;
	console.error(why);
}
