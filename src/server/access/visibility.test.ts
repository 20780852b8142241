import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTestGovernments } from '#db/load-pack.ts';
import { directoryOfHost, forgetDirectories } from '#server/agency/queries.ts';
import { seenBy, type Viewer } from '#server/platform/db.ts';
import { thingsSeen } from '../../../tests/visibility-judge.ts';
import { everyReport, placeTowards, type Sample } from '../../../tests/visibility-reports.ts';
import { ROADS, type RoadName } from '../../../tests/visibility-roads.ts';
import { met } from '../../../tests/visibility-seen.ts';
import { aWorld, type World } from '../../../tests/world.ts';
import { actorFor } from './actor.ts';
import type { Actor, PersonId } from './policy.ts';
import { ROLES, type Role } from './roles.ts';
import { VISIBILITY } from './visibility.ts';

/**
 * The heart of the system: on every road, every viewer sees exactly what the table of rules of record §1 says, in a
 * real database under the real policies. `tests/visibility-judge.ts` reads the table, `tests/visibility-roads.ts`
 * walks the roads.
 */
const VIEWERS = {
	rahmah: 'agency_admin',
	norhayati: 'coordinator',
	budi: 'liaison',
	farida: 'head',
	ratna: 'leader',
	arman: 'deputy',
	mahdiah: 'secretary',
	taufan: 'inspectorate',
	maria: 'ombudsman',
	arga: 'overseer',
	masitah: 'monitor',
	zainab: 'desk_officer',
	reza: 'system_admin',
} as const satisfies Record<string, Role>;
const ROAD_NAMES = Object.keys(ROADS) as RoadName[];
const PER_VIEWER_MS = 60_000;

let world: World;
let samples: readonly Sample[];
let abroad: {
	agencyId: Actor['agencyId'];
	unitId: Actor['unitIds'][number];
	stranger: (role: Role) => Actor;
};
beforeAll(async () => {
	world = await aWorld();
	await loadTestGovernments(world.ownerUrl);
	samples = await everyReport(world);
	abroad = await anotherGovernment();
}, 120_000);
afterAll(() => world.close());

async function anotherGovernment() {
	const { rows } = await world.owner.query(
		'select h.host from agency a join agency_host h on h.agency_id = a.id where a.prefix is not null and a.id <> $1 and a.ombudsman_id is null limit 1',
		[world.directory.agency.id],
	);
	forgetDirectories();
	const directory = await directoryOfHost(world.db.pool, rows[0]?.host);
	if (!directory) throw new Error('there is no other government');
	const person = await world.owner.query(
		"insert into person (agency_id, name, initials, email) values ($1, 'Orang Jauh', 'O.J.', 'jauh@lain.example') returning id",
		[directory.agency.id],
	);
	const stranger = (role: Role) =>
		actorFor(
			{
				role,
				personId: person.rows[0].id as PersonId,
				agencyId: directory.agency.id,
				unitId: directory.verifyingUnitId,
				regionCode: null,
			},
			directory,
		);
	return { agencyId: directory.agency.id, unitId: directory.verifyingUnitId, stranger };
}

type Walk = { readonly as?: Viewer; readonly among?: readonly Sample[] };

/** What `actor` sees on `road`; every look is undone, so that the next finds the world as it was. */
async function walked(road: RoadName, actor: Actor, { as = actor, among = samples }: Walk = {}) {
	let seen: Readonly<Record<string, readonly string[]>> = {};
	const undo = new Error('undo');
	await seenBy(as, world.db, async (tx) => {
		seen = await ROADS[road].walk({ tx, actor, world, samples: among });
		throw undo;
	}).catch((fault: unknown) => {
		if (fault !== undo) throw fault;
	});
	return seen;
}

function expected(road: RoadName, actor: Actor) {
	const whose = actor.agencyId === world.directory.agency.id ? 'own' : 'other';
	return met(samples.map((sample) => [sample.label, ROADS[road].shows(thingsSeen(actor, sample), whose)]));
}

describe.each(Object.entries(VIEWERS))('%s, %s', (key, role) => {
	let actor: Actor;
	beforeAll(async () => {
		actor = world.officer(key).actor;
		expect(actor.role).toBe(role);
		await placeTowards(world, samples, { actor, far: farFrom(actor), abroad });
	});

	it(role === 'system_admin' ? 'has no reports to see' : 'has reports to see', () => {
		const seen = Object.keys(expected('a list in the database', actor));

		expect(seen.length > 0).toBe(role !== 'system_admin');
	});

	it.each(ROAD_NAMES)(
		'sees exactly what the table says on the road: %s',
		async (road) => {
			const [seen, table] = [await walked(road, actor), expected(road, actor)];

			const shown =
				ROADS[road].holds === 'all'
					? table
					: Object.fromEntries(Object.entries(table).filter(([label]) => label in seen));
			expect(seen).toEqual(shown);
		},
		PER_VIEWER_MS,
	);
});

