import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { watchFile } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import * as z from 'zod';
import { createFile, replaceFile } from './durable-file.ts';
import { sha256 } from './hash.ts';

/** What keys are for. Each purpose has keys of its own, so that a value sealed for one opens for no other. */
export const KEY_PURPOSES = ['identity', 'receipt', 'draft', 'session', 'totp', 'file'] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

/** The keys of one purpose: the current one seals, the older ones still open. */
type Keys = { readonly current: string; readonly keys: ReadonlyMap<string, Buffer> };

/** Every key of the installation. Lives in `keys.json` beside the database, never in it nor in its backup. */
export type KeyRing = Readonly<Record<KeyPurpose, Keys>>;

/** Why the key file cannot be used. The start stops here: without its keys the system could not open what it sealed. */
export class KeyFileFault extends Error {
	override readonly name = 'KeyFileFault';
	readonly problem: 'missing' | 'exposed' | 'damaged';

	constructor(problem: KeyFileFault['problem'], path: string, advice: string) {
		super(`${path} is ${problem}. ${advice}`);
		this.problem = problem;
	}
}

/** A process reads the key file this often. */
export const KEYS_READ_EVERY_MS = 2000;

const KEY_BYTES = 32;
const ID_BYTES = 4;

const KeyId = z.string().regex(/^[0-9a-f]{8}$/);
const KeyText = z.base64().transform((text) => Buffer.from(text, 'base64'));
const Stored = z
	.object({
		current: KeyId,
		keys: z.record(
			KeyId,
			KeyText.refine((key) => key.length === KEY_BYTES),
		),
	})
	.refine(({ current, keys }) => keys[current] !== undefined)
	.transform(({ current, keys }): Keys => ({ current, keys: new Map(Object.entries(keys)) }));
const KeyFile = z.object({ version: z.literal(1), purposes: z.record(z.enum(KEY_PURPOSES), Stored) });

/** New random keys for every purpose. */
export function newKeyRing(): KeyRing {
	return ringOf(() => withNewKey(new Map()));
}

/** The same ring with a new current key for `purpose`; what older keys sealed still opens. */
export function rotate(ring: KeyRing, purpose: KeyPurpose): KeyRing {
	const { next, keyId } = withKey(ring, purpose);
	return withCurrent(next, purpose, keyId);
}

/** The same ring with one key more for `purpose`, which opens but does not seal yet: first every process must know it. */
export function withKey(
	ring: KeyRing,
	purpose: KeyPurpose,
): { readonly next: KeyRing; readonly keyId: string } {
	const { current: keyId, keys } = withNewKey(ring[purpose].keys);
	return { next: { ...ring, [purpose]: { current: ring[purpose].current, keys } }, keyId };
}

/** The same ring where `keyId` seals from now on. */
export function withCurrent(ring: KeyRing, purpose: KeyPurpose, keyId: string): KeyRing {
	const { keys } = ring[purpose];
	if (!keys.has(keyId)) throw new Error(`the key ${keyId} is not in the ring`);
	return { ...ring, [purpose]: { current: keyId, keys } };
}

/** Names a set of keys without telling anything of them: the same as long as no key was added or dropped. */
export function fingerprintOf(ring: KeyRing): string {
	const ids = KEY_PURPOSES.map((purpose) => [purpose, ...[...ring[purpose].keys.keys()].sort()].join(' '));
	return sha256(ids.join('\n')).slice(0, 16);
}

/** Writes new keys to `path`, readable by this user only. Fails where a file stands: keys are never overwritten. */
export async function createKeyFile(path: string): Promise<KeyRing> {
	const ring = newKeyRing();
	await createFile(path, textOf(ring));
	return ring;
}

/** Replaces the key file in one move; a crash leaves the old or the new one, never half. */
export async function saveKeyFile(path: string, ring: KeyRing): Promise<void> {
	await replaceFile(path, textOf(ring));
}

/** Reads the keys at start. Throws a {@link KeyFileFault} when they are missing, damaged or open to other users. */
export async function loadKeyFile(path: string): Promise<KeyRing> {
	await assertPrivate(path);
	const parsed = KeyFile.safeParse(jsonOrNull(await readFile(path, 'utf8')));
	if (!parsed.success) throw new KeyFileFault('damaged', path, 'Put back the recovery copy of this file.');
	return parsed.data.purposes;
}

