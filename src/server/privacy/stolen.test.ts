/** Attack 93: a dump of the database and a copy of the disk, without the keys, name none of a thousand people. */

import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { setLogLevel } from '../platform/log.ts';
import { sealedStore } from '../platform/sealed-storage.ts';
import { diskStore } from '../platform/storage.ts';
import { changeDraft } from '../report/draft-commands.ts';
import { askByForm } from './request-commands.ts';

setLogLevel('silent');
let world: World;
let folder: string;
beforeAll(async () => {
	world = await aWorld();
	folder = await mkdtemp(join(tmpdir(), 'tuntas-stolen-'));
});
afterAll(async () => {
	await world.close();
	await rm(folder, { recursive: true });
});

const MOST = 1000;
const letters = (count: number) =>
	Array.from({ length: count }, () => String.fromCharCode(97 + randomInt(26))).join('');
/** Stands in every one of the thousand names, numbers and addresses, and nowhere else. */
const MARKS = {
	name: `zq${letters(8)}`,
	phone: `0899${randomInt(10 ** 5, 10 ** 6)}`,
	email: `qz${letters(8)}`,
};
/** Nobody: random, so that finding one is no accident. The first word of an open name is no secret: everybody reads it. */
const somebody = () => ({
	name: `${letters(4)} ${MARKS.name}${letters(6)}`,
	phone: `${MARKS.phone}${randomInt(1000, 10_000)}`,
	email: `${letters(4)}${MARKS.email}@${letters(9)}.example`,
});

/** Every table of every schema that holds rows, as PostgreSQL writes it out. */
async function dump(): Promise<Buffer> {
	const { rows } = await world.owner.query<{ name: string }>(
		`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('information_schema')
		and (schemaname <> 'pg_catalog' or tablename in ('pg_statistic', 'pg_largeobject'))`,
	);
	const texts: Buffer[] = [];
	for (const { name } of rows) {
		const table = await world.owner.query({ text: `select t::text from ${name} t`, rowMode: 'array' });
		texts.push(Buffer.from(JSON.stringify(table.rows)));
	}
	return Buffer.concat(texts);
}

/** Everything PostgreSQL keeps on disk for this database, its journal and its log. */
async function disk(): Promise<Buffer> {
	const { ownerUrl } = inject('template');
	const owner = new pg.Client({ connectionString: ownerUrl });
	await owner.connect();
	await owner.query('checkpoint');
	const { rows } = await owner.query<{ folder: string }>(
		`select setting as folder from pg_settings where name = 'data_directory'`,
	);
	const { rows: own } = await world.owner.query<{ oid: string }>(
		'select oid::text from pg_database where datname = current_database()',
	);
	await owner.end();
	const data = rows[0]?.folder ?? '';
	const places = [
		join(data, 'base', own[0]?.oid ?? ''),
		join(data, 'pg_wal'),
		join(data, '..', 'postgres.log'),
		folder,
	];
	return Buffer.concat((await Promise.all(places.map(bytesBelow))).flat());
}

async function bytesBelow(place: string): Promise<Buffer[]> {
	const names = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => null);
	if (!names) return [await readFile(place).catch(() => Buffer.alloc(0))];
	const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	return Promise.all(files.map((file) => readFile(file).catch(() => Buffer.alloc(0))));
}

/** What is told of a mark: as text, in hexadecimal, or in base64 however it lies in what stands around it. */
function tellingOf(stolen: Buffer, marks: readonly string[] = Object.values(MARKS)): string[] {
	return marks.flatMap((mark) => {
		const shifted = [0, 1, 2].map((shift) =>
			Buffer.from(`${'-'.repeat(shift)}${mark}`)
				.toString('base64')
				.slice(4, -4),
		);
		const forms = [mark, Buffer.from(mark).toString('hex'), ...shifted];
		return forms.flatMap((form) => {
			const at = stolen.indexOf(form, 0, 'latin1');
			return at < 0 ? [] : [stolen.subarray(Math.max(0, at - 60), at + 60).toString('latin1')];
		});
	});
}

test('a thousand people who reported, wrote drafts, left files and asked for their data are named nowhere (attack 93)', async () => {
	const people = Array.from({ length: MOST }, somebody);
	const store = sealedStore(diskStore(folder), world.vault.ring);
	const secrecies = ['open', 'anonymous', 'confidential'] as const;
	const sendAll = people.map(async (person, index) => {
		const sent = await world.submit({
			submission: { ...person, confidentiality: secrecies[index % 3] ?? 'open' },
		});
		if (index % 50 === 0) await world.taken(sent.id, 'ask_reporter', { words: 'Di jalan yang mana?' });
		if (index % 50 === 1) await world.taken(sent.id, 'withdraw', { receiptAgain: true });
		return sent.receipt;
	});
	const receipts = (await Promise.all(sendAll)).slice(0, 3);
	for (const { name, phone, email } of people.slice(0, 40)) {
		const ticket = {
			agencyId: world.directory.agency.id,
			idHash: randomBytes(32),
			at: MONDAY_MORNING,
			hours: 24,
		};
		await changeDraft(world.vault, ticket, (draft) => ({
			...draft,
			typed: { ...draft.typed, name, phone, email },
		}));
		await store.put(Buffer.from(`surat kuasa ${name} ${phone}`));
		const detail = { name, reach: email, code: '', words: `Saya ${name}.` };
		await askByForm(
			world.vault,
			{ kind: 'access', parts: [], detail },
			{ directory: world.directory, at: MONDAY_MORNING },
		);
	}
	// A statement that fails must not tell what it carried, either.
	await world.owner
		.query(
			'insert into data_contact (agency_id, name, position, email, address) values ($1, $2, $3, $4, $5)',
			[world.directory.agency.id, 'x', people[0]?.name, people[0]?.email, people[0]?.phone],
		)
		.catch(() => undefined);

	const dumped = await dump();
	expect(dumped.length).toBeGreaterThan(1_000_000);
	const lying = await disk();
	for (const stolen of [dumped, lying]) {
		expect(tellingOf(stolen)).toEqual([]);
		const spoken = receipts.flatMap((receipt) => [receipt, receipt.replaceAll('-', '')]);
		expect(tellingOf(stolen, spoken)).toEqual([]);
	}

	// The search itself is no stranger to what it looks for.
	await world.owner.query(`update agency set short_name = $1 where id = $2`, [
		Buffer.from(`x${MARKS.name}`).toString('base64'),
		world.directory.agency.id,
	]);
	expect([tellingOf(await dump()).length > 0, tellingOf(await disk()).length > 0]).toEqual([true, true]);
}, 60_000);
