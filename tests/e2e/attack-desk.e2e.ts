import { beforeAll, describe, expect, test } from 'vitest';
import { aCaller, type Caller, textOf } from './caller.ts';
import { asOwner } from './owner.ts';
import { atDesk } from './people.ts';
import {
	act,
	aReport,
	aStory,
	casePath,
	forward,
	type Sent,
	stepForm,
	stepPath,
	take,
	today,
	wholeAnswer,
} from './reports.ts';

const PARKS = 'Dinas Perumahan Rakyat, Kawasan Permukiman dan Lingkungan Hidup';
const stepsOf = (code: string) =>
	asOwner<number>(
		'select count(*) from report_step s join report r on r.id = s.report_id where r.code = $1',
		code,
	);
const statusOf = (code: string) => asOwner<string>('select status from report where code = $1', code);

let verifier: Caller;
let parks: Caller;
beforeAll(async () => {
	verifier = await atDesk('rahmah');
	parks = await atDesk('wahyu');
});

async function forwarded(about: string): Promise<Sent> {
	const sent = await aReport({ story: aStory(about) });
	await forward(verifier, sent.code, PARKS);
	return sent;
}

describe('two who act at once', () => {
	test('on one report: the second is told what happened meanwhile, and keeps every word (attack 68)', async () => {
		const { code } = await forwarded('Ayunan di taman patah.');
		const path = stepPath(code, 'answer');
		const second = await stepForm(parks, path, {
			...wholeAnswer(today()),
			words: 'Ayunan sudah kami las kembali.',
		});
		await take(parks, [code, 'start'], { words: 'Regu kami berangkat siang ini.' });
		const before = await stepsOf(code);

		const late = await parks.send(path, second);
		expect(late.status).toBe(409);
		expect(textOf(late)).toContain('Ayunan sudah kami las kembali.');
		expect(textOf(late)).toContain('Regu kami berangkat siang ini.');
		expect(await stepsOf(code)).toBe(before);
	});

	test('with one form sent twenty times: it is taken once, and everybody is told so (attack 66)', async () => {
		const { code } = await forwarded('Perosotan di taman berkarat.');
		const path = stepPath(code, 'start');
		const form = await stepForm(parks, path, { words: 'Kami periksa hari ini.' });
		const before = await stepsOf(code);

		const answers = await Promise.all(Array.from({ length: 20 }, () => parks.send(path, form)));
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
		expect(await stepsOf(code)).toBe(before + 1);
	});

	test('with opposite merges: one wins, the other is told, and no report is lost (attack 69)', async () => {
		for (let round = 0; round < 4; round += 1) {
			const one = await aReport({ story: aStory('Lampu hias taman mati.') });
			const other = await aReport({ story: aStory('Lampu hias alun-alun mati.') });
			const forms = await Promise.all(
				[
					[one, other],
					[other, one],
				].map(async ([from, into]) => {
					const path = stepPath(from?.code ?? '', 'merge');
					return [path, await stepForm(verifier, path, { otherCode: into?.code ?? '' })] as const;
				}),
			);
			const answers = await Promise.all(forms.map(([path, form]) => verifier.send(path, form)));
			expect(answers.map(({ status }) => status).sort()[0]).toBe(303);
			expect(answers.every(({ status }) => [303, 409, 422].includes(status))).toBe(true);
			const statuses = [await statusOf(one.code), await statusOf(other.code)].sort();
			expect(statuses).toEqual(['merged', 'received']);
		}
	});

	test('no report is merged into itself, into one that ended, or round in a circle (attack 69)', async () => {
		const [a, b, c] = await Promise.all(
			['Kursi taman.', 'Bangku taman.', 'Meja taman.'].map((about) => aReport({ story: aStory(about) })),
		);
		if (!a || !b || !c) throw new Error('a report is missing');
		const merge = async (from: Sent, into: Sent) => {
			const path = stepPath(from.code, 'merge');
			return verifier.send(path, await stepForm(verifier, path, { otherCode: into.code }));
		};
		expect((await merge(a, a)).status).toBe(422);
		expect((await merge(a, b)).status).toBe(303);
		expect((await merge(b, c)).status).toBe(303);
		expect((await merge(c, a)).status).toBe(422);
		expect([await statusOf(a.code), await statusOf(b.code), await statusOf(c.code)]).toEqual([
			'merged',
			'merged',
			'received',
		]);
	});
});

