import { Secret, TOTP } from 'otpauth';
import type { Pack } from '#server/agency/pack.ts';
import { type KeyRing, macs } from '#server/platform/keys.ts';
import type { DemoPerson } from './people.ts';

/** The same for every demonstration account: everybody may know it, and it opens on loopback only. */
export const DEMO_PASSWORD = 'contoh-muara-sirih-2026';
const ISSUER = 'Tuntas';
const SECRET_BYTES = 20;

/** How somebody of the demonstration signs in; the code is of this moment and works once. */
export type DemoAccount = {
	readonly key: string;
	readonly name: string;
	readonly role: string;
	readonly unit: string | null;
	readonly agency: string;
	readonly email: string;
	readonly password: string;
	readonly totp: string;
	readonly totpUri: string;
	readonly signInAt: string;
};

/** Every named person with what opens their account. Needs the keys of the installation, not its database. */
export function demoAccounts(
	people: readonly DemoPerson[],
	{ packs, ring, at, signInAt }: { packs: readonly Pack[]; ring: KeyRing; at: Date; signInAt: string },
): readonly DemoAccount[] {
	return people.map(({ key, name, role, unit, agency, email }) => {
		const pack = packs.find((one) => one.agency.key === agency);
		const totp = new TOTP({
			issuer: ISSUER,
			label: email,
			secret: Secret.fromBase32(authenticatorSecret(ring, key)),
		});
		return {
			key,
			name,
			role,
			unit: pack?.units.find((one) => one.key === unit)?.name ?? null,
			agency: pack?.agency.name ?? agency,
			email,
			password: DEMO_PASSWORD,
			totp: totp.generate({ timestamp: at.getTime() }),
			totpUri: totp.toString(),
			signInAt,
		};
	});
}

/** In base 32, as authenticator apps take it: made from the installation's first key, so that it outlives rotations. */
export function authenticatorSecret(ring: KeyRing, personKey: string): string {
	const [current, first = current] = macs(ring, 'totp', Buffer.from(`demonstration ${personKey}`));
	if (!first) throw new Error('the ring has no keys for authenticators');
	return new Secret({ buffer: new Uint8Array(first.subarray(0, SECRET_BYTES)).buffer }).base32;
}
