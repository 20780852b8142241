import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command } from '../../../tests/command.ts';
import { damageIdentity } from '../../../tests/damage.ts';
import { aWorld, type World } from '../../../tests/world.ts';
import { seenBy } from '../platform/db.ts';
import { followKeyFile, loadKeyFile, newKeyRing, saveKeyFile } from '../platform/keys.ts';
import { isOutdated, open, seal } from '../platform/sealing.ts';
import { SYSTEM } from '../report/jobs.ts';
import { identityPlace } from '../report/sealed-identity.ts';
import { openBundle } from './adapters/key-copy.ts';
import { tryAgain } from './care-commands.ts';
import { beginRotation, confirmKeyCopy, findKeyCare, makeKeyCopy } from './key-commands.ts';
import { rotateKeys } from './rotation-jobs.ts';
import { answerRestoration, openRestoration, queueHealth } from './run-queries.ts';

let world: World;
let folder: string;
let keyFile: string;
const care = () => {
	const { actor } = world.officer('system_admin');
	const by = { agencyId: actor.agencyId, personId: actor.personId ?? ('' as never), role: actor.role };
	return { db: world.db, by, at: new Date() };
};

beforeAll(async () => {
	world = await aWorld();
	folder = mkdtempSync(join(tmpdir(), 'tuntas-keys-'));
	chmodSync(folder, 0o700);
	mkdirSync(join(folder, 'keys'));
	keyFile = join(folder, 'keys', 'keys.json');
	await saveKeyFile(keyFile, world.vault.ring);
});
afterAll(async () => {
	await world.close();
	rmSync(folder, { recursive: true });
});

describe('a recovery copy of the keys', () => {
	const passphrase = 'gajah lompat tiga belas';

	test('opens with its passphrase alone, and counts once its holder typed the check words back', async () => {
		expect(await makeKeyCopy(care(), { keyFile, passphrase: 'pendek' })).toMatchObject({ ok: false });
		const made = await makeKeyCopy(care(), { keyFile, passphrase });
		if (!made.ok) throw new Error(made.refusal.code);

		expect((await findKeyCare(care(), world.vault.ring)).isConfirmed).toBe(false);
		await expect(openBundle(made.value.locked, 'salah sekali lagi')).rejects.toMatchObject({
			problem: 'foreign_key',
		});
		const bundle = await openBundle(`di atas\n${made.value.locked}\ndi bawah`, passphrase);
		expect(bundle['keys.json']).toBe(readFileSync(keyFile, 'utf8'));

		expect(await confirmKeyCopy(care(), world.vault.ring, '0000-0000')).toMatchObject({ ok: false });
		expect(await confirmKeyCopy(care(), world.vault.ring, made.value.words.toLowerCase())).toMatchObject({
			ok: true,
		});
		expect((await findKeyCare(care(), world.vault.ring)).isConfirmed).toBe(true);
	});
});

describe('replacing a key while everything runs', () => {
	test('every process learns of it, what was sealed is sealed anew, nothing becomes unreadable', async () => {
		const live = await followKeyFile(keyFile, 50);
		const damaged = await world.submit();
		await damageIdentity(world.owner, damaged.id);
		const { id } = await world.submit();
		const sealedNow = async () =>
			(await world.owner.query('select part, sealed from reporter_identity where report_id = $1', [id])).rows;
		const before = await sealedNow();

		await beginRotation({ ...care(), at: new Date(Date.now() - 60_000) }, keyFile, 'identity');
		await pause(150);
		expect(live.identity.keys.size).toBe(2);
		expect(isOutdated(live, 'identity', before[0].sealed)).toBe(false); // known, not used yet
		await rotateKeys({
			db: world.db,
			keyFile,
			now: () => new Date(),
			stopping: new AbortController().signal,
		});
		await pause(150);

		const ring = await loadKeyFile(keyFile);
		const after = await sealedNow();
		expect(after).toHaveLength(before.length);
		for (const { part, sealed } of after) {
			expect(isOutdated(ring, 'identity', sealed)).toBe(false);
			expect(open(live, 'identity', sealed, identityPlace({ reportId: id, part })).length).toBeGreaterThan(0);
		}
		// What a backup holds from before still opens.
		expect(
			open(ring, 'identity', before[0].sealed, identityPlace({ reportId: id, part: before[0].part })).length,
		).toBeGreaterThan(0);
		expect(open(live, 'identity', seal(live, 'identity', 'x', 'y'), 'y').toString()).toBe('x');
		const { rotations, isConfirmed } = await findKeyCare(care(), live);
		expect(rotations).toMatchObject([{ purpose: 'identity', resealed: after.length }]);
		expect(rotations[0]?.endedAt).not.toBeNull();
		expect(isConfirmed).toBe(false); // the copy lacks the new key
		expect(statSync(keyFile).mode & 0o077).toBe(0);
	}, 40_000);
});

