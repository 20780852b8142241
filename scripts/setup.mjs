/** Installs what is missing: packages exactly as locked, and the project's own Node. Runs under any Node from 20 on. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const mark = join(modules, '.tuntas-setup');

/** The Node of this project, whatever Node started us. */
export const projectNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Environment in which the project's Node and tools come first. */
export function projectEnvironment() {
	const paths = [join(modules, 'node', 'bin'), join(modules, '.bin'), process.env.PATH ?? ''];
	return {
		...process.env,
		PATH: paths.join(process.platform === 'win32' ? ';' : ':'),
		NODE_NO_WARNINGS: '1',
	};
}

/** Does nothing when everything is there; otherwise installs and says so. */
export function setUp() {
	const wanted = createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
	if (existsSync(projectNode) && existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
	console.error('Tuntas: installing packages, once …');
	const { allowed } = JSON.parse(readFileSync(join(root, 'scripts', 'install-scripts.json'), 'utf8'));
	// Not `npm ci`: it refuses a lock that lacks the optional binaries of other systems.
	npm(['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
	const present = allowed.filter((name) => existsSync(join(modules, name)));
	npm(['rebuild', '--ignore-scripts=false', '--loglevel=error', ...present]);
	if (!existsSync(projectNode))
		throw new Error(
			"The project's own Node could not be installed. Check that the package registry can be reached, then start again.",
		);
	writeFileSync(mark, wanted);
}

function npm(words) {
	const own = process.env.npm_execpath;
	const [command, first] = own
		? [process.execPath, [own]]
		: [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
	execFileSync(command, [...first, ...words], {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
		env: { ...process.env, npm_config_ignore_scripts: words[0] === 'rebuild' ? 'false' : 'true' },
	});
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp();
