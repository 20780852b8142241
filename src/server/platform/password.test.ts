import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

describe('a stored password', () => {
	it('is argon2id in PHC string form, with a salt of its own each time', async () => {
		const [one, other] = await Promise.all([
			hashPassword('kunci pintu dapur'),
			hashPassword('kunci pintu dapur'),
		]);

		expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
		expect(one).not.toBe(other);
	});

	it('opens for the right password only', async () => {
		const stored = await hashPassword('kunci pintu dapur');

		expect(await verifyPassword(stored, 'kunci pintu dapur')).toBe(true);
		expect(await verifyPassword(stored, 'Kunci pintu dapur')).toBe(false);
		expect(await verifyPassword(stored, '')).toBe(false);
	});

	it('is the same from a keyboard that composes letters otherwise', async () => {
		const stored = await hashPassword('caf\u00e9 \uff21\uff22');

		expect(await verifyPassword(stored, 'cafe\u0301 AB')).toBe(true);
	});

	it('that does not exist opens for nothing', async () => {
		expect(await verifyPassword(null, 'kunci pintu dapur')).toBe(false);
	});

	it('in another form is a fault, not a refusal', async () => {
		await expect(verifyPassword('plain', 'plain')).rejects.toThrow('PHC');
	});
});
