import { Secret, TOTP } from 'otpauth';

/** RFC 6238 as every authenticator app has it; others are not offered because some apps ignore them silently. */
const CODE = { digits: 6, period: 30, algorithm: 'SHA1' } as const;
/** One code before and one after: phones' clocks are off by some seconds. */
const WINDOW = 1;

/**
 * Which 30-second counter `code` belongs to, or null when to none near `now`.
 * That a counter works once is the caller's to hold, in the database.
 */
export function counterOf(secret: string, code: string, now: Date): number | null {
	const totp = new TOTP({ ...CODE, secret: Secret.fromBase32(secret) });
	const timestamp = now.getTime();
	const delta = totp.validate({ token: code, timestamp, window: WINDOW });
	return delta === null ? null : totp.counter({ timestamp }) + delta;
}

/** What an authenticator app reads from the QR code: who runs the account, whose it is, the secret. */
export function enrolmentUri(
	secret: string,
	{ issuer, account }: { issuer: string; account: string },
): string {
	return new TOTP({ ...CODE, issuer, label: account, secret: Secret.fromBase32(secret) }).toString();
}

/** The secret in groups of four, for typing by hand. */
export function spelled(secret: string): string {
	return secret.replace(/.{4}(?=.)/g, '$& ');
}

/** Six digits however they were typed or pasted; null when it is something else. */
export function plainCode(typed: string): string | null {
	const digits = typed.replace(/[\s.-]/g, '');
	return /^\d{6}$/.test(digits) ? digits : null;
}

/** Recovery codes: ten of them, 50 random bits each, in letters that cannot be mistaken for each other. */
export const RECOVERY = { codes: 10, symbols: 10 } as const;
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A recovery code from random bytes, one symbol each: `4F7K9-X2M8Q`. */
export function recoveryCode(random: Uint8Array): string {
	const symbols = Array.from(random.subarray(0, RECOVERY.symbols), (byte) => CROCKFORD[byte % 32]).join('');
	return `${symbols.slice(0, RECOVERY.symbols / 2)}-${symbols.slice(RECOVERY.symbols / 2)}`;
}

/** The bare symbols of a recovery code as typed: any case, spaces, dashes, O for 0, I or L for 1; null if it is none. */
export function plainRecoveryCode(typed: string): string | null {
	const plain = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
	return plain.length === RECOVERY.symbols && [...plain].every((symbol) => CROCKFORD.includes(symbol))
		? plain
		: null;
}
