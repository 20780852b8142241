/** The doors of staff in a running system: codes of the demonstration's people, the link of the first administrator. */
import { Secret, TOTP } from 'otpauth';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { inject } from 'vitest';
import { demoPeopleFile } from '#db/load-people.ts';
import { demoPacks } from '#db/packs.ts';
import { setUpLink } from '#server/access/set-up-commands.ts';
import { type DemoAccount, demoAccounts } from '#server/demo/accounts.ts';
import { readConfig } from '#server/platform/config.ts';
import { openInstallation } from '../../scripts/installation.ts';

const installation = (data = inject('data')) => openInstallation(readConfig({ TUNTAS_DATA: data }));

/** How somebody of the demonstration signs in at this moment or another near it; each code works once. */
export async function accountOf(key: string, at: Date = new Date()): Promise<DemoAccount> {
	const { ring, close } = await installation();
	const accounts = demoAccounts(demoPeopleFile(), { packs: demoPacks(), ring, at, signInAt: '' });
	await close();
	const account = accounts.find((one) => one.key === key);
	if (!account) throw new Error(`nobody of the demonstration is ${key}`);
	return account;
}

/** A link of the first administrator of the system on `data`, newer than the one its start printed. */
export async function aSetUpLink(data: string): Promise<string | undefined> {
	const { ownerUrl, close } = await installation(data);
	const owner = new pg.Client({ connectionString: ownerUrl });
	await owner.connect();
	const link = await setUpLink(owner, new Date());
	await owner.end();
	await close();
	return link;
}

/** What an authenticator app shows for the key written on the page. */
export function codeFor(spelledSecret: string): string {
	return new TOTP({ secret: Secret.fromBase32(spelledSecret.replaceAll(' ', '')) }).generate();
}

/** Both steps, from whatever page asks for them; `ago` leaves the code of this half minute for a second sign-in. */
export async function signInAs(page: Page, key: string, ago = 0): Promise<void> {
	const { email, password } = await accountOf(key);
	await page.getByLabel('Surel dinas').fill(email);
	await page.getByLabel('Kata sandi', { exact: true }).fill(password);
	await page.getByRole('button', { name: 'Lanjut' }).click();
	await page
		.getByLabel('6 angka dari aplikasi')
		.fill((await accountOf(key, new Date(Date.now() - ago))).totp);
	await page.getByRole('button', { name: 'Masuk', exact: true }).click();
}
