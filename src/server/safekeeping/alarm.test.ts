import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aSmallDisk } from '../../../drill/small-disk.ts';
import { aMailServer, type MailServer, refusal } from '../../../tests/mail-server.ts';
import { quickFolder } from '../../../tests/quick-folder.ts';
import { sendAt } from '../../../tests/sending.ts';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { forgetDirectories } from '../agency/queries.ts';
import { readConfig } from '../platform/config.ts';
import { setLogLevel } from '../platform/log.ts';
import { type Mailer, smtpMailer } from '../platform/mail.ts';
import { diskStore } from '../platform/storage.ts';
import { runRetention } from '../privacy/retention-jobs.ts';
import { openBackupKey } from './adapters/backup-key.ts';
import { folderPlace } from './adapters/place.ts';
import { isWorkerSilent } from './alarms.ts';
import { findLeft, tryAgain } from './care-commands.ts';
import { lookAround } from './health-commands.ts';
import { certify, copyToSecond, keepSafe, type SafekeepingGround, watchHealth } from './jobs.ts';
import { tellOfSilentWorker } from './silent-worker-commands.ts';

/** Null where this user may not mount one. */
const disk = aSmallDisk();
let world: World;
let folder: string;
let server: MailServer;
let mailer: Mailer;
let ground: SafekeepingGround;
let isRefusing = false;

beforeAll(async () => {
	setLogLevel('silent');
	[world, folder] = [await aWorld(), quickFolder('tuntas-alarm-')];
	await world.owner.query('update agency set demo = false');
	await world.owner.query(`update person set email = replace(email, '.example', '.test')`);
	forgetDirectories();
	server = await aMailServer({
		onRcptTo: ({ address }, _, done) =>
			done(isRefusing && address.startsWith('siti') ? refusal(452, '4.2.2 full') : null),
	});
	mailer = smtpMailer(server.url, 'tuntas@pemkab.test');
	ground = {
		ownerUrl: world.ownerUrl,
		db: world.db,
		folders: { postgres: join(folder, 'postgres'), wal: join(folder, 'wal') },
		store: diskStore(join(folder, 'files')),
		place: folderPlace(join(folder, 'backup')),
		second: null,
		key: await openBackupKey(join(folder, 'backup.json')),
		settings: {},
		retention: { days: 7, weeks: 4, months: 6 },
		password: '',
		appPassword: '',
		trialFolder: join(folder, 'trial'),
		now: () => MONDAY_MORNING,
	};
});
afterAll(async () => {
	mailer.close();
	await server.close();
	await world.close();
	rmSync(folder, { recursive: true });
	disk?.remove();
});
beforeEach(() => world.owner.query('delete from outbox'));

const later = (hours: number) => new Date(MONDAY_MORNING.getTime() + hours * 60 * 60 * 1000);
const send = (at: Date) => sendAt(at, { world, mailer });
const subjects = () =>
	server.arrived.map(({ text }) => /Subject: ([^:]+?) (?:Message-ID|Date|MIME|To)/.exec(text)?.[1]);

/** Letters that came while `work` was done, and to whom. */
async function lettersOf(work: () => Promise<unknown>, at = MONDAY_MORNING) {
	const before = server.arrived.length;
	await work();
	await send(at);
	return server.arrived.slice(before);
}

describe('whoever runs the installation is written to', () => {
	test('when the backup fails, once a day, with what to do', async () => {
		// This cluster does not archive its log.
		const letters = await lettersOf(async () => {
			await keepSafe(ground);
			await keepSafe(ground);
		});

		expect(letters, String(subjects())).toHaveLength(1);
		expect(letters[0]?.text).toContain('Cadangan malam ini tidak jadi');
		expect(letters[0]?.text).toContain('jalankan lagi dengan npm start');
		expect(letters[0]?.to.every((address) => address.endsWith('.test'))).toBe(true);
		const tomorrow = { ...ground, now: () => later(24) };
		expect(await lettersOf(() => keepSafe(tomorrow), later(24))).toHaveLength(1);
	});

	test('when the trial restore fails, and when the second place does', async () => {
		expect((await lettersOf(() => certify(ground)))[0]?.text).toContain('Uji pulih malam ini gagal');
		const second = { ...folderPlace(join(folder, 'second')), list: () => Promise.reject(new Error('gone')) };
		const [letter] = await lettersOf(() => copyToSecond({ ...ground, second }, 'round'));
		expect(letter?.text).toContain('Salinan di tempat kedua tidak jadi');
	});

	test.skipIf(!disk)('when the disk is nearly full, and not before', async () => {
		const config = readConfig({ TUNTAS_DATA: disk?.folder ?? '' });
		const watch = () => watchHealth({ db: world.db, config }, MONDAY_MORNING);
		await quiet();
		expect(await lettersOf(watch)).toEqual([]);
		writeFileSync(join(disk?.folder ?? '', 'filler'), Buffer.alloc(300 * 1024 * 1024));
		const letters = await lettersOf(async () => {
			await watch();
			await watch();
		});

		expect(letters).toHaveLength(1);
		expect(letters[0]?.text).toContain('Disk hampir penuh');
	});
});

