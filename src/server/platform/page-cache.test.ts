import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { ENCODINGS, keptKey, PageCache, readyAnswer } from './page-cache.ts';

let cache: PageCache;
const page = (tags: readonly string[], now = 0, words = 'Lampu jalan padam. ') => ({
	headers: { 'content-type': 'text/html' },
	body: Buffer.from(words.repeat(50)),
	tags,
	madeIn: cache.generation,
	now,
});

beforeEach(() => {
	cache = new PageCache({ megabytes: 1, keepMs: 1000 });
	cache.listen(true);
});

describe('a kept page', () => {
	test('is found until its time is up', () => {
		cache.keep('/l/A', page(['A']));

		expect(cache.find('/l/A', 999)).toBeDefined();
		expect(cache.find('/l/A', 1000)).toBeUndefined();
	});

	test('goes when a report it shows changes, and every list with it', () => {
		cache.keep('/l/A', page(['A']));
		cache.keep('/l/B', page(['B']));
		cache.keep('/laporan', page(['*']));

		cache.forget('A');

		expect(['/l/A', '/l/B', '/laporan'].map((key) => cache.find(key, 1) !== undefined)).toEqual([
			false,
			true,
			false,
		]);
	});

	test('goes with all others when the government itself changed', () => {
		cache.keep('/l/A', page(['A']));
		cache.keep('/laporan', page(['*']));

		cache.forget('**');

		expect(['/l/A', '/laporan'].map((key) => cache.find(key, 1))).toEqual([undefined, undefined]);
	});

	test('that was being made while something changed is not kept', () => {
		const before = page(['A']);
		cache.forget('B');
		cache.keep('/l/A', before);

		expect(cache.find('/l/A', 1)).toBeUndefined();
	});

	test('is not kept while changes by others cannot be heard', () => {
		cache.listen(false);
		cache.keep('/l/A', page(['A']));

		expect(cache.find('/l/A', 1)).toBeUndefined();
	});

	test('gives way to newer ones when the memory is needed', () => {
		for (let n = 0; n < 100; n += 1) cache.keep(`/l/${n}`, page([`${n}`], 0, 'x'.repeat(1000)));

		expect(cache.find('/l/0', 1)).toBeUndefined();
		expect(cache.find('/l/99', 1)).toBeDefined();
	});
});

test('is packed once for each encoding, with the headers every answer has', () => {
	cache.keep('/l/A', page(['A']));
	const kept = cache.find('/l/A', 1);
	if (!kept) throw new Error('not kept');
	const unpack = { br: brotliDecompressSync, gzip: gunzipSync, identity: (body: Buffer) => body };

	for (const encoding of ENCODINGS) {
		const answer = readyAnswer(kept, encoding, { 'x-frame-options': 'DENY' });
		const headers = Object.fromEntries(
			Array.from({ length: answer.headers.length / 2 }, (_, at) => answer.headers.slice(2 * at, 2 * at + 2)),
		);
		expect(unpack[encoding](answer.body).equals(kept.plain)).toBe(true);
		expect(headers).toMatchObject({
			'content-type': 'text/html',
			'x-frame-options': 'DENY',
			'content-length': String(answer.body.length),
		});
		expect(headers['content-encoding']).toBe(encoding === 'identity' ? undefined : encoding);
		expect(readyAnswer(kept, encoding, {})).toBe(answer);
	}
});

test.each([
	['a visitor', '', 'h  /l/A'],
	['a visitor who chose a language', 'tuntas_bahasa=en', 'h tuntas_bahasa=en /l/A'],
	['a visitor with somebody else’s cookie', '_ga=1', 'h  /l/A'],
	['somebody who showed a receipt', 'tuntas_tanda=x', undefined],
	['somebody signed in', '__Host-tuntas_sesi=x', undefined],
])('the page of %s is kept under a name, or is their own', (_, cookie, name) => {
	expect(keptKey({ method: 'GET', url: '/l/A', host: 'h', cookie })).toBe(name);
	expect(keptKey({ method: 'POST', url: '/l/A', host: 'h', cookie })).toBeUndefined();
});