describe('what is stuck', () => {
	test('a job that was given up is tried again, and counted while it is not', async () => {
		const { rows } = await world.owner.query(
			`select id from graphile_worker.add_job('house.keep', '{}', max_attempts := 1)`,
		);
		await world.owner.query('update graphile_worker._private_jobs set attempts = 1 where id = $1', [
			rows[0].id,
		]);
		const dead = async () => (await seenBy(SYSTEM, world.db, (tx) => queueHealth(tx, new Date()))).dead;

		expect(await dead()).toBe(1);
		await tryAgain(care(), 'job', Number(rows[0].id));
		expect(await dead()).toBe(0);
	});

	test('what a restore held back is released by the administrator, and then it is over', async () => {
		await world.owner.query(
			`insert into restoration (backup, restored_to, restored_at) values ('x', now() - interval '1 hour', now())`,
		);
		await world.owner.query(`update outbox set state = 'held', held_for = 'restore' where state = 'waiting'`);
		const open = await seenBy(SYSTEM, world.db, openRestoration);
		expect(open?.held).toBeGreaterThan(0);

		const by = { personId: care().by.personId, at: new Date() };
		expect(await seenBy(SYSTEM, world.db, (tx) => answerRestoration(tx, 'release', by))).toBe(open?.held);
		expect(await seenBy(SYSTEM, world.db, openRestoration)).toBeUndefined();
		const { rows } = await world.owner.query(
			`select count(*)::int as n from outbox where state = 'waiting' and held_for is null`,
		);
		expect(rows[0].n).toBe(open?.held);
	});
});

describe('npm run open-keys', () => {
	test('gives the keys back from the copy, and an identity can be read again', async () => {
		const passphrase = 'kuda lumping sembilan kali';
		const made = await makeKeyCopy(care(), { keyFile, passphrase });
		if (!made.ok) throw new Error(made.refusal.code);
		const { id } = await world.submit();
		const [copy, into] = [join(folder, 'salinan.txt'), join(folder, 'opened')];
		writeFileSync(copy, `Salinan pemulihan kunci\n\n${made.value.locked}\n`);

		expect(await command('open-keys.ts', [copy, '--into', into], { typed: 'bukan ini\n' })).toMatchObject({
			code: 1,
			err: expect.stringContaining('The passphrase does not open this copy.'),
		});
		const opened = await command('open-keys.ts', [copy, '--into', into], { typed: `${passphrase}\n` });
		expect(opened).toMatchObject({ code: 0, out: expect.stringContaining('keys.json') });
		expect(opened.out + opened.err).not.toContain(passphrase);
		const again = await command('open-keys.ts', [copy, '--into', into], {
			settings: { TUNTAS_PASSPHRASE: passphrase },
		});
		expect(again.code).toBe(1); // what is there is not overwritten

		const { rows } = await world.owner.query(
			`select sealed from reporter_identity where report_id = $1 and part = 'name'`,
			[id],
		);
		const ring = await loadKeyFile(join(into, 'keys.json'));
		expect(statSync(join(into, 'keys.json')).mode & 0o077).toBe(0);
		expect(
			open(ring, 'identity', rows[0].sealed, identityPlace({ reportId: id, part: 'name' })).toString(),
		).not.toBe('');
		expect(() =>
			open(newKeyRing(), 'identity', rows[0].sealed, identityPlace({ reportId: id, part: 'name' })),
		).toThrow();
	}, 30_000);
});