describe('a form of an officer', () => {
	let sent: Sent;
	beforeAll(async () => {
		sent = await forwarded('Pagar taman roboh.');
	});

	test.each(['status', 'agencyId', 'unit_id', 'createdAt', 'isPublic', 'role', 'actor'])(
		'with the field %s is refused whole (attack 9)',
		async (field) => {
			const path = stepPath(sent.code, 'start');
			const before = await stepsOf(sent.code);
			const form = await stepForm(parks, path, { words: 'Mulai.', [field]: 'closed' });
			const answer = await parks.send(path, form);
			expect(answer.status).toBe(400);
			expect(textOf(answer)).toContain(field);
			expect(await stepsOf(sent.code)).toBe(before);
		},
	);

	test.each([
		'refer_out',
		'archive',
		'approve_answer',
		'forward',
		'merge',
		'climb',
		'withdraw',
		'submit',
		'__proto__',
	])('for the step %s, not theirs to take, is answered as if there were none (attack 1)', async (step) => {
		const path = stepPath(sent.code, step);
		const fields = {
			key: crypto.randomUUID(),
			version: '2',
			seen: '2',
			take: 'ya',
			words: 'x',
			reason: 'in_court',
		};
		expect((await parks.ask(path)).status).toBe(404);
		const version = await asOwner<number>('select version from report where code = $1', sent.code);
		const answer = await parks.send(path, { ...fields, version: String(version) });
		expect(answer.status).toBe(404);
		expect(await statusOf(sent.code)).toBe('forwarded');
	});

	test('from another site moves nothing, whatever it calls itself (attack 28)', async () => {
		const path = stepPath(sent.code, 'start');
		const form = new URLSearchParams(await stepForm(parks, path, { words: 'Mulai.' }));
		const foreign = [
			{ origin: 'https://evil.example' },
			{ origin: 'null' },
			{ origin: '', 'sec-fetch-site': 'cross-site' },
			{ origin: 'http://127.0.0.1' },
		];
		for (const headers of foreign) {
			const answer = await parks.ask(path, { method: 'POST', headers, body: form });
			expect(answer.status).toBe(403);
		}
		expect(await statusOf(sent.code)).toBe('forwarded');
	});
});

test('asking the reporter to gain time ends after the limit, and clocks do not wait for ever (attack 72)', async () => {
	const sent = await forwarded('Keran taman bocor.');
	for (const words of ['Keran yang mana?', 'Sejak kapan bocor?']) {
		await take(parks, [sent.code, 'ask_details'], { words });
		expect((await act(sent, 'lengkapi', { words: 'Yang dekat gerbang.' })).status).toBe(303);
	}
	expect((await parks.ask(stepPath(sent.code, 'ask_details'))).status).toBe(404);
	const open = await asOwner<number>(
		"select count(*) from report_clock c join report r on r.id = c.report_id where r.code = $1 and c.clock = 'complete' and c.ended_at is null",
		sent.code,
	);
	expect(Number(open)).toBe(1);
});

describe('somebody who guesses', () => {
	test('receipts finds none, always reads the same, and is slowed; a right one still opens (attack 3)', async () => {
		const sent = await aReport({ story: aStory('Tugu taman retak.') });
		const guess = () =>
			`${'0123456789ABCDEFGHJKMNPQRSTVWXYZ'
				.split('')
				.sort(() => Math.random() - 0.5)
				.slice(0, 18)
				.join('')}`.replace(/(.{3})(?=.)/g, '$1-');
		const stranger = aCaller();
		const began = performance.now();
		const answers = await Promise.all(Array.from({ length: 60 }, () => stranger.ask(`/t/${guess()}`)));
		const spent = performance.now() - began;
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
		expect(new Set(answers.map(({ body }) => body.replace(/%2Ft%2F[^"]*/g, ''))).size).toBe(1);
		expect(spent).toBeGreaterThan(300);
		expect((await stranger.ask(`/t/${sent.receipt}`)).location).toBe(`/l/${sent.code}`);
	});

	test('codes reads nothing of what is secret or unchecked, and tells no two apart (attack 2)', async () => {
		const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
		const codes = Array.from(
			{ length: 200 },
			(_, nth) => `MSR-26-${symbols[nth % 32]}${symbols[(nth * 7) % 32]}0Z${symbols[nth % 31]}`,
		);
		const stranger = aCaller();
		const answers = await Promise.all(codes.map((code) => stranger.ask(`/l/${code}`)));
		const missing = answers.filter(({ status }) => status === 404);
		const bodies = missing.map(({ body }) => body.replace(/%2Fl%2F[^"]*/g, ''));
		expect(missing.length).toBeGreaterThan(150);
		expect(new Set(bodies).size).toBe(1);
	});

	test.each([
		"' or 1=1 --",
		'{"$ne":null}',
		'*)(uid=*))',
		'../../etc/passwd',
		'%00',
		'\u0000',
		'%25%5f\\',
		'"a" & ! | <->',
		'infinity~00000000-0000-4000-8000-000000000000',
	])('with %s in a search or address is answered as data (attack 50)', async (evil) => {
		const q = encodeURIComponent(evil);
		const paths = [
			...['q', 'lanjut', 'tampilan', 'mulai', 'selesai'].map((name) => `/petugas?${name}=${q}`),
			...['ke', 'antrean', 'selesai'].map((name) => `${casePath('MSR-26-00000')}?${name}=${q}`),
			`${casePath(q)}`,
			`/petugas/laporan/${q}/langkah/${q}`,
		];
		for (const path of paths) {
			const { status } = await verifier.ask(path);
			expect([path, status < 500]).toEqual([path, true]);
		}
	});

	test.each(['9999999999', '2026-13-45 99:99', '----------', '::::::::::'])(
		'where a queue goes on with %s is answered (attack 50)',
		async (place) => {
			const lanjut = encodeURIComponent(`${place}~00000000-0000-4000-8000-000000000000`);
			const { status } = await verifier.ask(`/petugas?lanjut=${lanjut}`);
			expect(status).toBe(200);
		},
	);
});