describe('a worker that is silent', () => {
	afterAll(() => world.owner.query('delete from graphile_worker._private_known_crontabs'));
	const seen = (at: Date) =>
		world.owner.query(
			`insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution) values ('clocks.run', $1, $1)
			on conflict (identifier) do update set last_execution = excluded.last_execution`,
			[at],
		);
	const isSilent = async (at: Date) =>
		isWorkerSilent(await lookAround({ db: world.db, config: readConfig({ TUNTAS_DATA: folder }) }, at));

	test('is known by the clock it no longer looks at', async () => {
		expect(await isSilent(MONDAY_MORNING)).toBe(false); // just begun: never seen yet
		await seen(MONDAY_MORNING);

		expect(await isSilent(new Date(MONDAY_MORNING.getTime() + 9 * 60 * 1000))).toBe(false);
		expect(await isSilent(later(1))).toBe(true);
	});

	test('is written about by somebody else, once a day, and nothing else leaves', async () => {
		await world.submit({ submission: { email: 'siti@pelapor.test' } });
		const before = server.arrived.length;
		const tell = (at: Date) => tellOfSilentWorker({ db: world.db, mailer, now: () => at });
		await tell(later(1));
		await tell(later(2));

		const letters = server.arrived.slice(before);
		expect(letters).toHaveLength(1);
		expect(letters[0]?.text).toContain('Proses pekerja tidak berjalan');
		const { rows } = await world.owner.query(`select template from outbox where state = 'waiting'`);
		expect(rows).toEqual([{ template: 'received' }]);
	});
});

describe('retention that does not come about', () => {
	const watch = (hours: number) => () =>
		watchHealth({ db: world.db, config: readConfig({ TUNTAS_DATA: folder }) }, later(hours));
	const told = async (hours: number) => {
		const letters = await lettersOf(watch(hours), later(hours));
		return letters.filter(({ text }) => text.includes('Penghapusan data pribadi terlambat')).length;
	};

	test('is written about after two days, once a day, though no job was given up', async () => {
		await quiet();
		const { id } = world.directory.agency;
		await world.owner.query(
			`update agency set created_at = case id when $1 then $2::timestamptz else $3 end`,
			[...[id, MONDAY_MORNING, later(10_000)]],
		);
		const erase = { db: world.db, directoryOf: async () => world.directory, store: ground.store };
		await runRetention(erase, id, later(1));
		const { rows } = await world.owner.query('select ended_at from retention_run');
		expect(rows).toEqual([{ ended_at: later(1) }]);

		expect(await told(49)).toBe(0);
		expect(await told(52)).toBe(1);
		expect(await told(53)).toBe(0);
		expect(await told(76)).toBe(1);
		await runRetention(erase, id, later(99));
		expect(await told(100)).toBe(0);
	});

	test('is not written about while it rests for a restore nobody has answered', async () => {
		await world.owner.query(
			`insert into restoration (backup, restored_to, restored_at) values ('x', now(), now())`,
		);

		expect(await told(200)).toBe(0);
		await world.owner.query('delete from restoration');
		expect(await told(201)).toBe(1);
	});
});

/** As if nothing had been tried and nothing waited. */
async function quiet() {
	await world.owner.query('delete from safekeeping_run');
	await world.owner.query('delete from graphile_worker._private_jobs');
}

describe('background jobs', () => {
	test('that are given up or that nobody takes up are written about, once a day each, with what to do', async () => {
		const config = readConfig({ TUNTAS_DATA: folder });
		const watch = (at: Date) => watchHealth({ db: world.db, config }, at);
		await quiet();
		await world.owner.query(
			`select graphile_worker.add_job('evidence.root', max_attempts := 1, run_at := $1)`,
			[MONDAY_MORNING],
		);
		await world.owner.query('update graphile_worker._private_jobs set attempts = max_attempts');
		const letters = await lettersOf(async () => {
			await watch(MONDAY_MORNING);
			await watch(later(1));
		});

		expect(letters).toHaveLength(1);
		expect(letters[0]?.text).toContain('Ada pekerjaan latar yang berhenti');
		expect(letters[0]?.text).toContain('Coba lagi');
		await world.owner.query('update graphile_worker._private_jobs set attempts = 0');
		const [waiting, ...more] = await lettersOf(() => watch(later(2)), later(2));
		expect(waiting?.text).toContain('Pekerjaan latar menunggu terlalu lama');
		expect(more).toEqual([]);
		await quiet();
	});
});

describe('a message that was given up', () => {
	const by = () => {
		const { actor } = world.officer('system_admin');
		return { agencyId: actor.agencyId, personId: actor.personId ?? ('' as never), role: actor.role };
	};

	test('is seen, written about, and sent again by a button, once however often it is pressed', async () => {
		isRefusing = true;
		await world.submit({ submission: { email: 'siti@pelapor.test' } });
		for (let hour = 0; hour < 24 * 7; hour += 12) await send(later(hour));
		const { messages } = await findLeft(world.db);
		expect(messages).toMatchObject([{ template: 'received', error: expect.stringContaining('452') }]);
		expect(server.arrived.at(-1)?.text).toContain('Ada pesan yang berhenti dikirim');
		expect(JSON.stringify(messages)).not.toContain('siti');

		isRefusing = false;
		const at = later(24 * 8);
		const care = { db: world.db, by: by(), at };
		const letters = await lettersOf(async () => {
			await Promise.all([1, 2, 3].map(() => tryAgain(care, 'message', messages[0]?.id ?? 0)));
		}, at);
		await tryAgain(care, 'message', messages[0]?.id ?? 0);
		await send(later(24 * 9));

		expect(letters.map(({ to }) => to)).toEqual([['siti@pelapor.test']]);
		expect((await findLeft(world.db)).messages).toEqual([]);
		const { rows } = await world.owner.query(`select subject from audit where action = 'message_retried'`);
		expect(rows).toEqual([{ subject: `message ${messages[0]?.id}` }]);
		expect(server.arrived.filter(({ to }) => to[0]?.startsWith('siti'))).toHaveLength(1);
	});
});
