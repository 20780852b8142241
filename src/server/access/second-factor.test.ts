import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	counterOf,
	enrolmentUri,
	plainCode,
	plainRecoveryCode,
	recoveryCode,
	spelled,
} from './second-factor.ts';

/** The secret and the codes of RFC 6238, appendix B (SHA-1), last six digits. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('a code of the authenticator app', () => {
	it.each([
		[59, '287082', 1],
		[1_111_111_109, '081804', 37_037_036],
		[20_000_000_000, '353130', 666_666_666],
	])('at second %i is %s, as the standard says', (at, code, counter) => {
		expect(counterOf(SECRET, code, new Date(at * 1000))).toBe(counter);
	});

	it('counts half a minute early or late, and not a minute', () => {
		const seen = [-60, -30, 0, 30, 60].map((off) =>
			counterOf(SECRET, '081804', new Date((1_111_111_109 + off) * 1000)),
		);

		expect(seen).toEqual([null, 37_037_036, 37_037_036, 37_037_036, null]);
	});

	it.each(['', '08180', '0818044', 'abcdef'])('is not "%s"', (typed) => {
		expect(counterOf(SECRET, plainCode(typed) ?? '', new Date(1_111_111_109_000))).toBeNull();
	});

	it.each(['081804', '081 804', '081-804', ' 081804 '])('may be typed as "%s"', (typed) => {
		expect(plainCode(typed)).toBe('081804');
	});
});

it('an authenticator app reads who and what from the address in the QR code', () => {
	const uri = new URL(enrolmentUri(SECRET, { issuer: 'Kab. Nyata', account: 'sari@dinas.example' }));

	expect(uri.protocol).toBe('otpauth:');
	expect(uri.searchParams.get('secret')).toBe(SECRET);
	expect(uri.searchParams.get('issuer')).toBe('Kab. Nyata');
	expect(spelled('ABCDEFGHIJ')).toBe('ABCD EFGH IJ');
});

describe('a recovery code', () => {
	const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });

	it('is read back however it is typed', () => {
		fc.assert(
			fc.property(bytes, (random) => {
				const code = recoveryCode(random);
				expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
				const plain = code.replace('-', '');
				expect(plainRecoveryCode(code)).toBe(plain);
				expect(plainRecoveryCode(code.toLowerCase().replace(/0/g, 'o').replace(/1/g, 'l'))).toBe(plain);
				expect(plainRecoveryCode(` ${plain.slice(0, 3)} ${plain.slice(3)}`)).toBe(plain);
			}),
		);
	});

	it.each(['', '12345', 'ABCDE-FGHJU', 'ABCDE-FGHJKM'])('is not "%s"', (typed) => {
		expect(plainRecoveryCode(typed)).toBeNull();
	});
});
