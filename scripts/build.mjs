/** Builds the pages when a source is newer than the build; does nothing otherwise. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

const SOURCES = ['src', 'static', 'vite.config.ts', 'package-lock.json', 'tsconfig.json'];
const built = join(root, 'build', 'handler.js');

function newest(path) {
	const stat = statSync(path);
	if (!stat.isDirectory()) return stat.mtimeMs;
	return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const stale =
	!existsSync(built) ||
	SOURCES.some(
		(source) => existsSync(join(root, source)) && newest(join(root, source)) > statSync(built).mtimeMs,
	);
if (stale) {
	console.error('Tuntas: building the pages …');
	execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
		cwd: root,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
}
