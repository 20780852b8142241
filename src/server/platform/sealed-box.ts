import { createECDH } from 'node:crypto';

/** What seals for somebody, and what opens what was sealed for them: points and number of P-256, as browsers take them. */
export type SealingPair = { readonly seals: string; readonly opens: string };

const CURVE = 'prime256v1';
/** How many numbers the curve has. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF = 32;

/**
 * The pair that belongs to 32 secret bytes, the same one every time. `seals` may lie on a shared device: whoever reads
 * it can add something sealed and open nothing. Each as `x.y` and `x.y.d` in base64url.
 */
export function sealingPair(seed: Uint8Array): SealingPair {
	const number = (BigInt(`0x${Buffer.from(seed).toString('hex')}`) % (ORDER - 1n)) + 1n;
	const secret = Buffer.from(number.toString(16).padStart(2 * HALF, '0'), 'hex');
	const curve = createECDH(CURVE);
	curve.setPrivateKey(secret);
	const point = curve.getPublicKey().subarray(1); // one byte says: both halves follow
	const parts = [point.subarray(0, HALF), point.subarray(HALF), secret].map((part) =>
		part.toString('base64url'),
	);
	return { seals: parts.slice(0, 2).join('.'), opens: parts.join('.') };
}
