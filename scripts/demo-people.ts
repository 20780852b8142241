/** `npm run demo:people`: the demonstration's people as JSON, with how to sign in as each of them right now. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { demoPeopleFile } from '#db/load-people.ts';
import { demoPacks } from '#db/packs.ts';
import { demoAccounts } from '#server/demo/accounts.ts';
import { now } from '#server/platform/clock.ts';
import { readConfig } from '#server/platform/config.ts';
import { loadKeyFile } from '#server/platform/keys.ts';
import { dataFolders } from '#server/services.ts';

const config = readConfig();
const folders = dataFolders(resolve(config.TUNTAS_DATA));
if (!existsSync(folders.keyFile))
	throw new Error(`There is no installation in ${config.TUNTAS_DATA} yet: run npm start once.`);

const accounts = demoAccounts(demoPeopleFile(), {
	packs: demoPacks(),
	ring: await loadKeyFile(folders.keyFile),
	at: now(),
	signInAt: `${address()}/masuk`,
});
console.log(JSON.stringify(accounts, null, '\t'));

/** Where the system runs, or where it would. */
function address(): string {
	if (existsSync(folders.lock))
		return (JSON.parse(readFileSync(folders.lock, 'utf8')) as { address: string }).address;
	return `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${config.PORT}`;
}
