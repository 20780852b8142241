/** A passkey in software: makes keys and signs as a phone does (WebAuthn level 3, ES256, no attestation). */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import type { NewPasskey, PasskeyAnswer } from '#server/access/forms.ts';

const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_KEY = 0x40;

/** How a device, or the page it is asked from, may differ from an honest one. */
type Quirks = {
	readonly origin?: string;
	readonly rpId?: string;
	readonly verified?: boolean;
	readonly counter?: number;
	readonly userHandle?: string;
	readonly signature?: (honest: Buffer) => Buffer;
};

export function aPasskeyDevice({ origin, hostname }: { origin: string; hostname: string }) {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const id = randomBytes(32).toString('base64url');
	let counter = 0;

	return {
		id,
		/** Makes a passkey, as a browser hands it to the page. */
		create({ challenge }: { challenge: string }, quirks: Quirks = {}): NewPasskey {
			const data = authenticatorData(HAS_KEY, { rpId: hostname, counter, ...quirks });
			return {
				id,
				rawId: id,
				type: 'public-key',
				name: 'HP dinas',
				response: {
					clientDataJSON: clientData('webauthn.create', challenge, quirks.origin ?? origin).toString(
						'base64url',
					),
					attestationObject: attestation(data, id, publicKey).toString('base64url'),
					transports: ['internal'],
				},
			};
		},

		/** Signs in, as a browser hands it to the page; counts its uses. */
		get({ challenge }: { challenge: string }, quirks: Quirks = {}): PasskeyAnswer {
			counter += 1;
			const client = clientData('webauthn.get', challenge, quirks.origin ?? origin);
			const data = authenticatorData(0, { rpId: hostname, counter, ...quirks });
			const honest = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
			return {
				id,
				rawId: id,
				type: 'public-key',
				response: {
					clientDataJSON: client.toString('base64url'),
					authenticatorData: data.toString('base64url'),
					signature: (quirks.signature?.(honest) ?? honest).toString('base64url'),
					userHandle: quirks.userHandle,
				},
			};
		},
	};
}

function clientData(type: 'webauthn.create' | 'webauthn.get', challenge: string, origin: string): Buffer {
	return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

function authenticatorData(
	flags: number,
	{ rpId, counter, verified = true }: Quirks & { rpId: string; counter: number },
): Buffer {
	const count = Buffer.alloc(4);
	count.writeUInt32BE(counter);
	return Buffer.concat([sha256(rpId), Buffer.of(flags | PRESENT | (verified ? VERIFIED : 0)), count]);
}

function attestation(data: Buffer, id: string, publicKey: KeyObject): Buffer {
	const rawId = Buffer.from(id, 'base64url');
	const length = Buffer.alloc(2);
	length.writeUInt16BE(rawId.length);
	const authData = Buffer.concat([data, Buffer.alloc(16), length, rawId, coseKey(publicKey)]);
	return cbor(
		new Map<string, unknown>([
			['fmt', 'none'],
			['attStmt', new Map()],
			['authData', new Uint8Array(authData)],
		]),
	);
}

function coseKey(publicKey: KeyObject): Buffer {
	const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
	const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
	return cbor(
		new Map<number, unknown>([
			[1, 2],
			[3, -7],
			[-1, 1],
			[-2, bytes(x)],
			[-3, bytes(y)],
		]),
	);
}

const cbor = (value: Parameters<typeof isoCBOR.encode>[0] | Map<string | number, unknown>) =>
	Buffer.from(isoCBOR.encode(value as Parameters<typeof isoCBOR.encode>[0]));
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
