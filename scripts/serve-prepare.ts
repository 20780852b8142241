import pg from 'pg';
import { loadDemonstration } from '#db/load-demonstration.ts';
import { demoPeopleFile } from '#db/load-people.ts';
import { demoPacks } from '#db/packs.ts';
import { setUpLink } from '#server/access/set-up-commands.ts';
import { demoAccounts } from '#server/demo/accounts.ts';
import { now } from '#server/platform/clock.ts';
import type { Config } from '#server/platform/config.ts';
import { connect } from '#server/platform/db.ts';
import type { KeyRing } from '#server/platform/keys.ts';

type Prepared = {
	readonly config: Config;
	readonly urls: { readonly owner: string; readonly app: string };
	readonly ring: KeyRing;
};

/** Loads the demonstration unless it is off; answers what the start line says about signing in. */
export async function prepare({ config, urls, ring }: Prepared): Promise<(address: string) => string> {
	if (config.TUNTAS_DEMO !== 'off') await loadAll(urls, ring);
	const owner = new pg.Client({ connectionString: urls.owner });
	await owner.connect();
	const first = await firstSteps(owner);
	await owner.end();
	const accounts =
		config.TUNTAS_DEMO === 'off'
			? []
			: demoAccounts(demoPeopleFile(), { packs: demoPacks(), ring, at: now(), signInAt: '' });
	return (address) => `${first(address)}${signIns(address, accounts)}`;
}

/** Who must come in before anybody else: a government, by its pack; then its first administrator, by a link. */
async function firstSteps(owner: pg.Client): Promise<(address: string) => string> {
	const { rowCount } = await owner.query(
		'select from agency where prefix is not null and not training limit 1',
	);
	if (!rowCount)
		return () => ' · belum ada pemerintah di sini: npm run new-agency -- paket.json (docs/running.md)';
	const link = await setUpLink(owner, now());
	return (address) => (link ? ` · administrator pertama (berlaku 24 jam): ${address}${link}` : '');
}

async function loadAll(urls: Prepared['urls'], ring: KeyRing): Promise<void> {
	const db = connect(urls.app, 4);
	try {
		await loadDemonstration(urls.owner, { db, ring }, now());
	} finally {
		await db.destroy();
	}
}

type Account = ReturnType<typeof demoAccounts>[number];

/** How to sign in as each demonstration person. */
function signIns(address: string, accounts: readonly Account[]): string {
	const [someone] = accounts;
	if (!someone) return '';
	const people = accounts.map(({ email, role }) => `${email} (${role})`).join(', ');
	return ` · masuk di ${address}/masuk dengan kata sandi ${someone.password} dan enam angka dari npm run demo:people, sebagai ${people}`;
}
