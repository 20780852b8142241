import { describe, expect, it } from 'vitest';
import { statusOfFault } from './fault.ts';

const coded = (code: string) => Object.assign(new Error('fault'), { code });

describe('whose fault it was', () => {
	it('is the sender’s when a form cannot be read', async () => {
		const garbage = new Request('http://tuntas.example', {
			method: 'POST',
			headers: { 'content-type': 'multipart/form-data; boundary=x' },
			body: 'garbage',
		});
		const plain = new Request('http://tuntas.example', { method: 'POST', body: '{}' });

		expect(statusOfFault(await garbage.formData().catch((fault: unknown) => fault))).toBe(422);
		expect(statusOfFault(await plain.formData().catch((fault: unknown) => fault))).toBe(422);
	});

	it.each(['ECONNREFUSED', '57P01', '57P03', '53300'])(
		'is nobody’s while the database is away (%s)',
		(code) => {
			expect(statusOfFault(coded(code))).toBe(503);
			expect(statusOfFault(new Error('Connection terminated unexpectedly'))).toBe(503);
		},
	);

	it.each(['53100', 'ENOSPC', 'EDQUOT'])('is the disk’s when it is full (%s)', (code) => {
		expect(statusOfFault(coded(code))).toBe(507);
	});

	it('is ours otherwise', () => {
		expect(statusOfFault(coded('22P02'))).toBe(500);
		expect(statusOfFault(new TypeError('x is not a function'))).toBe(500);
		expect(statusOfFault('thrown')).toBe(500);
	});
});
