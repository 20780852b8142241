import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '#server/platform/config.ts';
import { connect } from '#server/platform/db.ts';
import { healthOf } from '#server/safekeeping/health.ts';
import { lookAround } from '#server/safekeeping/health-commands.ts';
import { words } from '#text/words.ts';
import { type Installation, install } from '../../bench/installation.ts';
import { type WrittenDraft, writeDrafts } from '../../bench/requests.ts';
import { foundAgain } from '../../drill/found.ts';
import { readLedger } from '../../drill/ledger.ts';
import { aSmallDisk, type SmallDisk } from '../../drill/small-disk.ts';
import { withFullDisk } from '../../drill/system.ts';
import { send } from '../../drill/wire.ts';
import { endSystems, type Started, start, statusOf, until } from './own-system.ts';

const WHY_NOT = 'only root can mount a small disk';
const ACCEPTED = 'location: /lapor/terima';
const disk: SmallDisk | null = aSmallDisk();
let installation: Installation;
let system: Started;
let address: string;
let drafts: WrittenDraft[];
const acknowledged = new Set<string>();

beforeAll(async () => {
	if (!disk) return;
	installation = await install(disk.folder);
	drafts = [...(await writeDrafts(installation, 200, ''))];
	system = start({ data: installation.data, settings: { TUNTAS_BACKUP: 'off' } });
	address = await system.address();
});
afterAll(async () => {
	if (!disk) return;
	await endSystems();
	await installation.stopDatabase();
	disk.remove();
});

const heard = (draft: WrittenDraft) => send(Number(new URL(address).port), draft.request);

/** Sends reports until one is not taken in; answers that one and what was said. */
async function untilRefused() {
	for (let draft = drafts.pop(); draft; draft = drafts.pop()) {
		const said = (await heard(draft)) ?? '';
		if (!said.includes(ACCEPTED)) return { draft, said };
		acknowledged.add(draft.key);
	}
	throw new Error('a full disk took everything in');
}

async function asOwner(query: string): Promise<void> {
	const line = new pg.Client({ connectionString: foundAgain(installation).ownerUrl });
	line.on('error', () => undefined);
	await line.connect();
	await line.query(query).finally(() => line.end().catch(() => undefined));
}

const growing = `insert into filler select repeat(md5(g::text), 30) from generate_series(1, 200) g`;

describe.skipIf(!disk)(`a full disk${disk ? '' : ` (${WHY_NOT})`} (attack 91)`, () => {
	test('refuses reports in words, shows itself to the administrator, and takes them in once there is room', async () => {
		await asOwner('create table filler (text text)');
		const refused = await withFull(async () => {
			for (let full = false; !full; )
				full = await asOwner(growing).then(
					() => false,
					() => true,
				);
			const told = await untilRefused();
			expect(told.said.split('\r\n')[0]).toContain('507');
			expect(await statusOf(address, '/readyz')).toBe(200);
			const db = connect(foundAgain(installation).appUrl, 1);
			const signals = await lookAround(
				{ db, config: readConfig({ TUNTAS_DATA: installation.data }) },
				new Date(),
			);
			await db.destroy();
			const line = healthOf(signals).find(({ name }) => name === 'disk');
			expect(line).toMatchObject({ state: 'act', count: 0 });
			expect(words('id').safekeeping.lines.disk.act(line?.count ?? null)).toContain('Kosongkan sekarang');
			return told.draft;
		});

		expect(await heard(refused)).toContain(ACCEPTED);
		acknowledged.add(refused.key);
		const { lost, torn, duplicated } = await readLedger(foundAgain(installation), acknowledged);
		expect({ lost, torn, duplicated }).toEqual({ lost: 0, torn: 0, duplicated: 0 });
	}, 60_000);

	test('that ends the database is told in one sentence, and the system goes on by itself', async () => {
		await withFull(async () => {
			for (let alive = true; alive; )
				alive = await asOwner(
					'select pg_switch_wal() from (select pg_logical_emit_message(true, $$$$, $$x$$)) one',
				).then(
					() => true,
					() => false,
				);
			await until(() => system.said().includes('Make room as docs/running.md says'));
			expect(system.process.exitCode).toBeNull();
		});

		await until(async () => (await statusOf(address, '/readyz')) === 200);
		const draft = drafts.pop();
		expect(draft && (await heard(draft))).toContain(ACCEPTED);
	}, 60_000);
});

async function withFull<Done>(meanwhile: () => Promise<Done>): Promise<Done> {
	const done: Done[] = [];
	await withFullDisk(disk?.folder ?? '', async () => {
		done.push(await meanwhile());
	});
	return done[0] as Done;
}
