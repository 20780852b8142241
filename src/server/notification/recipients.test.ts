import { expect, test } from 'vitest';
import { idOf } from '../../../tests/samples.ts';
import type { UnitId } from '../access/policy.ts';
import type { Role } from '../access/roles.ts';
import type { Directory } from '../agency/directory.ts';
import type { Unit } from '../agency/unit.ts';
import { type Post, readersOf, type StaffRecipient, type Told } from './recipients.ts';

const id = (key: string) => idOf<UnitId>(key);
const unit = (key: string, parent: string | null, kind = 'regional_office') =>
	[id(key), { id: id(key), parentId: parent && id(parent), key, kind, shortName: key }] as unknown as [
		UnitId,
		Unit,
	];
const directory = {
	units: new Map([
		unit('leadership', null, 'leadership'),
		unit('inspectorate', 'leadership', 'inspectorate'),
		unit('health', 'leadership'),
		unit('clinic', 'health', 'health_centre'),
		unit('roads', 'leadership'),
	]),
} as unknown as Directory;
const post = (role: Role, unitId: string | null): Post => ({
	role,
	agencyId: idOf('agency'),
	unitId: unitId ? id(unitId) : null,
	email: `${role}.${unitId ?? 'any'}@kantor.test`,
});
const posts = [
	post('liaison', 'clinic'),
	post('liaison', 'roads'),
	post('head', 'health'),
	post('head', 'roads'),
	post('inspectorate', 'inspectorate'),
	post('leader', 'leadership'),
	post('ombudsman', null),
];
const open: Told = { kind: 'complaint', confidentiality: 'open', aboutUnitId: null };

function readers(recipient: Partial<StaffRecipient>, report: Partial<Told> = {}): readonly string[] {
	const asked = { to: 'superior', unitId: id('clinic'), rung: null, ...recipient } as const;
	return readersOf(asked, { ...open, ...report }, posts, directory).map(({ email }) => email);
}

const LINES: [Partial<StaffRecipient>, readonly string[], string][] = [
	[{ to: 'unit' }, ['liaison.clinic@kantor.test'], 'the liaison of the office'],
	[{ rung: 'head' }, ['head.health@kantor.test'], 'the head of the nearest office above that has one'],
	[{ rung: 'leader' }, ['leader.leadership@kantor.test'], 'the leader'],
	[{ rung: 'ombudsman' }, ['ombudsman.any@kantor.test'], 'the Ombudsman'],
	[
		{ to: 'verifier', unitId: id('inspectorate') },
		['inspectorate.inspectorate@kantor.test'],
		'who verifies there',
	],
	[{ to: 'unit', unitId: id('health') }, ['head.health@kantor.test'], 'the head where there is no liaison'],
];
test.each(LINES)('%j goes to %j: %s', (recipient, expected) => {
	expect(readers(recipient)).toEqual(expected);
});

test('a report about an office is told to nobody of it, below it or above it, but the leader', () => {
	const about = { aboutUnitId: id('clinic') };

	expect(readers({ to: 'unit' }, about)).toEqual([]);
	expect(readers({ rung: 'head' }, about)).toEqual([]);
	expect(readers({ rung: 'leader' }, about)).toEqual(['leader.leadership@kantor.test']);
	expect(readers({ to: 'unit', unitId: id('roads') }, about)).toEqual(['liaison.roads@kantor.test']);
});

test('a report about the leader is not told to the leader, and still to the Ombudsman', () => {
	const about = { aboutUnitId: id('leadership') };

	expect(readers({ rung: 'leader' }, about)).toEqual([]);
	expect(readers({ rung: 'ombudsman' }, about)).toEqual(['ombudsman.any@kantor.test']);
});

test('a supervisory complaint is told to no office that may not know of it', () => {
	const supervisory = { kind: 'supervisory_complaint', confidentiality: 'confidential' } as const;

	expect(readers({ to: 'unit' }, supervisory)).toEqual([]);
	expect(readers({ rung: 'head', unitId: id('inspectorate') }, supervisory)).toEqual([
		'inspectorate.inspectorate@kantor.test',
	]);
});
