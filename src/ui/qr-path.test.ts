import fc from 'fast-check';
import { expect, it } from 'vitest';
import { qrPath } from './qr-path.ts';

it('joins dark modules side by side into one rectangle', () => {
	expect(
		qrPath([
			[true, true, false, true],
			[false, false, false, false],
		]),
	).toBe('M0 0h2v1h-2zM3 0h1v1h-1z');
});

it('covers every dark module once and no light one', () => {
	fc.assert(
		fc.property(
			fc.array(fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), { maxLength: 5 }),
			(modules) => {
				const drawn = modules.map((row) => row.map(() => false));
				for (const [, x, y, length] of qrPath(modules).matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
					for (let at = 0; at < Number(length); at += 1) {
						const row = drawn[Number(y)] ?? [];
						expect(row[Number(x) + at]).toBe(false);
						row[Number(x) + at] = true;
					}
				}
				expect(drawn).toEqual(modules);
			},
		),
	);
});
