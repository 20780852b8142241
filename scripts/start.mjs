/** `npm start`: installs what is missing, builds if stale, and runs the system under the project's own Node. */
import { execFileSync } from 'node:child_process';
import { projectEnvironment, projectNode, root, setUp } from './setup.mjs';

setUp();
execFileSync(projectNode, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit', env: projectEnvironment() });
process.argv.splice(2, process.argv.length, 'scripts/serve.ts', ...process.argv.slice(2));
await import('./with-node.mjs');
