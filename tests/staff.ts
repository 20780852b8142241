/** A real government with one liaison who signs in with a password and an authenticator app, and a door to try. */
import { Secret, TOTP } from 'otpauth';
import { storeAuthenticator, storeRecoveryCodes } from '#server/access/account-commands.ts';
import { savePassword } from '#server/access/account-queries.ts';
import type { Caller } from '#server/access/caller.ts';
import type { AgencyId, PersonId } from '#server/access/policy.ts';
import type { Role } from '#server/access/roles.ts';
import { signInWithCode } from '#server/access/second-factor-commands.ts';
import type { StaffSession } from '#server/access/session.ts';
import { GATE, sessionOf } from '#server/access/session-commands.ts';
import {
	type AtTheGate,
	type Entered,
	signInWithPassword,
	type Vault,
} from '#server/access/sign-in-commands.ts';
import { seenBy } from '#server/platform/db.ts';
import { newKeyRing } from '#server/platform/keys.ts';
import { setLogLevel } from '#server/platform/log.ts';
import { hashPassword } from '#server/platform/password.ts';
import { aDatabase, type TestDatabase } from './database.ts';

export const PASSWORD = 'empat kata yang panjang';
export const EMAIL = 'sari@dinas.example';
export const NOON = new Date('2026-02-02T12:00:00+08:00');
export const seconds = (count: number, from = NOON) => new Date(from.getTime() + count * 1000);
export const aCaller = (given: Partial<Caller> = {}): Caller => ({
	address: '203.0.113.7',
	device: null,
	deviceName: 'Firefox · Linux',
	...given,
});

// What is tried here fails on purpose, hundreds of times.
setLogLevel('silent');

export type Door = Awaited<ReturnType<typeof aDoor>>;

export async function aDoor() {
	const database = await aDatabase();
	const vault = { db: database.db, ring: newKeyRing() };
	const { rows } = await database.owner.query(
		`insert into agency (key, kind, name, short_name, zone, prefix)
		 values ('nyata', 'regency', 'Kabupaten Nyata', 'Nyata', 'Asia/Makassar', 'NYT') returning id`,
	);
	const house = {
		...database,
		vault,
		agencyId: rows[0].id as AgencyId,
		secret: new Secret({ size: 20 }).base32,
	};
	const people = peopleOf(house);
	const sari = await people.person(EMAIL, ['liaison']);
	const recoveryCodes = await people.withWaysIn(sari);
	return { ...house, ...people, sari, recoveryCodes, ...triesAt(house) };
}

type House = TestDatabase & { readonly vault: Vault; readonly agencyId: AgencyId; readonly secret: string };

function peopleOf({ owner, vault, agencyId, secret }: House) {
	return {
		/** A person of this government; `roles` may be empty. */
		async person(email: string, roles: readonly Role[]): Promise<PersonId> {
			const made = await owner.query(
				`insert into person (agency_id, name, initials, email) values ($1, 'Sari Melati', 'S.M.', $2) returning id`,
				[agencyId, email],
			);
			const { id } = made.rows[0];
			await owner.query(
				'insert into assignment (agency_id, person_id, role) select $1, $2, unnest($3::text[])',
				[agencyId, id, roles],
			);
			return id;
		},

		/** The usual password, the usual authenticator, ten recovery codes. */
		async withWaysIn(personId: PersonId): Promise<readonly string[]> {
			const hash = await hashPassword(PASSWORD);
			return seenBy(GATE, vault.db, async (tx) => {
				await savePassword(tx, personId, hash, NOON);
				await storeAuthenticator(tx, vault.ring, { personId, secret, counter: 0, now: NOON });
				return storeRecoveryCodes(tx, vault.ring, personId);
			});
		},

		async audit(action: string) {
			const { rows } = await owner.query(
				'select person_id, after, at from audit where action = $1 order by id',
				[action],
			);
			return rows;
		},
	};
}

type Knocking = Partial<AtTheGate> & { readonly email?: string; readonly password?: string };

function triesAt({ vault, secret }: House) {
	/** What the authenticator app shows at `at`. */
	const code = (at: Date) =>
		new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });
	const gate = (given: Partial<AtTheGate> = {}): AtTheGate => ({
		caller: aCaller(),
		demo: 'closed',
		previous: null,
		now: NOON,
		...given,
	});
	const knock = (given: Knocking = {}) =>
		signInWithPassword(vault, gate(given), { email: EMAIL, password: PASSWORD, ...given });

	/** Both steps; throws when one is refused. */
	async function signIn(given: Knocking & { readonly typed?: string } = {}): Promise<Entered> {
		const first = await knock(given);
		if (!first.ok) throw new Error(first.refusal.code);
		const at = gate(given);
		const typed = given.typed ?? code(at.now);
		const second = await signInWithCode(vault, at, { secret: first.value.gate, typed });
		if (!second.ok) throw new Error(second.refusal.code);
		return second.value;
	}

	async function session(given: Knocking = {}): Promise<StaffSession> {
		const { session: cookie } = await signIn(given);
		const found = await sessionOf(vault.db, cookie, given.now ?? NOON);
		if (!found) throw new Error('the session just begun is not there');
		return found;
	}
	return { code, gate, knock, signIn, session };
}
