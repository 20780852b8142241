/**
 * `npm run open-keys -- FILE --into FOLDER`: opens a recovery copy of the keys. The passphrase is read from standard
 * input, or from TUNTAS_PASSPHRASE; nothing that exists is overwritten.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { createFile } from '#server/platform/durable-file.ts';
import { openBundle } from '#server/safekeeping/adapters/key-copy.ts';
import { told } from './safekeeping-fault.ts';

await told(async () => {
	const { values, positionals } = parseArgs({
		options: { into: { type: 'string' } },
		allowPositionals: true,
	});
	const [file] = positionals;
	if (!file || !values.into)
		throw new Error('Say which copy and into which folder: npm run open-keys -- FILE --into FOLDER');
	const bundle = await openBundle(await readFile(file, 'utf8'), await passphrase());
	const folder = resolve(values.into);
	const there = Object.keys(bundle).find((name) => existsSync(join(folder, name)));
	if (there)
		throw new Error(
			`${join(folder, there)} is there already, and nothing is overwritten: name an empty folder.`,
		);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	for (const [name, content] of Object.entries(bundle)) await createFile(join(folder, name), content);
	console.log(`${Object.keys(bundle).sort().join(', ')} → ${folder}`);
});

async function passphrase(): Promise<string> {
	if (process.env.TUNTAS_PASSPHRASE) return process.env.TUNTAS_PASSPHRASE;
	const asking = createInterface({ input: process.stdin, output: process.stderr });
	const typed = await asking.question('Passphrase: ');
	asking.close();
	return typed;
}
