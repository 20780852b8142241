import { connect } from 'node:net';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { aVisitor, closeBrowser } from './browser.ts';
import { type Answer, aCaller, type Caller, textOf } from './caller.ts';
import { atDesk, seat } from './people.ts';

afterAll(closeBrowser);

const HEADERS = {
	'content-security-policy': /^default-src '(self|none)'/,
	'x-content-type-options': /^nosniff$/,
	'referrer-policy': /^(same-origin|no-referrer)$/,
	'cross-origin-opener-policy': /^same-origin$/,
	'permissions-policy': /camera=\(\)/,
} as const;

function expectGuarded(path: string, { headers }: Pick<Answer, 'headers'>): void {
	for (const [name, pattern] of Object.entries(HEADERS))
		expect([path, name, headers.get(name) ?? '']).toEqual([path, name, expect.stringMatching(pattern)]);
	expect(headers.get('content-security-policy')).not.toContain('unsafe-');
	expect(headers.get('x-powered-by')).toBeNull();
}

/** Pages that end something or lead elsewhere are asked for by their own tests. */
const NOT_FOLLOWED = /^\/(keluar|keluar-cepat|bahasa|pasang)\b/;
/** So many of a kind are enough: the hundredth report's page is made like the first. */
const MOST_OF_A_KIND = 6;

/** Every address our own pages lead to, from `start`, as this caller sees them. */
async function crawl(caller: Caller, start: readonly string[]): Promise<ReadonlyMap<string, Answer>> {
	const seen = new Map<string, Answer>();
	const kinds = new Map<string, number>();
	let next = [...start];
	while (next.length > 0) {
		const answers = await Promise.all(next.map(async (path) => [path, await caller.ask(path)] as const));
		for (const [path, answer] of answers) seen.set(path, answer);
		const found = new Set(answers.flatMap(([path, answer]) => addressesOn(path, answer)));
		next = [...found].filter((path) => !seen.has(path) && !NOT_FOLLOWED.test(path) && isWanted(path, kinds));
	}
	return seen;
}

