/** The demonstration's people at work: signed in over HTTP, one session each for the whole run. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext } from 'playwright-core';
import { inject } from 'vitest';
import { demoPeopleFile } from '#db/load-people.ts';
import { demoPacks } from '#db/packs.ts';
import { type DemoAccount, demoAccounts } from '#server/demo/accounts.ts';
import { loadKeyFile } from '#server/platform/keys.ts';
import { dataFolders } from '#server/services.ts';
import { aCaller, type Caller } from './caller.ts';

const STEP_MS = 30_000;

/** How somebody signs in `later` milliseconds from now. */
export async function account(key: string, later = 0): Promise<DemoAccount> {
	const ring = await loadKeyFile(dataFolders(inject('data')).keyFile);
	const at = new Date(Date.now() + later);
	const accounts = demoAccounts(demoPeopleFile(), { packs: demoPacks(), ring, at, signInAt: '' });
	const found = accounts.find((one) => one.key === key);
	if (!found) throw new Error(`nobody of the demonstration is ${key}`);
	return found;
}

/** Signs somebody in anew; a code another test used up is followed by the next one, and by those of the next half minute. */
export async function signIn(key: string, caller: Caller = aCaller()): Promise<Caller> {
	if (await isLetIn(key, caller)) return caller;
	await pause(STEP_MS - (Date.now() % STEP_MS) + 500);
	if (await isLetIn(key, caller)) return caller;
	throw new Error(`${key} was not let in with a code`);
}

async function isLetIn(key: string, caller: Caller): Promise<boolean> {
	const { email, password } = await account(key);
	const first = await caller.send('/masuk', { email, password });
	if (first.location !== '/masuk/kode') throw new Error(`${key} was not let in: ${first.status}`);
	for (const later of [0, STEP_MS, -STEP_MS]) {
		const { totp } = await account(key, later);
		const second = await caller.send('/masuk/kode', { code: totp });
		if (second.status === 303) return true;
	}
	return false;
}

/** Somebody at their desk; the session is shared by all files of a run, as a code works once. */
export async function atDesk(key: string): Promise<Caller> {
	const file = join(inject('data'), `session-${key}.json`);
	if (existsSync(file)) {
		const caller = aCaller(new Map(JSON.parse(readFileSync(file, 'utf8')) as [string, string][]));
		if ((await caller.ask('/akun')).status === 200) return caller;
	}
	const caller = await signIn(key);
	writeFileSync(file, JSON.stringify([...caller.cookies]), { mode: 0o600 });
	return caller;
}

/** Gives a browser the session of somebody at their desk. */
export async function seat(context: BrowserContext, { cookies }: Caller): Promise<void> {
	const url = inject('address');
	await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url })));
}
