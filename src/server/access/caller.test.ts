import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceName, isAtThisMachine, returnPath } from './caller.ts';

describe('the device a session is shown with', () => {
	it.each([
		[
			'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36',
			'Chrome · Android',
		],
		['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0', 'Firefox · Windows'],
		[
			'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
			'Safari · macOS',
		],
		[
			'Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36',
			'Samsung Internet · Android',
		],
		['curl/8.9', ''],
		[null, ''],
	])('%s is %s', (userAgent, name) => {
		expect(deviceName(userAgent)).toBe(name);
	});
});

describe('sitting at this machine', () => {
	it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('is true for %s', (address) => {
		expect(isAtThisMachine(address, new Headers())).toBe(true);
	});

	it.each(['10.0.0.4', '203.0.113.7', '::ffff:10.0.0.1', '', '127.0.0.1.evil'])(
		'is false for "%s"',
		(address) => {
			expect(isAtThisMachine(address, new Headers())).toBe(false);
		},
	);

	it.each(['x-forwarded-for', 'forwarded', 'x-real-ip'])(
		'is false for a proxy on it, which says %s',
		(name) => {
			expect(isAtThisMachine('127.0.0.1', new Headers({ [name]: '203.0.113.7' }))).toBe(false);
		},
	);
});

describe('where to go after signing in', () => {
	it.each(['/petugas', '/petugas/laporan/MSR-26-ABCDE?urut=tenggat', '/'])(
		'%s, a path of this site',
		(path) => {
			expect(returnPath(path, '/petugas')).toBe(path);
		},
	);

	it.each([
		null,
		'',
		'petugas',
		'//evil.example',
		'/\\evil.example',
		'/\t/evil.example',
		'/.//evil.example',
		'https://evil.example/',
		'javascript:alert(1)',
	])('never to %s', (wanted) => {
		expect(returnPath(wanted, '/petugas')).toBe('/petugas');
	});

	it('is on this site whatever is wished for', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.webUrl(),
					fc.string(),
					fc.string().map((text) => `/${text}`),
				),
				(wanted) => {
					const path = returnPath(wanted, '/petugas');
					expect(new URL(path, 'https://tuntas.example').origin).toBe('https://tuntas.example');
				},
			),
		);
	});
});
