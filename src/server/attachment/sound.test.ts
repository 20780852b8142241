import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anAmr, anM4a, anMp3, anOpus, aWav } from '../../../tests/documents.ts';
import type { SoundType } from './file.ts';
import { measure } from './sound.ts';

const SOUNDS: readonly (readonly [SoundType, Buffer])[] = [
	['audio/ogg', anOpus(4)],
	['audio/mp4', anM4a(5)],
	['audio/mpeg', anMp3(1)],
	['audio/wav', aWav(1)],
	['audio/amr', anAmr(1)],
];
const TYPES = SOUNDS.map(([type]) => type);

describe('measuring a recording', () => {
	test('of any bytes whatever ends with a length or without one, never with a fault', () => {
		fc.assert(
			fc.property(fc.constantFrom(...TYPES), fc.uint8Array({ maxLength: 600 }), (type, bytes) => {
				const { ok } = measure(bytes, type);
				expect([true, false]).toContain(ok);
			}),
			{ numRuns: 2000 },
		);
	});

	test('with some bytes changed gives a length that is a number, or none', () => {
		const changes = fc.array(fc.tuple(fc.nat(700), fc.nat(255)), { minLength: 1, maxLength: 12 });
		fc.assert(
			fc.property(fc.constantFrom(...SOUNDS), changes, ([type, honest], places) => {
				const bytes = Buffer.from(honest);
				for (const [at, byte] of places) bytes[at % bytes.length] = byte;
				const told = measure(bytes, type);
				if (told.ok) expect(told.value.seconds).toBeGreaterThan(0);
			}),
			{ numRuns: 2000 },
		);
	});

	test.each(SOUNDS)('as %s with anything behind it has none', (type, honest) => {
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (more) => {
				expect(measure(Buffer.concat([honest, Buffer.from('PK'), more]), type).ok).toBe(false);
			}),
			{ numRuns: 200 },
		);
	});

	test.each(SOUNDS)('as %s cut anywhere short of its end has none, or is shorter', (type, honest) => {
		const whole = measure(honest, type);
		if (!whole.ok) throw new Error('not a recording');
		for (const part of [0.2, 0.5, 0.9]) {
			const told = measure(honest.subarray(0, Math.floor(honest.length * part)), type);
			expect(told.ok ? told.value.seconds <= whole.value.seconds : true).toBe(true);
		}
	});
});
