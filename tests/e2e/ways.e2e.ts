import { expect, test } from 'vitest';
import { aCaller, textOf } from './caller.ts';
import { atDesk } from './people.ts';
import {
	act,
	aReport,
	aStory,
	casePath,
	forward,
	stepForm,
	stepPath,
	take,
	today,
	wholeAnswer,
} from './reports.ts';

const PARKS = 'Dinas Perumahan Rakyat, Kawasan Permukiman dan Lingkungan Hidup';
const ROADS = 'Dinas Pekerjaan Umum dan Penataan Ruang';

const reads = async (code: string) => textOf(await aCaller().read(`/l/${code}`));

test('a reporter is asked for details, supplies them, and the clocks go on', async () => {
	const verifier = await atDesk('rahmah');
	const sent = await aReport({ story: aStory('Pohon besar di taman miring ke jalan.') });
	await take(verifier, [sent.code, 'ask_reporter'], { words: 'Di taman yang mana, dan pohon apa?' });
	expect(await reads(sent.code)).toContain('Menunggu pelapor');
	expect(await reads(sent.code)).not.toContain('taman yang mana');

	const own = await sent.reporter.read(`/l/${sent.code}`);
	expect(textOf(own)).toContain('Di taman yang mana, dan pohon apa?');
	const empty = await act(sent, 'lengkapi', { words: '  ' });
	expect(empty.status).toBe(422);
	expect(await act(sent, 'lengkapi', { words: 'Taman Kenanga, pohon angsana di pojok.' })).toMatchObject({
		status: 303,
	});
	const file = textOf(await verifier.read(casePath(sent.code)));
	expect(file).toContain('pohon angsana di pojok');
	expect(await reads(sent.code)).toContain('Diverifikasi');
});

test('what an office returns as not theirs is forwarded again; the third time the coordinator decides (attack 71)', async () => {
	const [verifier, roads, parks, coordinator] = await Promise.all(
		['rahmah', 'budi', 'wahyu', 'norhayati'].map(atDesk),
	);
	if (!verifier || !roads || !parks || !coordinator) throw new Error('somebody is missing');
	const sent = await aReport({ story: aStory('Saluran air di depan rumah tersumbat sampah.') });
	const started = async () =>
		/Dijawab|Tenggat [A-Z][a-z]{2}, \d+ [A-Z][a-z]+/.exec(await reads(sent.code))?.[0];

	await forward(verifier, sent.code, ROADS);
	const tenggat = await started();
	expect(tenggat).toBeDefined();
	await take(roads, [sent.code, 'return'], { words: 'Saluran ini dirawat dinas permukiman.' });
	expect((await roads.read(casePath(sent.code))).status).toBe(404);
	await forward(verifier, sent.code, PARKS);
	await take(parks, [sent.code, 'return'], { words: 'Saluran di tepi jalan dirawat dinas jalan.' });

	expect((await verifier.ask(stepPath(sent.code, 'forward'))).status).toBe(404);
	await forward(coordinator, sent.code, ROADS, { words: 'Koordinator menetapkan dinas jalan.' });
	expect(await started()).toBe(tenggat);
	expect(await reads(sent.code)).toContain('Koordinator menetapkan dinas jalan.');
});

test('what no office here may decide is referred out, with the way to follow it there', async () => {
	const verifier = await atDesk('rahmah');
	const sent = await aReport({ story: aStory('Sertifikat tanah saya belum terbit dua tahun.') });
	const path = stepPath(sent.code, 'refer_out');
	const unsaid = await verifier.send(
		path,
		await stepForm(verifier, path, { words: 'Bukan kewenangan kami.' }),
	);
	expect(unsaid.status).toBe(422);

	await take(verifier, [sent.code, 'refer_out'], {
		words: 'Sertifikat diterbitkan kantor pertanahan.',
		bodyName: 'Kantor Pertanahan Banua Kenanga',
		bodyHow: 'Bawa nomor berkas ke loket dua, hari kerja pukul delapan.',
	});
	const own = textOf(await sent.reporter.read(`/l/${sent.code}`));
	expect(own).toContain('Diteruskan ke Kantor Pertanahan Banua Kenanga');
	expect(own).toContain('Bawa nomor berkas ke loket dua');
});

