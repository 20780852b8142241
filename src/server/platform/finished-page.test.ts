import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { awaitFinishedPage, handOver, takeFinishedPages } from './finished-page.ts';

/** Answers as the framework does: headers, then an end without a body. */
const PATHS: Readonly<Record<string, (request: Request, response: ServerResponse) => unknown>> = {
	'/page': (request, response) => {
		handOver(request, Buffer.from('halaman'));
		response.writeHead(200).end();
	},
	'/unchanged': (request, response) => {
		handOver(request, Buffer.from('halaman'));
		response.writeHead(304).end();
	},
	'/file': (_, response) => response.writeHead(200).end('berkas'),
	'/nothing': (_, response) => response.writeHead(204).end(),
};

function answer(incoming: IncomingMessage, response: ServerResponse): void {
	awaitFinishedPage(incoming, response);
	const name = String(incoming.headers['x-tuntas-question']);
	const request = new Request('http://here.invalid', { headers: { 'x-tuntas-question': name } });
	PATHS[incoming.url ?? '']?.(request, response);
}

const server = createServer(answer);
let address = '';
beforeAll(async () => {
	takeFinishedPages();
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const bodyOf = async (path: string, init?: RequestInit) => (await fetch(address + path, init)).text();

test('an answer ends with the page handed over for it, and with no other', async () => {
	const all = ['/page', '/unchanged', '/file', '/nothing', '/page'];
	expect(await Promise.all(all.map((path) => bodyOf(path)))).toEqual([
		'halaman',
		'',
		'berkas',
		'',
		'halaman',
	]);
	expect(await bodyOf('/page', { method: 'HEAD' })).toBe('');
});

test('nobody outside names a question', async () => {
	expect(await bodyOf('/page', { headers: { 'x-tuntas-question': '1' } })).toBe('halaman');
	expect(await bodyOf('/nothing', { headers: { 'x-tuntas-question': '1' } })).toBe('');
});
