import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ForbiddenAddress, isForbidden, sendOut } from './outbound.ts';

let server: Server;
let port: number;
let asked = 0;
beforeAll(async () => {
	server = createServer((request, response) => {
		asked += 1;
		if (request.url === '/far') response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
		else if (request.url === '/long') response.end(Buffer.alloc(5000));
		else if (request.url === '/slow') setTimeout(() => response.end(), 2000);
		else response.end('here');
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const address = server.address();
	port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const BOUNDS = { allow: [] as string[], seconds: 1, mostBytes: 1000 };
const get = (url: string, allow: string[] = []) =>
	sendOut({ url, method: 'GET', headers: {} }, { ...BOUNDS, allow });

describe('a request into a private network', () => {
	test.each([
		'127.0.0.1',
		'localhost',
		'0.0.0.0',
		'10.1.2.3',
		'172.31.0.1',
		'192.168.0.10',
		'169.254.169.254',
		'2130706433',
		'0x7f.1',
		'[::1]',
		'[::]',
		'[::ffff:127.0.0.1]',
		'[fc00::1]',
		'[fe80::1]',
		'[::127.0.0.1]',
		'[64:ff9b::7f00:1]',
		'[64:ff9b:1::7f00:1]',
		'[2002:7f00:1::]',
		'[2001:0:7f00:1::]',
		'[fec0::1]',
	])('to %s is not sent (attack 83)', async (host) => {
		const before = asked;

		await expect(get(`http://${host}:${port}/`)).rejects.toThrow(ForbiddenAddress);
		expect(asked).toBe(before);
	});

	test('is sent to a name that is allowed, and to no neighbour of it', async () => {
		expect((await get(`http://localhost:${port}/`, ['localhost'])).body.toString()).toBe('here');
		expect((await get(`http://127.0.0.1:${port}/`, ['127.0.0.1'])).status).toBe(200);
		await expect(get(`http://127.0.0.1:${port}/`, ['localhost'])).rejects.toThrow(ForbiddenAddress);
	});

	test('never reaches where clouds keep secrets, whatever is allowed', () => {
		const secrets = ['169.254.169.254', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', '64:ff9b::a9fe:a9fe'];
		for (const address of [...secrets, '2002:a9fe:a9fe::1', 'fe80::1', 'fd00:ec2::254'])
			expect(isForbidden(address, true)).toBe(true);
		expect(isForbidden('203.0.113.9', false)).toBe(false);
	});
});

test.each(['file:///etc/passwd', 'gopher://localhost/', 'ftp://localhost/', 'http://a:b@localhost/'])(
	'%s is not spoken',
	async (url) => {
		await expect(get(url, ['localhost'])).rejects.toThrow(ForbiddenAddress);
	},
);

describe('an answer', () => {
	const at = (path: string) => get(`http://localhost:${port}${path}`, ['localhost']);

	test('that leads elsewhere is not followed', async () => {
		expect((await at('/far')).status).toBe(302);
	});

	test('that is too long or too late is a fault', async () => {
		await expect(at('/long')).rejects.toThrow('longer than 1000');
		await expect(at('/slow')).rejects.toThrow();
	});
});
