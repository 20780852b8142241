import { hash, timingSafeEqual } from 'node:crypto';
import { randomBytes } from './random.ts';

/** SHA-256 as 64 hexadecimal digits; text is hashed as UTF-8. Not for passwords. */
export function sha256(data: string | Uint8Array): string {
	return hash('sha256', data, 'hex');
}

/** 128 random bits as text, to make a commitment to a guessable word unguessable. */
export function randomSalt(): string {
	return randomBytes(16).toString('base64url');
}

/** Whether two secrets are the same, in a time that does not tell where they differ. Lengths are no secret. */
export function isSameSecret(left: Uint8Array, right: Uint8Array): boolean {
	return left.length === right.length && timingSafeEqual(left, right);
}