/** The keys of the file as they are at each moment: a key added while this process runs is known within seconds. */
export async function followKeyFile(path: string, everyMs = KEYS_READ_EVERY_MS): Promise<KeyRing> {
	let latest = await loadKeyFile(path);
	watchFile(path, { interval: everyMs, persistent: false }, () => {
		// A file that cannot be read just now changes nothing: what is known stays.
		loadKeyFile(path).then(
			(ring) => {
				latest = ring;
			},
			() => undefined,
		);
	});
	const current = (purpose: KeyPurpose) => ({ enumerable: true, get: () => latest[purpose] });
	return Object.defineProperties(
		{},
		Object.fromEntries(KEY_PURPOSES.map((purpose) => [purpose, current(purpose)])),
	) as KeyRing; // the table of purposes is complete, so the record is, too
}

/** HMAC-SHA-256 of `bytes` under the current key of `purpose`: to find again a secret that is not stored. */
export function mac(ring: KeyRing, purpose: KeyPurpose, bytes: Uint8Array): Buffer {
	return macUnder(keyOf(ring[purpose]), bytes);
}

/** The same under every key of `purpose`, current first: what was stored before a rotation is found, too. */
export function macs(ring: KeyRing, purpose: KeyPurpose, bytes: Uint8Array): readonly Buffer[] {
	const { current, keys } = ring[purpose];
	const older = [...keys].filter(([id]) => id !== current).map(([, key]) => macUnder(key, bytes));
	return [mac(ring, purpose, bytes), ...older];
}

/** Half of a keyed hash proves as much as anybody can guess, and is indexed in half the room (RFC 2104 §5). */
const RECEIPT_MAC_BYTES = 16;

/** The keyed hash a receipt is stored as; its bits are random, so no slow hash is needed. */
export function receiptMac(ring: KeyRing, bytes: Uint8Array): Buffer {
	return mac(ring, 'receipt', bytes).subarray(0, RECEIPT_MAC_BYTES);
}

/** Every hash a receipt may be stored as, the current key's first. */
export function receiptMacs(ring: KeyRing, bytes: Uint8Array): readonly Buffer[] {
	return macs(ring, 'receipt', bytes).map((hash) => hash.subarray(0, RECEIPT_MAC_BYTES));
}

const prepared = new WeakMap<Buffer, KeyObject>();

/** The same key as the machine's library wants it: made once, because making it costs more than using it. */
export function preparedKey(key: Buffer): KeyObject {
	const known = prepared.get(key) ?? createSecretKey(key);
	prepared.set(key, known);
	return known;
}

function macUnder(key: Buffer, bytes: Uint8Array): Buffer {
	return createHmac('sha256', preparedKey(key)).update(bytes).digest();
}

function keyOf({ current, keys }: Keys): Buffer {
	const key = keys.get(current);
	if (!key) throw new Error(`the current key ${current} is not in the ring`);
	return key;
}

function withNewKey(keys: Keys['keys']): Keys {
	const current = randomBytes(ID_BYTES).toString('hex');
	return { current, keys: new Map([...keys, [current, randomBytes(KEY_BYTES)]]) };
}

function ringOf(keysFor: (purpose: KeyPurpose) => Keys): KeyRing {
	// The table of purposes is complete, so the record is, too.
	return Object.fromEntries(KEY_PURPOSES.map((purpose) => [purpose, keysFor(purpose)])) as KeyRing;
}

async function assertPrivate(path: string): Promise<void> {
	const found = await stat(path).catch(() => null);
	if (!found) throw new KeyFileFault('missing', path, 'Put back the recovery copy of this file.');
	// Windows keeps rights elsewhere; its mode bits say nothing.
	const openToOthers = process.platform !== 'win32' && (found.mode & 0o077) !== 0;
	if (openToOthers) throw new KeyFileFault('exposed', path, `Other users can open it: chmod 600 ${path}`);
}

function textOf(ring: KeyRing): string {
	return `${JSON.stringify({ version: 1, purposes: ring }, storable, '\t')}\n`;
}

function storable(_: string, value: unknown): unknown {
	if (!(value instanceof Map)) return value;
	return Object.fromEntries([...value].map(([id, key]: [string, Buffer]) => [id, key.toString('base64')]));
}

function jsonOrNull(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
