/** Reports of every secrecy and state, laid anew before each viewer. */
import { randomUUID } from 'node:crypto';
import type { Actor, AgencyId, PersonId, ReportId, UnitId } from '#server/access/policy.ts';
import { SECRECIES, type Secrecy } from '#server/access/visibility.ts';
import { sealIdentity } from '#server/report/sealed-identity.ts';
import type { World } from './world.ts';

/** How a report can stand, as far as sights ask. */
export const STATES = {
	plain: { mayCall: false, climbed: 0, escalated: false, consent: false },
	callable: { mayCall: true, climbed: 0, escalated: false, consent: false },
	climbed: { mayCall: false, climbed: 2, escalated: false, consent: false },
	escalated: { mayCall: false, climbed: 3, escalated: true, consent: false },
	agreed: { mayCall: false, climbed: 3, escalated: true, consent: true },
} as const;
type State = keyof typeof STATES;

/** How a report lies towards the viewer. */
export const PLACES = [
	'verified',
	'handled',
	'taken_in',
	'referred',
	'elsewhere',
	'about_them',
	'other_government',
] as const;
export type Place = (typeof PLACES)[number];

export type Sample = {
	readonly id: ReportId;
	readonly code: string;
	/** Such as `confidential, climbed, handled`: what a failing test shows. */
	readonly label: string;
	readonly secrecy: Secrecy;
	readonly state: State;
	readonly place: Place;
	/** A village of its own, so that what is similar to it is nothing else. */
	readonly village: string;
	readonly photos: { readonly kept: string; readonly released: string };
};

const STATUS_CYCLE = ['received', 'forwarded', 'in_progress', 'awaiting_reporter', 'answered'] as const;

/** One report of each secrecy, state and place, with everything there can be about a report. */
export async function everyReport(world: World): Promise<readonly Sample[]> {
	const kinds = SECRECIES.flatMap((secrecy) =>
		(Object.keys(STATES) as State[]).flatMap((state) => PLACES.map((place) => ({ secrecy, state, place }))),
	);
	const samples: Sample[] = [];
	for (const [index, { secrecy, state, place }] of kinds.entries()) {
		const { id, code } = await world.submit({ submission: submissionOf(secrecy, index) });
		const photos = { kept: randomUUID(), released: randomUUID() };
		const village = `99.01.01.${3000 + index}`;
		samples.push({
			id,
			code,
			label: `${secrecy}, ${state}, ${place}`,
			secrecy,
			state,
			place,
			village,
			photos,
		});
	}
	await fillIn(world, samples);
	return samples;
}

function submissionOf(secrecy: Secrecy, index: number) {
	const isSupervisory = secrecy === 'supervisory';
	return {
		kind: isSupervisory ? ('supervisory_complaint' as const) : ('complaint' as const),
		confidentiality: isSupervisory ? ('confidential' as const) : secrecy,
		title: `Kata aslinya nomor ${index}`,
		body: 'Cerita ini ditulis pelapor sendiri, lengkap dengan hal yang hanya untuk pemeriksa.',
		villageCode: `99.01.01.${3000 + index}`,
		name: 'Siti Contoh',
		phone: '081200009999',
	};
}

