/**
 * A small honest world for tests: the demonstration's regency and its people in a real PostgreSQL, real commands,
 * real policies. `world.submit()` sends a report, `world.take()` moves it, `world.report('answered')` does both.
 */
import { randomUUID } from 'node:crypto';
import { reporterOf } from '#server/access/actor.ts';
import type { Actor, ReportId, UnitId } from '#server/access/policy.ts';
import type { Directory } from '#server/agency/directory.ts';
import { directoryOfHost, forgetDirectories } from '#server/agency/queries.ts';
import { seenBy, type Tx } from '#server/platform/db.ts';
import { type KeyRing, newKeyRing } from '#server/platform/keys.ts';
import { takeStep } from '#server/report/commands.ts';
import type { StepInput } from '#server/report/guards.ts';
import type { Status } from '#server/report/statuses.ts';
import type { StepName } from '#server/report/steps.ts';
import { type Acknowledged, submit, type Vault } from '#server/report/submit-commands.ts';
import { aDatabase, type TestDatabase } from './database.ts';
import { type Officer, officersOf, usualActors } from './officers.ts';
import { AN_ANSWER, aSubmission } from './samples.ts';

/** What a step says, who takes it and when; `by` defaults to whoever usually does. */
type Taking = Partial<StepInput> & {
	readonly by?: Officer | Actor;
	readonly at?: Date;
	readonly version?: number | null;
};
type Sending = {
	readonly at?: Date;
	readonly key?: string;
	readonly submission?: Parameters<typeof aSubmission>[0];
};

/** A Monday without holidays around it, 09.00 in the demonstration's zone. */
export const MONDAY_MORNING = new Date('2026-02-02T09:00:00+08:00');

/** The roads to each status, with the words they need. */
const ROADS: { readonly [status in Status]?: readonly [StepName, Taking?][] } = {
	received: [],
	awaiting_reporter: [['ask_reporter', { words: 'Di jalan yang mana?' }]],
	forwarded: [['forward']],
	in_progress: [['forward'], ['start']],
	answered: [['forward'], ['answer', AN_ANSWER]],
	closed: [['forward'], ['answer', AN_ANSWER], ['confirm', { rating: 5 }]],
	archived: [['archive', { words: 'Ini pesan percobaan.', reasonCode: 'test_message' }]],
	referred_out: [
		[
			'refer_out',
			{ words: 'Jalan ini milik provinsi.', otherBody: { name: 'Pemprov', how: 'Lapor ke laman provinsi.' } },
		],
	],
};

export type World = Awaited<ReturnType<typeof aWorld>>;

export async function aWorld() {
	const database = await aDatabase();
	forgetDirectories();
	const directory = await directoryOfHost(database.db.pool, 'localhost');
	if (!directory) throw new Error('the demonstration is not loaded');
	const officers = await officersOf(database);
	const unit = unitIn(directory);

	/** By key (`rahmah`), or the first of a role (`liaison`), or of a role in a unit: `officer('liaison', 'dinas_pupr')`. */
	const officer = (who: string, unitKey?: string): Officer => {
		const found = officers.find(
			({ key, actor: { role, unitIds } }) =>
				key === who || (role === who && (!unitKey || unitIds.includes(unit(unitKey)))),
		);
		if (!found) throw new Error(`nobody is ${who} ${unitKey ?? ''}`);
		return found;
	};
	const ground = { database, directory, vault: aVault(database.db), unit, officer };
	return { ...database, ...ground, ...movesIn(ground) };
}

type Ground = {
	readonly database: TestDatabase;
	readonly directory: Directory;
	readonly vault: Vault;
	readonly unit: (key: string) => UnitId;
	readonly officer: (who: string, unitKey?: string) => Officer;
};

function movesIn({ database, directory, vault, unit, officer }: Ground) {
	const agencyId = directory.agency.id;
	const usually = usualActors(officer, agencyId);
	const send = (sending: Sending = {}): Promise<Acknowledged> => {
		const { at = MONDAY_MORNING, key = randomUUID(), submission } = sending;
		const told = aSubmission(submission);
		return submit(vault, { directory, submission: told, at, key, draftHash: null, takenInBy: null });
	};
	const take = (id: ReportId, step: StepName, taking: Taking = {}) => {
		const { by = usually(step, id), at = MONDAY_MORNING, version = null, ...input } = taking;
		const { actor, initials } = 'actor' in by ? by : { actor: by, initials: null };
		const target = step === 'forward' ? { targetUnitId: unit('dinas_perhubungan') } : {};
		const said = { words: '', ...target, ...input };
		return seenBy(actor, database.db, (tx: Tx) =>
			takeStep(tx, { id, step, input: said, actor, initials, at, directory, version }),
		);
	};
	/** As `take`, for a step that must go well. */
	const taken = async (id: ReportId, step: StepName, taking: Taking = {}) => {
		const result = await take(id, step, taking);
		if (!result.ok) throw new Error(`${step}: ${JSON.stringify(result.refusal)}`);
		return result.value;
	};
	/** A new report brought to `status` by the ordinary road. */
	const report = async (status: Status, sending: Sending = {}): Promise<Acknowledged> => {
		const sent = await send(sending);
		for (const [step, taking] of ROADS[status] ?? []) await taken(sent.id, step, taking);
		return sent;
	};
	const reporter = (id: ReportId): Actor => reporterOf(agencyId, id);
	return { submit: send, take, taken, report, reporter };
}

function unitIn({ units }: Directory) {
	return (key: string): UnitId => {
		const found = [...units.values()].find((one) => one.key === key);
		if (!found) throw new Error(`no unit ${key}`);
		return found.id;
	};
}

/** Keys for tests that need no database. */
export function aVault(db: Vault['db'], ring: KeyRing = newKeyRing()): Vault {
	return { db, ring };
}
