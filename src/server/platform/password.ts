import { type Argon2Parameters, argon2 } from 'node:crypto';
import { promisify } from 'node:util';
import { isSameSecret } from './hash.ts';
import { randomBytes } from './random.ts';

const hashed = promisify(argon2);

/** Costs of OWASP's second recommendation for argon2id: 19 MiB, two passes, one lane. */
const COSTS = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

type Costs = Pick<Argon2Parameters, 'memory' | 'passes' | 'parallelism'>;
type Parsed = { readonly costs: Costs; readonly salt: Buffer; readonly tag: Buffer };

/** The password as it is stored: argon2id in PHC string form, with costs and salt. Takes tens of milliseconds. */
export async function hashPassword(password: string): Promise<string> {
	const salt = randomBytes(SALT_BYTES);
	const tag = await tagOf(password, { costs: COSTS, salt, length: TAG_BYTES });
	const { memory, passes, parallelism } = COSTS;
	return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
}

/**
 * Whether `password` is the one stored. With nothing stored it works just as long and says no, so that the time
 * does not tell which accounts exist.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
	const { costs, salt, tag } = parsed(stored) ?? NOBODY;
	const given = await tagOf(password, { costs, salt, length: tag.length });
	return isSameSecret(given, tag) && stored !== null;
}

/** What an account that does not exist is compared with. */
const NOBODY: Parsed = { costs: COSTS, salt: randomBytes(SALT_BYTES), tag: randomBytes(TAG_BYTES) };

function parsed(stored: string | null): Parsed | undefined {
	if (stored === null) return undefined;
	const [, memory, passes, parallelism, salt, tag] = PHC.exec(stored) ?? [];
	if (!salt || !tag) throw new Error('a stored password is not argon2id in PHC string form');
	return {
		costs: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
		salt: Buffer.from(salt, 'base64'),
		tag: Buffer.from(tag, 'base64'),
	};
}

/** Passwords are compared in Unicode NFKC: the same letters from any keyboard are the same password. */
function tagOf(
	password: string,
	{ costs, salt, length }: { costs: Costs; salt: Buffer; length: number },
): Promise<Buffer> {
	const message = Buffer.from(password.normalize('NFKC'));
	return hashed('argon2id', { ...costs, message, nonce: salt, tagLength: length });
}

function base64(bytes: Buffer): string {
	return bytes.toString('base64').replace(/=+$/, '');
}
