import { beforeAll, describe, expect, test } from 'vitest';
import { type Answer, aCaller, type Caller, textOf } from './caller.ts';
import { atDesk } from './people.ts';
import {
	act,
	aReport,
	aStory,
	casePath,
	forward,
	receiptOn,
	type Sent,
	sendOff,
	stepPath,
	take,
} from './reports.ts';

const ROADS = 'Dinas Pekerjaan Umum dan Penataan Ruang';
const PHOTO = '0190a000-0000-7000-8000-000000000001';
/** A word of its own for every report: whoever reads it anywhere, reads that report. */
const wordOf = (name: string) => `${name}${process.pid}`;

/** What answers say once the address that was asked for is taken out. */
function bodyOf({ body }: Answer, code: string): string {
	return body.replaceAll(code, 'CODE').replaceAll(encodeURIComponent(`/${code}`), 'CODE');
}

/** Codes of the same shape, of which none is given out. */
const nobodys = (code: string) => `${code.slice(0, code.lastIndexOf('-'))}-00000`;

async function expectUnknown(caller: Caller, code: string, paths: readonly string[]): Promise<void> {
	for (const path of paths) {
		const [secret, missing] = [await caller.ask(path), await caller.ask(path.replace(code, nobodys(code)))];
		expect([path, secret.status]).toEqual([path, missing.status]);
		expect([path, bodyOf(secret, code) === bodyOf(missing, nobodys(code))]).toEqual([path, true]);
		expect([path, secret.status]).toEqual([path, 404]);
	}
}

