import { expect, it } from 'vitest';
import { initialsOf } from './initials.ts';

it.each([
	['Rahmah Aulia', 'R.A.'],
	['dr. Ananda Prakoso', 'A.P.'],
	['Ida', 'I.'],
])('of %s the public reads %s', (name, initials) => {
	expect(initialsOf(name)).toBe(initials);
});