function addressesOn(path: string, { body, location, headers }: Answer): string[] {
	const isPage = headers.get('content-type')?.startsWith('text/html');
	const links = isPage
		? [...body.matchAll(/\s(?:href|src)="([^"#]+)/g)].map(([, address = '']) => address)
		: [];
	return [...links, location]
		.filter((address) => address !== '' && !address.startsWith('data:'))
		.map((address) => new URL(address.replaceAll('&amp;', '&'), `http://here.invalid${path}`))
		.filter(({ hostname }) => hostname === 'here.invalid')
		.map(({ pathname, search }) => pathname + search);
}

function isWanted(path: string, kinds: Map<string, number>): boolean {
	const kind = path
		.replace(/\?.*/, (query) => [...new URLSearchParams(query).keys()].join('&'))
		.replace(/[A-Z]{2,5}-\d\d-[0-9A-Z]+|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}/g, '*')
		.replace(/^\/(rapor|kantor)\/[^/?]+/, '/$1/*');
	kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
	return (kinds.get(kind) ?? 0) <= MOST_OF_A_KIND;
}

describe('every page our pages lead to', () => {
	test.each([
		[
			'a visitor',
			'id',
			['/', '/lapor/1', '/t', '/robots.txt', '/laporan?q=%00', '/laporan?urut=due&keadaan=late'],
		],
		['a visitor who reads English', 'en', ['/']],
		['a verifier', 'rahmah', ['/petugas', '/akun']],
		['a coordinator', 'norhayati', ['/petugas']],
		['a liaison', 'wahyu', ['/petugas', '/akun']],
		['a head', 'ananda', ['/petugas']],
		['the leader', 'ratna', ['/petugas', '/akun']],
		['an inspector', 'taufan', ['/petugas']],
		['a monitor', 'masitah', ['/petugas']],
		['the system administrator', 'reza', ['/petugas', '/akun']],
	] as const)('is answered, guarded and found, for %s', async (_, who, start) => {
		const isVisitor = who === 'id' || who === 'en';
		const caller = isVisitor ? aCaller(new Map([['tuntas_bahasa', who]])) : await atDesk(who);
		const pages = await crawl(caller, start);
		for (const [path, answer] of pages) {
			expectGuarded(path, answer);
			expect([path, answer.status < 400, faultIn(answer)]).toEqual([path, true, '']);
		}
		const kept = isVisitor ? [] : [...pages].filter(([path, answer]) => isKept(path, answer));
		expect(kept.map(([path]) => path)).toEqual([]);
		expect(pages.size).toBeGreaterThan(5);
	});
});

/** What must stand on no page: values that were not there, code that was not meant for people, doubled ids, marks for scripts. */
function faultIn({ body, headers }: Answer): string {
	if (!headers.get('content-type')?.startsWith('text/html')) return '';
	const said = textOf({ body });
	const leaked = /\b(undefined|NaN|\[object \w+\]|null)\b|%lang%|%body%|sveltekit/.exec(said)?.[0];
	const ids = [...body.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id);
	const doubled = ids.find((id, index) => ids.indexOf(id) !== index);
	const script = /<script(?![^>]*\ssrc=)[^>]*>|<[^>]*\s(?:on\w+|style)="|="\s*javascript:/i.exec(body)?.[0];
	const mark = /<!--.*?-->/.exec(body)?.[0];
	return [leaked, doubled, script, mark].filter(Boolean).join(' ');
}

const FOR_EVERYBODY = /^\/(_app\/|foto\/|(loket\/|redact\/)?[a-z-]+\.[a-z]+$)/;

/** Pages of somebody signed in are theirs alone; files that never change may be kept. */
function isKept(path: string, { headers }: Answer): boolean {
	return !FOR_EVERYBODY.test(path) && !/no-store/.test(headers.get('cache-control') ?? '');
}

test('no page complains in the browser’s console, in light or dark', async () => {
	const { page, context } = await aVisitor({ width: 1280, dark: true });
	await seat(context, await atDesk('rahmah'));
	const complaints: string[] = [];
	page.on(
		'console',
		(message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()),
	);
	page.on('pageerror', (fault) => complaints.push(fault.message));
	const code = /MSR-\d\d-\w+/.exec((await aCaller().read('/laporan?keadaan=done')).body)?.[0] ?? '';
	for (const path of [
		'/',
		'/laporan',
		`/l/${code}`,
		'/rapor',
		'/cara-kerja',
		'/lapor/1',
		'/t',
		'/petugas',
		'/akun',
	])
		await page.goto(path, { waitUntil: 'load' });
	expect(complaints).toEqual([]);
	await context.close();
});

describe('what no page of ours asks', () => {
	test.each([
		['/tidak-ada', 404],
		['/%', 400],
		['/%ff', 400],
		['/%00', 404],
		['/rapor/%2e%2e%2fetc', 404],
		['/_app/../../package.json', 404],
		['/.env', 404],
		['/.git/HEAD', 404],
		['/laporan/__data.json', 404],
		['/petugas/__data.json', 404],
		['/l/O0O0O', 404],
		['/pasang/x', 404],
		[`/foto/%00/${'a'.repeat(64)}`, 404],
		['/foto/x/y', 404],
		['/lapor/foto/%00', 404],
		['/pasang', 404],
		['/laporan?kantor=99999999999&bidang=-1', 200],
		['/laporan?kantor=2147483647', 200],
		['/healthz?x', 404],
	] as const)('%s is answered with %i', async (path, status) => {
		const answer = await aCaller().ask(path);
		expect(answer.status).toBe(status);
		expect(textOf(answer)).not.toMatch(/\bat .*\.js:\d+|node_modules|\bselect [a-z]|postgres/i);
		expectGuarded(path, answer);
	});

	test('a question longer than any answer is answered', async () => {
		const { status } = await aCaller().ask(`/laporan?q=${'a'.repeat(12_000)}`);
		expect(status).toBe(200);
	});

	test.each([
		'/laporan?q=',
		'/laporan?urut=',
		'/laporan?keadaan=',
		'/laporan?kantor=',
		'/laporan?lanjut=',
		'/rapor?tahun=',
		'/masuk?lanjut=',
		'/lacak/bantuan?kode=',
		'/l/',
		'/bahasa?kembali=',
	])('markup in %s comes back as text (attack 31)', async (path) => {
		const markup = `"'><script src=//evil.example></script><img src=x onerror=alert(1)>`;
		const { body, headers } = await aCaller().ask(path + encodeURIComponent(markup));
		expect(body).not.toMatch(/<script src=\/\/evil|<img src=x/i);
		expect(headers.get('content-security-policy')).toMatch(/^default-src '(self|none)'/);
	});

	test('data asked for in a page’s name is never kept in its place', async () => {
		const caller = aCaller();
		const path = `/laporan?q=racun${process.pid}`;
		await caller.ask(path.replace('?', '/__data.json?'));
		const page = await caller.ask(path);
		expect(page.headers.get('content-type')).toContain('text/html');
	});

	test('another host is told that no government is there, and nothing of ours', async () => {
		const answer = await aCaller().ask('/', { headers: { host: 'evil.example' } });
		expect(answer.status).toBe(404);
		expect(textOf(answer)).toContain('Belum ada pemerintah yang memakai alamat ini');
		expectGuarded('/', answer);
	});

	test.each([
		[
			'two lengths',
			'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
			400,
		],
		['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
		['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
		['a thousand headers', `GET / HTTP/1.1\r\nHost: x\r\n${'X: a\r\n'.repeat(4000)}\r\n`, 431],
		['an address that is none', 'GET / HTTP/1.1\r\nHost: a b@c/%%\r\nConnection: close\r\n\r\n', 400],
		['no HTTP at all', '\x16\x03\x01\x00\xff\x00\x00\r\n\r\n', 400],
	] as const)('%s is refused at the door', async (_, bytes, status) => {
		expect(await rawStatus(bytes)).toBe(status);
		expect((await aCaller().ask('/healthz')).status).toBe(200);
	});

	test('the language is switched by a link, and leads back to our own pages only', async () => {
		const ways = [
			'//evil.example',
			'/\\evil.example',
			'https://evil.example',
			'/\t/evil.example',
			'/\r\nX: y',
			'%',
		];
		for (const way of ways) {
			const { status, location } = await aCaller().ask(`/bahasa?ke=en&kembali=${encodeURIComponent(way)}`);
			expect([way, status]).toEqual([way, 303]);
			expect(location).toMatch(/^\/(?![/\\])/);
		}
		const caller = aCaller();
		await caller.ask('/bahasa?ke=en&kembali=/laporan');
		expect((await caller.read('/laporan')).body).toContain('<html lang="en">');
		expect((await aCaller().read('/laporan')).body).toContain('<html lang="id">');
	});
});

function rawStatus(bytes: string): Promise<number> {
	const { hostname, port } = new URL(inject('address'));
	return new Promise((done, failed) => {
		let said = '';
		const socket = connect(Number(port), hostname, () => socket.write(bytes));
		socket.setTimeout(10_000, () => socket.destroy());
		socket.on('data', (chunk) => {
			said += chunk.toString();
			socket.destroy();
		});
		socket.once('error', failed);
		socket.once('close', () => done(Number(said.split(' ')[1])));
	});
}
