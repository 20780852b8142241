/** Runs a script of this project under its own Node: `node scripts/with-node.mjs scripts/x.ts …`. */
import { spawn } from 'node:child_process';
import { projectEnvironment, projectNode, root, setUp } from './setup.mjs';

setUp();
const [script, ...words] = process.argv.slice(2);
run(script, words);

/** Signals reach the child; its end is ours. */
export function run(script, words) {
	const child = spawn(projectNode, [script, ...words], {
		cwd: root,
		stdio: 'inherit',
		env: projectEnvironment(),
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}
