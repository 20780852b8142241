import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { reporterOf } from '#server/access/actor.ts';
import { readConfig } from '#server/platform/config.ts';
import { seenBy } from '#server/platform/db.ts';
import { diskStore, type FileStore } from '#server/platform/storage.ts';
import { SYSTEM } from '#server/report/jobs.ts';
import { ownFileOf } from '#server/report/reporter-commands.ts';
import type { StoredFile } from '#server/report/submission.ts';
import { aClamd, EICAR } from '../../../tests/clamd.ts';
import { anAmr, anHonestPdf, aWav } from '../../../tests/documents.ts';
import { aRealClamd, noClamd } from '../../../tests/real-clamd.ts';
import { aWorld, type World } from '../../../tests/world.ts';
import { clamScanner, type Scanner } from './adapters/clamav.ts';
import { startInspector } from './adapters/inspect.ts';
import { startReencoder } from './adapters/reencode.ts';
import { type FileDesk, keepSent } from './commands.ts';
import { FILE_LIMITS } from './file.ts';
import { scanWaiting } from './jobs.ts';

let world: World;
let folder: string;
let store: FileStore;
let desk: FileDesk;

beforeAll(async () => {
	world = await aWorld();
	folder = await mkdtemp(join(tmpdir(), 'tuntas-scan-'));
	store = diskStore(folder);
	desk = { store, scanner: null, inspector: startInspector(), reencoder: startReencoder({ children: 1 }) };
});
afterAll(async () => {
	desk.inspector.close();
	desk.reencoder.close();
	await world.close();
	await rm(folder, { recursive: true });
});

const AWAY: Scanner = async () => 'away';

async function kept(bytes: Uint8Array, scanner: Scanner | null): Promise<StoredFile> {
	const limits = { photos: { most: 5, megabytes: 5 }, files: FILE_LIMITS };
	const result = await keepSent({ ...desk, scanner }, { bytes, name: '', photos: 0, files: 0 }, limits);
	if (!result.ok || !('file' in result.value)) throw new Error('not kept');
	return { ...result.value.file, alt: '' };
}

async function sentWith(file: StoredFile) {
	const sent = await world.submit({ submission: { files: [file] } });
	const scan = async () =>
		(await world.owner.query('select scan from attachment where report_id = $1', [sent.id])).rows[0]?.scan;
	const isOpen = async () =>
		(await ownFileOf(world.vault, world.directory.agency.id, { id: sent.id, key: file.storageKey })) !==
		undefined;
	return { ...sent, scan, isOpen };
}

/** Sound that carries the test virus in the tag before it. */
function infected(): Buffer {
	const tag = Buffer.concat([
		Buffer.from('ID3\x04\0\0\0\0\0'),
		Buffer.from([EICAR.length]),
		Buffer.from(EICAR),
	]);
	const frame = Buffer.alloc(417);
	frame.set([0xff, 0xfb, 0x90, 0x00]);
	return Buffer.concat([tag, frame, frame, frame]);
}

const look = (scanner: Scanner | null) =>
	seenBy(SYSTEM, world.db, (tx) => scanWaiting(tx, { scanner, store }));

describe('a file that a scanner is asked about', () => {
	test('is opened when clean; what is flagged is held, and the report with it is taken in (attack 41)', async () => {
		const clamd = await aClamd();
		const scanner = clamScanner(clamd.address);

		const [good, bad] = [
			await sentWith(await kept(anHonestPdf(), scanner)),
			await sentWith(await kept(infected(), scanner)),
		];

		expect([await good.scan(), await good.isOpen()]).toEqual(['clean', true]);
		expect([await bad.scan(), await bad.isOpen()]).toEqual(['quarantined', false]);
		await clamd.close();
	});

	test('waits while it is away, in a report that is not lost, and is asked about again', async () => {
		const [good, bad] = [
			await sentWith(await kept(anAmr(), AWAY)),
			await sentWith(await kept(infected(), AWAY)),
		];
		expect([await good.scan(), await good.isOpen()]).toEqual(['waiting_scan', false]);

		expect(await look(AWAY)).toEqual({ scanned: 0 });
		const clamd = await aClamd();
		expect(await look(clamScanner(clamd.address))).toEqual({ scanned: 2 });

		expect([await good.scan(), await good.isOpen()]).toEqual(['clean', true]);
		expect([await bad.scan(), await bad.isOpen()]).toEqual(['quarantined', false]);
		await clamd.close();
	});

	test('waits no more once there is no scanner, and is told of as unscanned', async () => {
		const one = await sentWith(await kept(anAmr(), AWAY));

		await look(null);

		expect([await one.scan(), await one.isOpen()]).toEqual([null, true]);
	});
});

describe.skipIf(noClamd)(`ClamAV itself${noClamd ? ` (${noClamd})` : ''}`, () => {
	test('flags EICAR, passes what is clean, and while it is killed files wait and nothing is lost (attack 41)', async () => {
		const clamd = aRealClamd();
		onTestFinished(() => clamd.close());
		const scanner = clamScanner(readConfig({ TUNTAS_CLAMAV: clamd.socket }).TUNTAS_CLAMAV ?? '');
		const carrier = aWav(); // ClamAV passes MP3 over by its kind
		carrier.write(EICAR, 400, 'latin1');
		await clamd.start();
		const [good, bad] = [
			await sentWith(await kept(anHonestPdf(), scanner)),
			await sentWith(await kept(carrier, scanner)),
		];
		expect([await good.scan(), await good.isOpen()]).toEqual(['clean', true]);
		expect([await bad.scan(), await bad.isOpen()]).toEqual(['quarantined', false]);

		await clamd.kill();
		const sound = anAmr(9);
		const [waits, hides] = [await kept(sound, scanner), await kept(carrier, scanner)];
		const [later, worse] = [await sentWith(waits), await sentWith(hides)];
		expect(await look(scanner)).toEqual({ scanned: 0 });
		expect([await later.scan(), await worse.scan()]).toEqual(['waiting_scan', 'waiting_scan']);
		expect(await store.get(waits.storageKey)).toEqual(sound);

		await clamd.start();
		expect(await look(scanner)).toEqual({ scanned: 2 });
		expect([await later.scan(), await later.isOpen()]).toEqual(['clean', true]);
		expect([await worse.scan(), await worse.isOpen()]).toEqual(['quarantined', false]);
	}, 30_000);
});

test('a recording is kept bit for bit, and nobody but its reporter and the assessor comes by it', async () => {
	const sound = anAmr(7);
	const file = await kept(sound, null);
	const sent = await sentWith(file);
	const other = await world.submit();

	expect(await store.get(file.storageKey)).toEqual(sound);
	expect(file).toMatchObject({ mediaType: 'audio/amr', seconds: 7, pages: null, scan: null });
	const asOther = reporterOf(world.directory.agency.id, other.id);
	const rows = await seenBy(asOther, world.db, (tx) => tx.selectFrom('attachment').select('id').execute());
	expect(rows).toEqual([]);
	expect(
		await ownFileOf(world.vault, world.directory.agency.id, { id: other.id, key: file.storageKey }),
	).toBeUndefined();
	await expect(
		world.owner.query('update attachment set public_key = storage_key where report_id = $1', [sent.id]),
	).rejects.toThrow('attachment_only_photos_are_public');
});