/** A unit of the same government that is neither theirs, nor above or below. */
function farFrom({ conflictUnitIds, unitIds }: Actor) {
	const far = [world.unit('dinas_sosial'), world.unit('dinas_perhubungan')].find(
		(unit) => ![...conflictUnitIds, ...unitIds].includes(unit),
	);
	if (!far) throw new Error('nothing is far enough');
	return far;
}

describe('somebody of another government', () => {
	const ROLES_OF_STAFF = [
		...new Set(Object.values(VISIBILITY).flatMap(({ roles }) => roles as readonly Role[])),
	].filter((role) => role !== 'reporter' && role !== 'system');
	beforeAll(() =>
		placeTowards(world, samples, {
			actor: world.officer('rahmah').actor,
			far: farFrom(world.officer('rahmah').actor),
			abroad,
		}),
	);

	it.each(ROLES_OF_STAFF)(
		'sees nothing of this one anywhere, whatever their role: %s',
		async (role) => {
			const ofHere = samples.filter(({ state, place }) => state === 'agreed' && place !== 'other_government');

			for (const road of ROAD_NAMES)
				expect(await walked(road, abroad.stranger(role), { among: ofHere }), road).toEqual({});
		},
		PER_VIEWER_MS,
	);
});

describe('the reporter', () => {
	const OFFICERS_ONLY: readonly RoadName[] = ['a page of the queue', 'a note of one’s own'];
	const ofTheirs = () => samples.filter(({ state, place }) => state === 'plain' && place === 'elsewhere');

	it.each(ROAD_NAMES.filter((road) => !OFFICERS_ONLY.includes(road)))(
		'sees their own report and no other on the road: %s',
		async (road) => {
			for (const { id, label } of ofTheirs()) {
				const seen = await walked(road, world.reporter(id), { among: ofTheirs() });
				expect(Object.keys(seen).filter((other) => other !== label)).toEqual([]);
			}
		},
	);

	it('never reads a note or an answer that waits', async () => {
		for (const own of ofTheirs()) {
			const { [own.label]: seen } = await walked('the case', world.reporter(own.id), { among: [own] });
			expect(seen).toEqual(['standing', 'original', 'handling copy', 'name', 'contact', 'history']);
		}
	});
});

describe('whoever is nobody', () => {
	it.each(ROAD_NAMES)('sees nothing on the road: %s', async (road) => {
		const { actor } = world.officer('rahmah');

		expect(await walked(road, actor, { as: { ...actor, role: '' } })).toEqual({});
	});
});

describe('the views of lists', () => {
	const roles = Object.keys(ROLES) as Role[];

	it.each(roles)('answer nobody else, whatever is set besides: %s', async (role) => {
		const { actor } = world.officer('rahmah');
		const [{ id } = { id: null }] = samples;
		const others = roles.filter((other) => other !== role);

		const seen = await seenBy({ ...actor, role, reportId: id }, world.db, (tx) =>
			Promise.all(
				others.map((other) =>
					sql<{ n: number }>`select count(*) as n from ${sql.table(`seen.${other}`)}`.execute(tx),
				),
			),
		);
		expect(seen.flatMap(({ rows }) => rows.map(({ n }) => n))).toEqual(others.map(() => 0));
	});

	it('are made for every role', async () => {
		const { rows } = await world.owner.query(
			"select table_name as role from information_schema.views where table_schema = 'seen'",
		);

		expect(rows.map(({ role }) => role).sort()).toEqual([...roles].sort());
	});
});

it('every look at an identity is an entry, and no look that shows nothing is', async () => {
	const { actor } = world.officer('rahmah');
	await placeTowards(world, samples, { actor, far: farFrom(actor), abroad });
	let looks = 0;
	const entries = await seenBy(actor, world.db, async (tx) => {
		const seen = await ROADS['the sealed identity'].walk({ tx, actor, world, samples });
		looks = Object.values(seen).flat().length;
	}).then(() =>
		world.owner.query(
			"select count(*)::int as n from audit where action = 'identity.read' and person_id = $1",
			[actor.personId],
		),
	);

	expect(looks).toBeGreaterThan(0);
	expect(entries.rows).toEqual([{ n: looks }]);
});
