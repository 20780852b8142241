import { type Pack, parsePack } from '#server/agency/pack.ts';
import type { PackRefusal, UnitKind } from '#server/agency/pack-words.ts';
import type { Result } from '#server/platform/result.ts';
import {
	distinct,
	districtCode,
	keyOf,
	regionsOf,
	text,
	topicsOf,
	type UnitLists,
	villageCode,
} from './lists.ts';
import type { Government, Mapping } from './mapping.ts';
import { plainName } from './names.ts';
import type { Cells } from './source-row.ts';

type Ground = { readonly key: string; readonly government: Government; readonly lists: UnitLists };

/** The lists as a whole government, or every reason why they are none. */
export function packOfLists(
	{ agency: key }: Mapping,
	government: Government,
	lists: UnitLists,
): Result<Pack, PackRefusal[]> {
	const ground = { key, government, lists };
	const units = unitsOf(ground);
	return parsePack({
		agency: agencyOf(ground, units),
		regions: regionsOf(lists, government),
		units,
		categories: topicsOf(lists, government),
		daysOff: [],
		termBook: null,
	});
}

const LEADERSHIP = 'leadership';
const DESK = 'complaint_desk';
const INSPECTORATE = 'inspectorate';

function agencyOf({ key, government }: Ground, units: readonly Unit[]) {
	const { name, shortName, kind, prefix, zone, hostNames, parent, demo, contact, leaderTitle } = government;
	return {
		...{ key, name, shortName, kind, prefix, zone, hostNames, parent, demo },
		contact: { phone: null, emergencyPhone: null, ...contact },
		leaderTitle,
		deputyTitle: null,
		secretaryTitle: null,
		oversight: {
			inspectorateUnit: units.find((unit) => unit.kind === INSPECTORATE)?.key ?? null,
			ombudsmanAgency: null,
			provinceAgency: null,
		},
	};
}

type Unit = ReturnType<typeof unitOf>;

/** The listed offices below one leadership, with the desk and the inspectorate that every government needs. */
function unitsOf(ground: Ground): Unit[] {
	const { leadership, complaintDesk, inspectorate } = ground.government;
	const listed = distinct(ground.lists.units).map((cells) => listedUnit(cells, ground));
	const office = (kind: UnitKind, { name, shortName }: Government['leadership'], parent: string | null) =>
		unitOf({ key: kind, kind, name, shortName, parent, jurisdiction: [] }, ground);
	const missing = listed.some(({ kind }) => kind === INSPECTORATE)
		? []
		: [office(INSPECTORATE, inspectorate, LEADERSHIP)];
	const all = [
		office(LEADERSHIP, leadership, null),
		office(DESK, complaintDesk, LEADERSHIP),
		...missing,
		...listed,
	];
	return all.map((unit) => ({ ...unit, parent: unit.parent === null ? null : parentOf(unit, all) }));
}

function listedUnit(cells: Cells, ground: Ground) {
	const name = text(cells, 'name');
	const rule = ground.government.unitKinds.find(({ begins }) => name.startsWith(begins));
	const kind = rule?.kind ?? ground.government.otherUnits;
	const place = plainName(rule ? name.slice(rule.begins.length) : name);
	return unitOf(
		{
			key: keyOf(cells),
			kind,
			name,
			shortName: name,
			parent: LEADERSHIP,
			jurisdiction: servedBy(kind, place, ground),
		},
		ground,
	);
}

/** An office of a district or village serves it; of an unknown name, as all others, the whole area. */
function servedBy(kind: UnitKind, place: string, { government, lists }: Ground): string[] {
	const named = (list: readonly Cells[]) => list.find((cells) => plainName(text(cells, 'name')) === place);
	const village = kind === 'village_office' ? named(lists.villages) : undefined;
	const district = kind === 'district_office' ? named(lists.districts) : undefined;
	if (village) return [villageCode(village, government, lists)];
	return district ? [districtCode(text(district, 'id'), government, lists)] : [];
}

function unitOf(
	given: {
		readonly key: string;
		readonly kind: UnitKind;
		readonly name: string;
		readonly shortName: string;
		readonly parent: string | null;
		readonly jurisdiction: readonly string[];
	},
	{ government: { workweek, officeHours } }: Ground,
) {
	return {
		...given,
		workweek,
		officeHours,
		verifiesDirect: false,
		answerNeedsApproval: false,
		publicContact: null,
		topics: [],
	};
}

/** A village office stands below the office of its district, a division below the secretariat, all others below the top. */
function parentOf({ kind, jurisdiction }: Unit, all: readonly Unit[]): string {
	const above = all.find(
		(other) =>
			(kind === 'secretariat_division' && other.kind === 'secretariat') ||
			(kind === 'village_office' &&
				other.kind === 'district_office' &&
				jurisdiction[0]?.startsWith(`${other.jurisdiction[0]}.`)),
	);
	return above?.key ?? LEADERSHIP;
}
