import { hash } from 'node:crypto';
import { randomBytes } from './random.ts';

const SECRET_BYTES = 32;
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits as text for a cookie or a link. Only its hash is ever stored. */
export function newSecret(): string {
	return randomBytes(SECRET_BYTES).toString('base64url');
}

/** What a secret is stored and found under; null for text that cannot be one of ours. Random bits need no slow hash. */
export function secretHash(secret: string | null | undefined): Buffer | null {
	return secret && SECRET.test(secret) ? hash('sha256', secret, 'buffer') : null;
}