/** What only later steps would bring: copies, a note, photographs, an answer that waits, every part of an identity. */
async function fillIn({ owner, vault, officer }: World, samples: readonly Sample[]): Promise<void> {
	const rows = samples.map(({ id, state, village, photos }, index) => ({
		id,
		...STATES[state],
		village,
		...photos,
		status: STATUS_CYCLE[index % STATUS_CYCLE.length],
		name: sealIdentity(vault.ring, { reportId: id, part: 'name' }, { name: 'Siti Contoh' }).toString('hex'),
		contact: sealIdentity(vault.ring, { reportId: id, part: 'contact' }, { phone: '081200009999' }).toString(
			'hex',
		),
	}));
	const person = officer('rahmah').actor.personId;
	const given = `jsonb_to_recordset($1::jsonb) as x(id uuid, "mayCall" boolean, climbed int, escalated boolean, consent boolean,
		village text, status text, name text, contact text, kept uuid, released uuid)`;
	const write = (statement: string, ...more: unknown[]) =>
		owner.query(statement, [JSON.stringify(rows), ...more]);
	await write(`update report r set status = x.status, may_call = x."mayCall", climbed = x.climbed, ombudsman_consent = x.consent,
		village_code = x.village, escalated_at = case when x.escalated then r.received_at end, due_at = r.received_at from ${given} where r.id = x.id`);
	await write(`insert into reporter_identity (report_id, part, agency_id, sealed)
		select x.id, p.part, r.agency_id, decode(case p.part when 'name' then x.name else x.contact end, 'hex')
		from ${given} join report r on r.id = x.id cross join (values ('name'), ('contact')) p(part)
		on conflict (report_id, part) do update set sealed = excluded.sealed`);
	await write(`insert into handling_copy (report_id, agency_id, title, body, released_at)
		select x.id, r.agency_id, 'Kata salinannya', 'Cerita yang sudah dilepas untuk unit.', r.received_at from ${given} join report r on r.id = x.id`);
	await write(`insert into report_step (agency_id, report_id, seq, step, to_status, actor_role, readers, at, hash)
		select r.agency_id, x.id, 2, 'progress', 'in_progress', 'liaison', 'public', r.received_at, '' from ${given} join report r on r.id = x.id`);
	await write(`insert into step_text (report_id, seq, agency_id, readers, salt, texts)
		select x.id, 2, r.agency_id, 'public', 'garam', '{"words": "Kata petugas."}' from ${given} join report r on r.id = x.id`);
	await write(
		`insert into internal_note (agency_id, report_id, person_id, body, at) select r.agency_id, x.id, $2, 'Catatan.', r.received_at from ${given} join report r on r.id = x.id`,
		person,
	);
	await write(
		`insert into pending_answer (report_id, agency_id, proposed_by, proposed_at, input)
		select x.id, r.agency_id, $2, r.received_at, '{"words": "Diusulkan."}' from ${given} join report r on r.id = x.id`,
		person,
	);
	await write(`insert into attachment (id, agency_id, report_id, from_whom, sha256, storage_key, thumb_key, media_type, bytes, width, height, public_key, public_thumb_key, at)
		select p.id, r.agency_id, x.id, 'reporter', 's', 'whole', 'thumb', 'image/webp', 1, 40, 30, p.shown, p.shown, r.received_at
		from ${given} join report r on r.id = x.id cross join lateral (values (x.kept, null), (x.released, 'covered')) p(id, shown)`);
}

export type Elsewhere = { readonly agencyId: AgencyId; readonly unitId: UnitId };

type Towards = {
	readonly actor: Actor;
	readonly own: UnitId;
	readonly far: UnitId;
	readonly abroad: Elsewhere;
};

/** What differs from a report of the same government that is nobody's here. */
const LAID: {
	readonly [place in Place]: (
		towards: Towards,
	) => Readonly<Record<string, UnitId | AgencyId | PersonId | null>>;
} = {
	verified: ({ own }) => ({ verifier: own }),
	handled: ({ own }) => ({ handler: own }),
	taken_in: ({ actor }) => ({ taken: actor.personId }),
	referred: ({ actor }) => ({ referred: actor.agencyId }),
	elsewhere: () => ({}),
	// In reach by every scope there is, and about them all the same.
	about_them: ({ actor, own, far }) => ({
		verifier: own,
		handler: own,
		taken: actor.personId,
		referred: actor.agencyId,
		about: own === far ? null : own,
	}),
	other_government: ({ abroad }) => ({
		agency: abroad.agencyId,
		verifier: abroad.unitId,
		handler: abroad.unitId,
	}),
};

/** Lays every report towards `actor` as its place says; `far` is a unit of their government that is not theirs. */
export async function placeTowards(
	world: World,
	samples: readonly Sample[],
	{ actor, far, abroad }: { readonly actor: Actor; readonly far: UnitId; readonly abroad: Elsewhere },
): Promise<void> {
	const home = world.directory.agency.id;
	// A body outside the government has no unit in it.
	const own = (actor.agencyId === home && actor.conflictUnitIds[0]) || far;
	const laid = { agency: home, verifier: far, handler: far, taken: null, referred: null, about: null };
	const rows = samples.map(({ id, place }) => ({ id, ...laid, ...LAID[place]({ actor, own, far, abroad }) }));
	await world.owner.query(
		`update report r set agency_id = x.agency, verifier_unit_id = x.verifier, unit_id = x.handler, taken_in_by = x.taken,
			referred_agency_id = x.referred, about_unit_id = x.about
		from jsonb_to_recordset($1::jsonb) as x(id uuid, agency int, verifier int, handler int, taken uuid, referred int, about int)
		where r.id = x.id`,
		[JSON.stringify(rows)],
	);
}
