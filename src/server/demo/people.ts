import { z } from 'zod';
import { ROLES, type Role } from '#server/access/roles.ts';
import type { Pack } from '#server/agency/pack.ts';
import {
	keySchema,
	malformed,
	nameSchema,
	type PackRefusal,
	regionCodeSchema,
	repeats,
} from '#server/agency/pack-words.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';

/** Roles nobody signs in with: a reporter holds a receipt, the system is no person. */
type StaffRole = Exclude<Role, 'reporter' | 'system'>;
const STAFF_ROLES = (Object.keys(ROLES) as Role[]).filter(
	(role): role is StaffRole => role !== 'reporter' && role !== 'system',
);

const personSchema = z.strictObject({
	key: keySchema,
	name: nameSchema,
	/** Only names reserved for examples: no message of a demonstration can reach anybody. */
	email: z.email().regex(/\.example$/),
	agency: keySchema,
	/** Null only for monitors: their panel is no office of the government. */
	unit: keySchema.nullable(),
	role: z.enum(STAFF_ROLES as [StaffRole, ...StaffRole[]]),
	/** The district a monitor watches; null for everybody else. */
	district: regionCodeSchema.nullable(),
	jobTitle: nameSchema,
});
export type DemoPerson = z.infer<typeof personSchema>;

const peopleSchema = z.strictObject({ people: z.array(personSchema).min(1) });

/** The named people of a demonstration, each with a unit, a role or a district that exists in `packs`. */
export function parsePeople(
	json: unknown,
	packs: readonly Pack[],
): Result<readonly DemoPerson[], PackRefusal[]> {
	const parsed = peopleSchema.safeParse(json);
	if (!parsed.success) return refuse(malformed(parsed.error));

	const { people } = parsed.data;
	const at = (name: string) => (index: number) => `people.${index}.${name}`;
	const refusals = [
		...repeats(
			people.map((person) => person.key),
			at('key'),
			'key_repeated',
		),
		...repeats(
			people.map((person) => person.email),
			at('email'),
			'key_repeated',
		),
		...people.flatMap((person, index) => placeFaults(person, `people.${index}`, packs)),
	];
	return refusals.length === 0 ? ok(people) : refuse(refusals);
}

function placeFaults(person: DemoPerson, path: string, packs: readonly Pack[]): PackRefusal[] {
	const pack = packs.find((candidate) => candidate.agency.key === person.agency);
	if (pack === undefined)
		return [{ code: 'unknown_reference', path: `${path}.agency`, value: person.agency }];

	const wrong = person.role === 'monitor' ? monitorFault(person, pack) : officerFault(person, pack);
	return wrong === null
		? []
		: [{ code: 'unknown_reference', path: `${path}.${wrong}`, value: person[wrong] ?? '' }];
}

function monitorFault({ district, unit }: DemoPerson, { regions }: Pack): 'district' | 'unit' | null {
	if (unit !== null) return 'unit';
	return regions.some(({ kind, code }) => kind === 'district' && code === district) ? null : 'district';
}

function officerFault({ district, unit }: DemoPerson, { units }: Pack): 'district' | 'unit' | null {
	if (district !== null) return 'district';
	return units.some(({ key }) => key === unit) ? null : 'unit';
}
