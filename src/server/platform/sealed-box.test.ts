import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { sealingPair } from './sealed-box.ts';

const { subtle } = globalThis.crypto;
const P256 = { name: 'ECDH', namedCurve: 'P-256' } as const;
const jwk = (text: string) => {
	const [x = '', y = '', d] = text.split('.');
	return { kty: 'EC', crv: 'P-256', x, y, ...(d ? { d } : {}) };
};
const shared = async (secret: CryptoKey, point: CryptoKey) =>
	Buffer.from(await subtle.deriveBits({ name: 'ECDH', public: point }, secret, 256)).toString('hex');

it('is the same for the same secret, and what browsers take: both sides come to the same key', async () => {
	const seed = randomBytes(32);
	const { seals, opens } = sealingPair(seed);
	expect(sealingPair(seed)).toEqual({ seals, opens });
	expect(opens.startsWith(`${seals}.`)).toBe(true);

	const once = (await subtle.generateKey(P256, true, ['deriveBits'])) as CryptoKeyPair;
	const point = await subtle.importKey('jwk', jwk(seals), P256, false, []);
	const secret = await subtle.importKey('jwk', jwk(opens), P256, false, ['deriveBits']);
	expect(await shared(once.privateKey, point)).toBe(await shared(secret, once.publicKey));
});

it.each([0, 1, 255])('is a pair for every 32 bytes, also %i throughout', (byte) => {
	expect(sealingPair(new Uint8Array(32).fill(byte)).seals).toMatch(/^[\w-]{43}\.[\w-]{43}$/);
});
