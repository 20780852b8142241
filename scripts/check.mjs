/** Types, style, and the shape of the code. */
import { spawnSync } from 'node:child_process';
import { root } from './setup.mjs';

const bin = (name) => `node_modules/.bin/${name}`;
const CHECKS = [
	[bin('svelte-kit'), ['sync']],
	[bin('svelte-check'), ['--tsgo-experimental-api', '--fail-on-warnings', '--output', 'human']],
	[bin('biome'), ['check', '--error-on-warnings']],
	[bin('depcruise'), ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']],
];

for (const [command, words] of CHECKS) {
	const { status } = spawnSync(command, words, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
	if (status !== 0) {
		console.error(`\n${command} ${words.join(' ')}: failed`);
		process.exit(1);
	}
}
