/** What the time an answer takes could tell a stranger: whether an account exists, how much of a secret is right. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aDoor, type Door, EMAIL, NOON } from '../../../tests/staff.ts';
import { sessionOf } from './session-commands.ts';

let door: Door;
beforeAll(async () => {
	door = await aDoor();
});
afterAll(() => door.close());

const ROUNDS = 25;
const PAIRS = 1000;

async function timed(work: () => Promise<unknown>): Promise<number> {
	const begun = performance.now();
	await work();
	return performance.now() - begun;
}
const share = (part: number, times: readonly number[]) =>
	times.toSorted((one, other) => one - other)[Math.floor(times.length * part)] ?? 0;

it('takes as long for an account that does not exist as for one that does (attack 18)', async () => {
	const knock = async (email: string) => {
		await door.owner.query('delete from sign_in_attempt');
		return timed(() => door.knock({ email, password: 'salah benar' }));
	};
	const known: number[] = [];
	const unknown: number[] = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		known.push(await knock(EMAIL));
		unknown.push(await knock('tiada@dinas.example'));
	}

	// Nearly all of it is the slow hash: whoever spared it would answer in a fraction, on a busy machine as on an idle one.
	const [one, other] = [share(0.5, known), share(0.5, unknown)];
	expect(Math.abs(one - other) / Math.max(one, other)).toBeLessThan(0.5);
}, 60_000);

it('takes as long for a session secret that is nearly right as for one that is all wrong (attack 29)', async () => {
	const { session } = await door.signIn();
	const nearly = `${session.slice(0, -2)}zz`;
	const wrong = session.split('').toReversed().join('');
	const ask = (cookie: string) => timed(() => sessionOf(door.vault.db, cookie, NOON));
	const times: { readonly nearly: number[]; readonly wrong: number[] } = { nearly: [], wrong: [] };
	for (let pair = 0; pair < PAIRS; pair += 1) {
		times.nearly.push(await ask(nearly));
		times.wrong.push(await ask(wrong));
		times.wrong.push(await ask(wrong));
		times.nearly.push(await ask(nearly));
	}

	expect(await sessionOf(door.vault.db, nearly, NOON)).toBeUndefined();
	expect(Math.abs(welch(trimmed(times.nearly), trimmed(times.wrong)))).toBeLessThan(4.5);
}, 60_000);

/** Without the tenth that something else on the machine slowed down. */
function trimmed(times: readonly number[]): readonly number[] {
	const most = share(0.9, times);
	return times.filter((time) => time <= most);
}

/** Welch's t: how many standard errors two means are apart; 4.5 is where timing leaks are usually called certain. */
function welch(one: readonly number[], other: readonly number[]): number {
	const mean = (times: readonly number[]) => times.reduce((sum, time) => sum + time, 0) / times.length;
	const error = (times: readonly number[]) =>
		times.reduce((sum, time) => sum + (time - mean(times)) ** 2, 0) / (times.length - 1) / times.length;
	return (mean(one) - mean(other)) / Math.sqrt(error(one) + error(other));
}
