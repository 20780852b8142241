import type { Pack } from './pack.ts';
import { referencesOf } from './pack-set.ts';
import { type NationalTerms, termsBeyondNation } from './pack-terms.ts';
import type { PackRefusal } from './pack-words.ts';

/** A government that stands in the installation already. */
export type Installed = {
	readonly key: string;
	readonly kind: string;
	/** Null for a body that receives no reports itself. */
	readonly prefix: string | null;
	readonly hosts: readonly string[];
};

export type Ground = {
	readonly nation: NationalTerms;
	readonly installed: readonly Installed[];
	/** Codes of the pack's regions that belong to another government. */
	readonly takenRegions: ReadonlySet<string>;
};

/** Why a pack cannot stand beside the governments there are; paths are those of the pack's own file. */
export function standFaults(pack: Pack, { nation, installed, takenRegions }: Ground): PackRefusal[] {
	const others = installed.filter(({ key }) => key !== pack.agency.key);
	return [
		...nameFaults(pack, others),
		...referenceFaults(pack, others),
		...pack.regions.flatMap(({ code }, index): PackRefusal[] =>
			takenRegions.has(code) ? [{ code: 'region_taken', path: `regions.${index}.code`, value: code }] : [],
		),
		...(pack.termBook ? termsBeyondNation(pack.termBook, nation, 'termBook') : []),
	];
}

function nameFaults({ agency }: Pack, others: readonly Installed[]): PackRefusal[] {
	const serving = others.filter(({ prefix }) => prefix !== null);
	const hosts = new Set(others.flatMap((other) => other.hosts));
	const faults: PackRefusal[] = agency.hostNames.flatMap((host, index): PackRefusal[] =>
		hosts.has(host) ? [{ code: 'host_name_taken', path: `agency.hostNames.${index}`, value: host }] : [],
	);
	if (serving.some(({ prefix }) => prefix === agency.prefix))
		faults.push({ code: 'prefix_taken', path: 'agency.prefix', value: agency.prefix });
	// Only a government that is alone answers at every name.
	if (serving.length > 0 && agency.hostNames.length === 0)
		faults.push({ code: 'host_name_missing', path: 'agency.hostNames', value: agency.key });
	const [nameless] = serving.filter((other) => other.hosts.length === 0);
	if (nameless) faults.push({ code: 'host_name_missing', path: 'agency.hostNames', value: nameless.key });
	return faults;
}

function referenceFaults({ agency }: Pack, others: readonly Installed[]): PackRefusal[] {
	return referencesOf(agency).flatMap(({ path, key, kind }): PackRefusal[] => {
		if (key === null || others.some((other) => other.key === key && (kind ?? other.kind) === other.kind))
			return [];
		return [{ code: 'unknown_reference', path: `agency.${path}`, value: key }];
	});
}
