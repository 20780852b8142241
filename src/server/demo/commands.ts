import { actorFor, reporterOf, systemFor } from '#server/access/actor.ts';
import type { Actor } from '#server/access/policy.ts';
import { authenticatorPlace } from '#server/access/second-factor-commands.ts';
import { GATE } from '#server/access/session-commands.ts';
import type { Directory } from '#server/agency/directory.ts';
import { localDate } from '#server/deadline/calendar.ts';
import { seenBy, type Tx } from '#server/platform/db.ts';
import { hashPassword } from '#server/platform/password.ts';
import { seal } from '#server/platform/sealing.ts';
import { takeStep } from '#server/report/commands.ts';
import type { StepInput } from '#server/report/guards.ts';
import { type Acknowledged, submit, type Vault } from '#server/report/submit-commands.ts';
import { authenticatorSecret, DEMO_PASSWORD } from './accounts.ts';
import { type Told, toldFrom } from './instants.ts';
import {
	addSupport,
	addWaysIn,
	beginTelling,
	endTelling,
	holdMessages,
	type NamedPerson,
	namedPeople,
	peopleWithoutPassword,
	stepsTaken,
} from './queries.ts';
import type { DemoReport, StoryStep } from './story.ts';
import { inputOf, submissionOf } from './telling.ts';

/** Gives the demonstration's people their password and authenticator; whoever has them keeps them. */
export async function openDemoAccounts({ db, ring }: Vault, at: Date): Promise<void> {
	const people = await seenBy(GATE, db, peopleWithoutPassword);
	const ways = await Promise.all(
		people.map(async ({ id, key }) => ({
			id,
			hash: await hashPassword(DEMO_PASSWORD),
			sealed: seal(ring, 'totp', authenticatorSecret(ring, key), authenticatorPlace(id)),
		})),
	);
	await seenBy(GATE, db, (tx) => addWaysIn(tx, ways, at));
}

export type Demonstration = {
	readonly directory: Directory;
	readonly reports: readonly DemoReport[];
	/** Now: the stories are told as having happened up to the working day before. */
	readonly at: Date;
};

/**
 * Lets every told report happen through the commands everybody uses, in the order of time. Does nothing once they have
 * all been told, or where there are other reports; cut off half-way, it goes on where it stopped.
 */
export async function playDemonstration(vault: Vault, demonstration: Demonstration): Promise<void> {
	const { directory, at } = demonstration;
	const system = systemFor(directory.agency.id);
	const run = await seenBy(system, vault.db, (tx) => beginTelling(tx, directory.agency.id, at));
	if (!run) return;

	const lives = await receive(vault, demonstration);
	const { taken, people } = await seenBy(system, vault.db, async (tx) => ({
		taken: await stepsTaken(tx, directory.agency.id),
		people: await namedPeople(tx),
	}));
	const cast: Cast = { vault, directory, people, lives };
	const happened = ({ life, index }: Happening) => index + 1 < (taken.get(life.id) ?? 1);
	for (const happening of inOrder(lives).filter((one) => !happened(one))) await happen(cast, happening);
	await seenBy(system, vault.db, (tx) => conclude(tx, run, { lives, directory, at }));
}

/** A told report that was received. */
type Life = Acknowledged & { readonly report: DemoReport; readonly told: Told };
type Happening = { readonly life: Life; readonly index: number; readonly step: StoryStep; readonly at: Date };
type Cast = {
	readonly vault: Vault;
	readonly directory: Directory;
	readonly people: readonly NamedPerson[];
	readonly lives: readonly Life[];
};

/** The same key for the same story: told again, it is the same report with the same receipt. */
async function receive(vault: Vault, { directory, reports, at }: Demonstration): Promise<Life[]> {
	const today = localDate(at, directory.calendar);
	const lives: Life[] = [];
	for (const report of reports) {
		const told = toldFrom(today, report.receivedWorkingDaysAgo, directory.calendar);
		const acknowledged = await submit(vault, {
			directory,
			submission: submissionOf(report, directory),
			at: told.at(0, report.time),
			key: `demonstration ${report.key}`,
			draftHash: null,
			takenInBy: null,
		});
		lives.push({ ...acknowledged, report, told });
	}
	return lives;
}

function inOrder(lives: readonly Life[]): readonly Happening[] {
	return lives
		.flatMap((life) =>
			life.report.story.map((step, index) => ({
				life,
				index,
				step,
				at: life.told.at(step.afterWorkingDays, step.time),
			})),
		)
		.toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

async function happen(cast: Cast, { life, step, at }: Happening): Promise<void> {
	const { vault, directory } = cast;
	const { actor, initials } = whoTakes(step, life, cast);
	const input = { ...inputOf(step, life.report, { directory, told: life.told }), ...joining(step, cast) };
	const request = { id: life.id, step: step.step, input, actor, initials, at, directory, version: null };
	const result = await seenBy(actor, vault.db, (tx) => takeStep(tx, request));
	if (!result.ok)
		throw new Error(`The story ${life.report.key} ends at ${step.step}: ${JSON.stringify(result.refusal)}`);
}

function whoTakes(step: StoryStep, { id }: Life, cast: Cast): { actor: Actor; initials: string | null } {
	const { directory, people } = cast;
	const agencyId = directory.agency.id;
	if (step.by === 'reporter') return { actor: reporterOf(agencyId, id), initials: null };
	if (step.by === 'system') return { actor: systemFor(agencyId), initials: null };
	const person = people.find(({ key }) => key === step.by);
	if (!person) throw new Error(`nobody is ${step.by}`);
	return { actor: actorFor(person, directory), initials: person.initials };
}

/** The report a merge joins; the command looks up how it stands by then. */
function joining(step: StoryStep, { lives, directory }: Cast): Pick<StepInput, 'other'> {
	if (step.step !== 'merge') return {};
	const other = lives.find(({ report }) => report.key === step.into);
	return other
		? { other: { id: other.id, code: other.code, status: 'received', agencyId: directory.agency.id } }
		: {};
}

async function conclude(
	tx: Tx,
	run: string,
	{ lives, directory, at }: { lives: readonly Life[]; directory: Directory; at: Date },
): Promise<void> {
	const support = lives.map(({ id, report, told }) => ({
		id,
		support: report.support,
		sp4nId: report.sp4nId,
		at: told.at(0, report.time),
	}));
	await addSupport(tx, directory.agency.id, support);
	await holdMessages(tx);
	await endTelling(tx, run, { reports: lives.length, at });
}