async function expectNowhere(word: string, code: string): Promise<void> {
	const anybody = aCaller();
	const roads = [
		'/',
		'/laporan?keadaan=all',
		`/laporan?keadaan=all&q=${word}`,
		'/laporan.rss',
		'/laporan.csv',
	];
	const answers = await Promise.all(roads.map((road) => anybody.read(road)));
	// A search page repeats what was searched for.
	const found = answers.map(({ body }) => body.replaceAll(`q=${word}`, '').replaceAll(`“${word}”`, ''));
	const told = found.map((body) => body.replace(/value="[^"]*"/g, '')).filter((body) => body.includes(word));
	expect(told.length).toBe(0);
	expect(found.filter((body) => body.includes(code)).length).toBe(0);
}

describe('a confidential report', () => {
	const word = wordOf('sembunyi');
	let sent: Sent;
	beforeAll(async () => {
		const story = aStory(`Kepala sekolah ${word} meminta uang bangku.`);
		sent = await aReport({ story, confidentiality: 'confidential', name: 'Zulaikha Contoh' });
	});

	test('is found nowhere by anybody, and its code answers like one that was never given', async () => {
		await expectNowhere(word, sent.code);
		const { code } = sent;
		await expectUnknown(aCaller(), code, [
			`/l/${code}`,
			`/l/${code}/jam`,
			`/foto/${code}/${'a'.repeat(64)}`,
			`/l/${code}/__data.json`,
		]);
		const support = await aCaller().send(`/l/${code}?/dukung`, {});
		const unknown = await aCaller().send(`/l/${nobodys(code)}?/dukung`, {});
		expect([support.status, bodyOf(support, code)]).toEqual([404, bodyOf(unknown, nobodys(code))]);
	});

	test('is read by the verifier without a name, and by no officer of another unit on any road (attack 4)', async () => {
		const verifier = await atDesk('rahmah');
		const file = await verifier.read(casePath(sent.code));
		expect(textOf(file)).toContain(word);
		expect(file.body).not.toContain('Zulaikha');
		for (const other of ['budi', 'halimah', 'taufan']) {
			const officer = await atDesk(other);
			const { code } = sent;
			await expectUnknown(officer, code, [
				casePath(code),
				stepPath(code, 'start'),
				`${casePath(code)}/lampiran/${PHOTO}`,
				`/l/${code}`,
			]);
			for (const q of [word, code, code.toLowerCase(), code.replaceAll('-', ' ')]) {
				const found = await officer.read(`/petugas?q=${encodeURIComponent(q)}`);
				expect(textOf(found)).not.toContain(`${word} meminta`);
				expect(found.body).not.toContain(`laporan/${code}`);
			}
			const note = await officer.send(`${casePath(code)}?/catatan`, { note: 'mengintip' });
			expect(note.status).toBe(404);
			const contact = await officer.send(`${casePath(code)}?/kontak`, {});
			expect(contact.status).toBe(404);
		}
	});

	test('tells the leader code, kind and clock, not a word of it', async () => {
		const leader = await atDesk('ratna');
		const file = await leader.read(casePath(sent.code));
		expect(file.status).toBe(200);
		expect(file.body).not.toContain(word);
		expect(file.body).not.toContain('Zulaikha');
	});

	test('once forwarded, tells the unit what the verifier released, and is public nowhere still', async () => {
		const verifier = await atDesk('rahmah');
		await forward(verifier, sent.code, 'Dinas Pendidikan dan Kebudayaan', {
			handlingTitle: 'Pungutan di sekolah',
			handlingBody: 'Ada laporan pungutan uang bangku di sebuah sekolah.',
			handlingPlace: '',
		});
		const liaison = await atDesk('halimah');
		const file = await liaison.read(casePath(sent.code));
		expect(textOf(file)).toContain('pungutan uang bangku di sebuah sekolah');
		expect(file.body).not.toContain(word);
		expect(file.body).not.toContain('Zulaikha');
		await expectNowhere(word, sent.code);
		await expectUnknown(aCaller(), sent.code, [`/l/${sent.code}`]);
		await expectUnknown(await atDesk('budi'), sent.code, [casePath(sent.code)]);
	});

	test('is opened by its receipt alone, by no other', async () => {
		const { code, receipt } = sent;
		expect((await aCaller().ask(`/t/${receipt}`)).location).toBe(`/l/${code}`);
		const stranger = await aReport({ story: aStory('Trotoar retak di depan pasar.') });
		await expectUnknown(stranger.reporter, code, [`/l/${code}`]);
		expect((await act({ reporter: stranger.reporter, code }, 'balas', { words: 'x' })).status).toBe(404);
	});
});

describe('an anonymous report', () => {
	const word = wordOf('samaran');

	test('is public without a name or a minute, and its unit reads the released copy without a name (attack 97)', async () => {
		const verifier = await atDesk('rahmah');
		const story = aStory(`Jembatan ${word} goyang, saya Zubaidah dari RT dua melihatnya.`);
		const sent = await aReport({ story, confidentiality: 'anonymous', name: 'Zubaidah Contoh' });
		await expectNowhere(word, sent.code);
		expect((await aCaller().read(`/l/${sent.code}`)).body).not.toContain(word);

		const title = `Jembatan ${word} goyang`;
		const body = 'Jembatan goyang saat dilewati motor, sudah beberapa hari.';
		await forward(verifier, sent.code, ROADS, {
			publicTitle: title,
			publicBody: body,
			publicPlace: '',
			handlingTitle: title,
			handlingBody: body,
			handlingPlace: '',
		});
		const anybody = await aCaller().read(`/l/${sent.code}`);
		expect(textOf(anybody)).toContain(title);
		const submitted = textOf(anybody).split('Laporan dikirim')[1]?.slice(0, 60) ?? '';
		expect(submitted).toMatch(/\d{1,2} \p{L}+/u);
		expect(submitted).not.toMatch(/\d{2}\.\d{2}/);
		const csv = (await aCaller().read('/laporan.csv')).body
			.split('\n')
			.find((line) => line.includes(sent.code));
		expect(csv).toContain(title);
		expect(csv).not.toMatch(/\d{2}:\d{2}/);

		for (const reader of [aCaller(), await atDesk('budi')])
			for (const path of [`/l/${sent.code}`, casePath(sent.code)])
				expect((await reader.read(path)).body).not.toMatch(/Zubaidah/);
		expect((await verifier.read(casePath(sent.code))).body).not.toContain('Zubaidah Contoh');
	});
});

describe('a report about an office', () => {
	test('never reaches that office, nor its head, and is verified elsewhere when it is about the verifiers', async () => {
		const word = wordOf('konflik');
		const caller = aCaller();
		await caller.send('/lapor/1', {
			kind: 'supervisory_complaint',
			story: aStory(`Petugas ${word} di dinas itu meminta uang pelicin.`),
			title: '',
			occurredOn: '',
		});
		const page = await caller.read('/lapor/2');
		const [, otherOffice = ''] = new RegExp(`<option value="([^"]+)"[^>]*>${ROADS}<`).exec(page.body) ?? [];
		await caller.send('/lapor/2?/lanjut', {
			...{ district: '-', village: '', place: '', lat: '', lon: '' },
			...{ office: 'other', otherOffice, about: 'yes' },
		});
		await caller.send('/lapor/3?/lanjut', new FormData());
		await caller.send('/lapor/4?/lanjut', { phone: '', email: '' });
		const { code, receipt } = receiptOn(await sendOff(caller));
		expect(receipt).not.toBe('');

		for (const person of ['budi', 'farida', 'rahmah'])
			await expectUnknown(await atDesk(person), code, [casePath(code), `/l/${code}`]);
		const inspector = await atDesk('taufan');
		const file = await inspector.read(casePath(code));
		expect(textOf(file)).toContain(word);
		const leader = await (await atDesk('ratna')).read(casePath(code));
		expect(leader.body).not.toContain(word);
		await expectNowhere(word, code);
		await take(inspector, [code, 'handle']);
		await expectNowhere(word, code);
		await expectUnknown(await atDesk('budi'), code, [casePath(code)]);
	});
});
