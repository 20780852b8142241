/** A pack as the rows it becomes; what the rows mean stands beside the tables in migrations/0001_agency.sql. */
import type { TermRules } from '#server/agency/directory.ts';
import type { Pack, PackRegion, PackUnit } from '#server/agency/pack.ts';
import type { NationalTerms } from '#server/agency/pack-terms.ts';
import { OFFICE_CLOCKS, PPID_CLOCKS, REPORT_KINDS, REPORTER_CLOCKS } from '#server/agency/pack-words.ts';
import type { Nation } from './packs.ts';

export type PackRows = ReturnType<typeof rowsOf>;

/** Every row of one government but those that join it to others. */
export function rowsOf(pack: Pack, nation: Nation) {
	return {
		agency: agencyRow(pack),
		regions: pack.regions.map((region) => regionRow(region, pack.regions)),
		units: pack.units.map(unitRow),
		categories: pack.categories.map(({ key, name, unit, validFrom, validTo }) => ({
			key,
			name: name.id,
			name_en: name.en,
			unit,
			valid_from: validFrom,
			valid_until: validTo,
		})),
		days_off: daysOffOf(pack, nation),
		books: booksOf(pack, nation.terms),
		replies: pack.replies,
	};
}

function agencyRow({ agency, settings, letterhead }: Pack) {
	const { contact, leaderTitle, deputyTitle, secretaryTitle } = agency;
	return {
		key: agency.key,
		kind: agency.kind,
		name: agency.name,
		short_name: agency.shortName,
		prefix: agency.prefix,
		zone: agency.zone,
		leader_title: leaderTitle.id,
		demo: agency.demo,
		settings: { ...settings, contact, leaderTitle, deputyTitle, secretaryTitle, letterhead },
		hosts: agency.hostNames,
	};
}

function regionRow(region: PackRegion, all: readonly PackRegion[]) {
	const above = region.code.split('.').slice(0, -1).join('.');
	return {
		code: region.code,
		parent_code: all.some(({ code }) => code === above) ? above : null,
		kind: region.kind,
		name: region.name,
		tile_x: region.kind === 'district' ? region.tile.x : null,
		tile_y: region.kind === 'district' ? region.tile.y : null,
		lat: region.centroid.lat,
		lon: region.centroid.lon,
	};
}

function unitRow({ officeHours, publicContact, ...unit }: PackUnit) {
	return {
		key: unit.key,
		parent: unit.parent,
		kind: unit.kind,
		name: unit.name,
		short_name: unit.shortName,
		jurisdiction: unit.jurisdiction,
		workweek: Array.from({ length: unit.workweek }, (_, day) => day + 1),
		verifies_direct: unit.verifiesDirect,
		answer_needs_approval: unit.answerNeedsApproval,
		topics: unit.topics,
		settings: { officeHours: { from: officeHours.from, until: officeHours.to }, publicContact },
	};
}

/** The nation's days and the government's own; on a day that is both, the nation's decree stands. */
function daysOffOf({ daysOff }: Pack, nation: Nation) {
	return [...new Map([...daysOff, ...nation.daysOff].map((day) => [day.date, day])).values()];
}

/** The nation's book, then the government's own: each whole, so that a report pinned to one needs no other. */
function booksOf({ termBook }: Pack, national: NationalTerms) {
	const rules = rulesOf(national);
	const nationalBook = {
		valid_from: national.validFrom,
		of_nation: true,
		rules,
		terms: termRows(national, null),
	};
	if (!termBook) return [nationalBook];
	return [
		nationalBook,
		{
			valid_from: termBook.validFrom,
			of_nation: false,
			rules,
			terms: termRows(national, termBook.terms),
		},
	];
}

function termRows(national: NationalTerms, local: NonNullable<Pack['termBook']>['terms'] | null) {
	const ppid = PPID_CLOCKS.map((clock) => ({
		kind: 'information_request' as const,
		clock,
		...national.ppid.terms[clock],
	}));
	const ordinary = REPORT_KINDS.flatMap((kind) => {
		const promised: Partial<(typeof national.terms)[typeof kind]> = local?.[kind] ?? {};
		return [...OFFICE_CLOCKS, ...REPORTER_CLOCKS].map((clock) => ({
			kind,
			clock,
			...(promised[clock] ?? national.terms[kind][clock]),
		}));
	});
	return [...ordinary, ...ppid];
}

function rulesOf({ pauseLimit, reopen, climb, limits, ppid }: NationalTerms): TermRules {
	return {
		pauseLimit: pauseLimit.days,
		askLimit: limits.asks,
		hopsBeforeCoordinator: limits.hopsBeforeCoordinator,
		reopenDays: reopen.days,
		climb,
		ppid: { objectWithin: ppid.objectWithin, disputeWithin: ppid.disputeWithin },
	};
}
