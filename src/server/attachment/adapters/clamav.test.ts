import { afterEach, describe, expect, test } from 'vitest';
import { aClamd, EICAR, type FakeClamd } from '../../../../tests/clamd.ts';
import { clamScanner } from './clamav.ts';

let clamd: FakeClamd | undefined;
afterEach(() => clamd?.close());

describe('a scanner', () => {
	test('finds what it knows, and nothing in what is clean', async () => {
		clamd = await aClamd();
		const scan = clamScanner(clamd.address);

		expect(await scan(Buffer.from(`suara ${EICAR} suara`))).toBe('found');
		expect(await scan(Buffer.alloc(3_000_000, 7))).toBe('clean');
		expect(await scan(new Uint8Array())).toBe('clean');
	});

	test.each(['stream: INSTREAM size limit exceeded. ERROR\0', 'x'.repeat(9000), '', 'stream: OK, FOUND it'])(
		'that answers %j gave no verdict',
		async (answer) => {
			clamd = await aClamd({ answer });

			expect(await clamScanner(clamd.address)(Buffer.from('a'))).toBe('away');
		},
	);

	test('that is silent, gone, or was never there is away', async () => {
		clamd = await aClamd({ answer: null });
		const { address } = clamd;

		expect(await clamScanner(address, 50)(Buffer.from('a'))).toBe('away');
		await clamd.close();
		expect(await clamScanner(address)(Buffer.from('a'))).toBe('away');
		expect(await clamScanner('/nowhere/clamd.sock')(Buffer.from('a'))).toBe('away');
	});
});
