import { ok, type Result, refuse } from '#server/platform/result.ts';
import type { Pack } from './pack.ts';
import { type NationalTerms, termsBeyondNation } from './pack-terms.ts';
import { type PackRefusal, repeats } from './pack-words.ts';

/**
 * The packs of one installation, if they fit each other and the nation's terms.
 * Paths begin with the key of the agency: `muara.agency.prefix`.
 */
export function checkPackSet(
	packs: readonly Pack[],
	nation: NationalTerms,
): Result<readonly Pack[], PackRefusal[]> {
	const refusals = [
		...agencyRepeats(packs),
		...packs.flatMap((pack) => referenceFaults(pack, packs)),
		...regionRepeats(packs),
		...packs.flatMap((pack) => termFaults(pack, nation)),
	];
	return refusals.length === 0 ? ok(packs) : refuse(refusals);
}

function agencyRepeats(packs: readonly Pack[]): PackRefusal[] {
	const keys = packs.map((pack) => pack.agency.key);
	const hosts = packs.flatMap((pack) =>
		pack.agency.hostNames.map((name) => ({ name, key: pack.agency.key })),
	);
	return [
		...repeats(keys, (index) => `${keys[index]}.agency.key`, 'key_repeated'),
		...repeats(
			packs.map((pack) => pack.agency.prefix),
			(index) => `${keys[index]}.agency.prefix`,
			'prefix_taken',
		),
		...repeats(
			hosts.map((host) => host.name),
			(index) => `${hosts[index]?.key}.agency.hostNames`,
			'host_name_taken',
		),
	];
}

/** The bodies a government names, and of what kind each must be; null: of any. */
export function referencesOf({ parent, oversight }: Pack['agency']) {
	return [
		{ path: 'parent', key: parent, kind: null },
		{ path: 'oversight.ombudsmanAgency', key: oversight.ombudsmanAgency, kind: 'ombudsman' },
		{ path: 'oversight.provinceAgency', key: oversight.provinceAgency, kind: 'province' },
	] as const;
}

function referenceFaults({ agency }: Pack, packs: readonly Pack[]): PackRefusal[] {
	return referencesOf(agency).flatMap(({ path, key, kind }): PackRefusal[] => {
		if (key === null) return [];
		const found = packs.find((pack) => pack.agency.key === key)?.agency;
		if (found !== undefined && found.key !== agency.key && (kind === null || found.kind === kind)) return [];
		return [{ code: 'unknown_reference', path: `${agency.key}.agency.${path}`, value: key }];
	});
}

function regionRepeats(packs: readonly Pack[]): PackRefusal[] {
	const regions = packs.flatMap((pack) =>
		pack.regions.map((region, index) => ({
			code: region.code,
			path: `${pack.agency.key}.regions.${index}.code`,
		})),
	);
	return repeats(
		regions.map((region) => region.code),
		(index) => regions[index]?.path ?? '',
		'region_taken',
	);
}

function termFaults({ agency, termBook }: Pack, nation: NationalTerms): PackRefusal[] {
	return termBook === null ? [] : termsBeyondNation(termBook, nation, `${agency.key}.termBook`);
}
