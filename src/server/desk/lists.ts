import type { CategoryId, UnitId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { openUnits } from '../agency/unit.ts';
import type { Named } from './names.ts';

/** Villages with their district behind, districts by themselves: what is typed in the field for the place. */
export function regionNames({ regions }: Pick<Directory, 'regions'>): Named[] {
	return [...regions.values()].flatMap(({ code, kind, name, parentCode }) => {
		if (kind === 'district') return [{ id: code, label: name, also: [code] }];
		const district = parentCode ? regions.get(parentCode)?.name : undefined;
		return kind === 'village' && district
			? [{ id: code, label: `${name}, ${district}`, also: [name, code] }]
			: [];
	});
}

export function officeNames({ units }: Pick<Directory, 'units'>): Named<UnitId>[] {
	return openUnits({ units }).map(({ id, name, shortName, key }) => ({
		id,
		label: name,
		also: [shortName, key],
	}));
}

export function categoryNames({ categories }: Pick<Directory, 'categories'>): Named<CategoryId>[] {
	return [...categories.values()].map(({ id, name, nameEn, key }) => ({
		id,
		label: name,
		also: [nameEn, key],
	}));
}
