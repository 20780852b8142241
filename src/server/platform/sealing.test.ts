import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newKeyRing, rotate } from './keys.ts';
import { isOutdated, open, SealFault, seal } from './sealing.ts';

const ring = newKeyRing();
const place = 'reporter_identity:0199:name';

describe('a sealed value', () => {
	test('opens as what it was, for its purpose and its place', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 500 }), fc.string(), (plaintext, where) => {
				expect(open(ring, 'identity', seal(ring, 'identity', plaintext, where), where)).toEqual(
					Buffer.from(plaintext),
				);
			}),
		);
	});

	test('keeps a text as UTF-8', () => {
		expect(open(ring, 'draft', seal(ring, 'draft', 'Siti Ñ 🙏', place), place).toString()).toBe('Siti Ñ 🙏');
	});

	test('never looks the same twice, nor shows what is in it', () => {
		const first = seal(ring, 'identity', 'Siti Aminah', place);

		expect(first).not.toEqual(seal(ring, 'identity', 'Siti Aminah', place));
		expect(first.includes('Siti')).toBe(false);
	});

	test('does not open in another place or for another purpose', () => {
		const sealed = seal(ring, 'identity', 'Siti', place);

		expect(() => open(ring, 'identity', sealed, `${place} `)).toThrow(SealFault);
		expect(() => open(ring, 'identity', sealed, '')).toThrow(SealFault);
		expect(() => open(ring, 'draft', sealed, place)).toThrow(SealFault);
	});

	test('does not open with keys of another installation', () => {
		const sealed = seal(ring, 'identity', 'Siti', place);

		expect(() => open(newKeyRing(), 'identity', sealed, place)).toThrow('unknown_key');
	});

	test('does not open under the same keys given to another purpose', () => {
		const swapped = { ...ring, draft: ring.identity };

		expect(() => open(swapped, 'draft', seal(ring, 'identity', 'Siti', place), place)).toThrow('altered');
	});

	test('does not open when any one byte was changed, or any were cut off', () => {
		const sealed = seal(ring, 'identity', 'Siti Aminah', place);

		for (let at = 0; at < sealed.length; at += 1) {
			const altered = Buffer.from(sealed);
			altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
			expect(() => open(ring, 'identity', altered, place)).toThrow(SealFault);
			expect(() => open(ring, 'identity', sealed.subarray(0, at), place)).toThrow(SealFault);
		}
	});

	test('still opens after its key was replaced, and says that it waits to be sealed anew', () => {
		const sealed = seal(ring, 'identity', 'Siti', place);
		const rotated = rotate(ring, 'identity');

		expect(open(rotated, 'identity', sealed, place).toString()).toBe('Siti');
		expect(isOutdated(ring, 'identity', sealed)).toBe(false);
		expect(isOutdated(rotated, 'identity', sealed)).toBe(true);
		expect(isOutdated(rotated, 'identity', seal(rotated, 'identity', 'Siti', place))).toBe(false);
	});
});
