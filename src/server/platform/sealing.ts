import { createCipheriv, createDecipheriv } from 'node:crypto';
import { type KeyPurpose, type KeyRing, preparedKey } from './keys.ts';
import { randomBytes } from './random.ts';

/**
 * A sealed value, in bytes: format (1), key id (4), nonce (12), ciphertext, tag (16).
 * AES-256-GCM; format, key id, purpose and associated data are authenticated with it.
 */
const FORMAT = 1;
const NONCE_AT = 5;
const BODY_AT = 17;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';

/** A sealed value did not open: damaged, altered, moved from where it belongs, or its key is gone. */
export class SealFault extends Error {
	override readonly name = 'SealFault';
	readonly problem: 'malformed' | 'unknown_key' | 'altered';

	constructor(problem: SealFault['problem']) {
		super(`a sealed value did not open: ${problem}`);
		this.problem = problem;
	}
}

/**
 * Seals `plaintext` under the current key of `purpose`.
 * `associatedData` says where the value belongs (a table, a row, a part); it opens only there.
 */
export function seal(
	ring: KeyRing,
	purpose: KeyPurpose,
	plaintext: string | Uint8Array,
	associatedData: string,
): Buffer {
	const { current, keys } = ring[purpose];
	const header = Buffer.concat([Buffer.of(FORMAT), Buffer.from(current, 'hex')]);
	const nonce = randomBytes(BODY_AT - NONCE_AT);
	const cipher = createCipheriv(ALGORITHM, preparedKey(keys.get(current) ?? missingKey()), nonce);
	cipher.setAAD(bound(header, purpose, associatedData));
	const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
	return Buffer.concat([header, nonce, body, cipher.getAuthTag()]);
}

/** What was sealed for this purpose and this place. Throws a {@link SealFault} for everything else. */
export function open(ring: KeyRing, purpose: KeyPurpose, sealed: Uint8Array, associatedData: string): Buffer {
	const envelope = Buffer.from(sealed);
	if (envelope.length < BODY_AT + TAG_BYTES || envelope[0] !== FORMAT) throw new SealFault('malformed');

	const header = envelope.subarray(0, NONCE_AT);
	const key = ring[purpose].keys.get(keyIdOf(envelope)) ?? missingKey();
	const decipher = createDecipheriv(ALGORITHM, preparedKey(key), envelope.subarray(NONCE_AT, BODY_AT));
	decipher.setAAD(bound(header, purpose, associatedData));
	decipher.setAuthTag(envelope.subarray(-TAG_BYTES));
	const body = decipher.update(envelope.subarray(BODY_AT, -TAG_BYTES));
	try {
		return Buffer.concat([body, decipher.final()]);
	} catch {
		throw new SealFault('altered');
	}
}

/** As `open`, for what travels through strangers' hands (cookies) or may be lost: null for everything that does not open. */
export function openOrNull(
	ring: KeyRing,
	purpose: KeyPurpose,
	sealed: Uint8Array,
	associatedData: string,
): Buffer | null {
	try {
		return open(ring, purpose, sealed, associatedData);
	} catch (fault) {
		if (fault instanceof SealFault) return null;
		throw fault;
	}
}

/** Whether `sealed` waits to be sealed anew: it was sealed under a key that is no longer the current one. */
export function isOutdated(ring: KeyRing, purpose: KeyPurpose, sealed: Uint8Array): boolean {
	return keyIdOf(Buffer.from(sealed)) !== ring[purpose].current;
}

function keyIdOf(envelope: Buffer): string {
	return envelope.subarray(1, NONCE_AT).toString('hex');
}

/** What the tag covers besides the text. The purpose has no zero byte, so the parts cannot run into each other. */
function bound(header: Buffer, purpose: KeyPurpose, associatedData: string): Buffer {
	return Buffer.concat([header, Buffer.from(`${purpose}\0${associatedData}`)]);
}

function missingKey(): never {
	throw new SealFault('unknown_key');
}