test('an archived report says why to its reporter alone, who objects and is heard', async () => {
	const verifier = await atDesk('rahmah');
	const sent = await aReport({ story: aStory('Tetangga saya memutar musik keras tiap malam.') });
	await take(verifier, [sent.code, 'archive'], {
		reason: 'not_public_service',
		words: 'Ini urusan antarwarga; ketua RT dapat menengahi.',
	});
	expect(await reads(sent.code)).not.toContain('antarwarga');
	expect(textOf(await sent.reporter.read(`/l/${sent.code}`))).toContain('Ini urusan antarwarga');

	const objection = await act(sent, 'keberatan', { words: 'Musiknya dari kafe berizin pemerintah.' });
	expect(objection.status).toBe(303);
	expect(textOf(await verifier.read(casePath(sent.code)))).toContain('Musiknya dari kafe berizin');
	expect(await reads(sent.code)).not.toContain('Tidak diteruskan');
});

test('two reports are merged and parted again; code and receipt of both keep working', async () => {
	const verifier = await atDesk('rahmah');
	const one = await aReport({ story: aStory('Air keran di blok atas mati total sejak pagi.') });
	const other = await aReport({ story: aStory('Air di blok bawah keluar sedikit dan keruh.') });
	await take(verifier, [one.code, 'merge'], { otherCode: other.code, words: 'Pipa yang sama.' });
	expect(await reads(one.code)).toContain('Digabung');
	expect(textOf(await one.reporter.read(`/l/${one.code}`))).toContain(other.code);

	await take(verifier, [one.code, 'unmerge'], { words: 'Ternyata pipanya berbeda.' });
	expect(await reads(one.code)).toContain('Diverifikasi');
	expect((await aCaller().ask(`/t/${one.receipt}`)).location).toBe(`/l/${one.code}`);
	expect((await aCaller().ask(`/t/${other.receipt}`)).location).toBe(`/l/${other.code}`);
});

test('withdrawing asks for the receipt once more; a stolen browser is not enough (attack 79)', async () => {
	const [verifier, parks] = [await atDesk('rahmah'), await atDesk('wahyu')];
	const sent = await aReport({
		story: aStory('Lampu taman mati dan tempat sampah penuh.'),
		name: 'Rahmat Contoh',
	});
	const stranger = await aReport({ story: aStory('Bangku taman patah.') });
	await forward(verifier, sent.code, PARKS);
	await take(parks, [sent.code, 'start']);
	for (const officer of [verifier, parks])
		expect((await officer.read(casePath(sent.code))).body).toContain('Rahmat');

	for (const receipt of ['', 'ABC-DEF-GHJ-KMN-PQR-ST0', stranger.receipt]) {
		const refused = await act(sent, 'cabut', { receipt, words: 'Salah kirim.' });
		expect(refused.status).toBe(422);
		expect(textOf(refused)).toContain('Salah kirim.');
	}
	expect((await act(sent, 'cabut', { receipt: sent.receipt, words: 'Salah kirim.' })).status).toBe(303);
	expect(await reads(sent.code)).toContain('Dicabut pelapor');

	await take(verifier, [sent.code, 'keep_open'], { words: 'Menyangkut keselamatan pengunjung taman.' });
	for (const officer of [verifier, parks])
		expect((await officer.read(casePath(sent.code))).body).not.toContain('Rahmat');
});

test('an office that answers alone says what, who, when and with what evidence; courtesies are no answer (attack 70)', async () => {
	const [verifier, parks] = [await atDesk('rahmah'), await atDesk('wahyu')];
	const sent = await aReport({ story: aStory('Rumput taman setinggi pinggang.') });
	await forward(verifier, sent.code, PARKS);
	const path = stepPath(sent.code, 'answer');
	const given = wholeAnswer(today());
	const poor = [
		{},
		{ ...given, words: 'Terima kasih atas laporan Anda. Sudah ditindaklanjuti.' },
		{ ...given, done: 'Sudah selesai.' },
		{ ...given, evidence: '' },
		{ ...given, when: '2999-01-01' },
	];
	for (const typed of poor) {
		const refused = await parks.send(path, await stepForm(parks, path, typed));
		expect(refused.status).toBe(422);
		expect(refused.body).toContain('role="alert"');
		if ('who' in typed) expect(refused.body).toContain(typed.who);
	}
	expect(await reads(sent.code)).toContain('Diteruskan');
	await take(parks, [sent.code, 'answer'], given);
	expect(await reads(sent.code)).toContain('Sudah dijawab');
	expect((await parks.ask(stepPath(sent.code, 'archive'))).status).toBe(404);
});
