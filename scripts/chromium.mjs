/** Finds a Chromium for the browser tests, or installs Debian's when it may. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = [
	process.env.TUNTAS_TEST_CHROMIUM,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium, or undefined when there is none to be had. */
export function findChromium() {
	return installed() ?? (byApt() || byPlaywright() ? installed() : undefined);
}

function installed() {
	return [...PLACES, playwrightPath()].find((path) => path && existsSync(path));
}

function byApt() {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
	console.error('Tuntas: installing Chromium for the browser tests, once …');
	return (
		tries('apt-get', ['update', '-qq']) &&
		tries('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
	);
}

function byPlaywright() {
	return tries(process.execPath, [
		'node_modules/playwright-core/cli.js',
		'install',
		'chromium-headless-shell',
	]);
}

function playwrightPath() {
	try {
		return execFileSync(
			process.execPath,
			['-e', "process.stdout.write(require('playwright-core').chromium.executablePath())"],
			{ encoding: 'utf8' },
		);
	} catch {
		return undefined;
	}
}

function tries(command, words) {
	try {
		execFileSync(command, words, {
			stdio: ['ignore', 'ignore', 'inherit'],
			timeout: 300_000,
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		});
		return true;
	} catch {
		return false;
	}
}
