import { expect, test } from 'vitest';
import { readAnswer } from './http-wire.ts';

test.each([
	['with a length', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhalo!', 43],
	['in chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalo\r\n0\r\n\r\n', 61],
	['without a body', 'HTTP/1.1 303 See Other\r\nLocation: /l/x\r\n\r\n', 42],
	['whose head has not ended', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n', undefined],
	['whose body has not ended', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhal', undefined],
	[
		'whose last chunk is missing',
		'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalo\r\n',
		undefined,
	],
])('an answer %s', (_, received, expected) => {
	expect(readAnswer(Buffer.from(received))?.bytes).toBe(expected);
});
