import type { UnitId } from '#server/access/policy.ts';
import type { Week } from '#server/agency/calendar-commands.ts';
import type { Directory } from '#server/agency/directory.ts';
import { idIn } from '#server/platform/id.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { fieldsOf } from '../../form-fields.ts';

/** Every office of the government. */
export const EVERY_UNIT = 'semua';
const TIME = /^([01]\d|2[0-3])\.[0-5]\d$/;

export type WeekWish = { readonly ids: readonly UnitId[]; readonly week: Week };
export type WeekFault = {
	readonly field: 'unit' | 'hari' | 'buka' | 'tutup';
	readonly code: 'unit_missing' | 'days_missing' | 'no_time' | 'reversed' | 'nothing';
};

export function readWeekForm(form: FormData) {
	const { kunci: key, ...typed } = fieldsOf(form, { unit: 60, hari: 1, buka: 5, tutup: 5, kunci: 60 });
	// A time of day is taken with a colon, too.
	return { ...typed, buka: typed.buka.replace(':', '.'), tutup: typed.tutup.replace(':', '.'), key };
}

export function weekWish(
	{ unit, hari, buka, tutup }: ReturnType<typeof readWeekForm>,
	{ units }: Directory,
): Result<WeekWish, readonly WeekFault[]> {
	const one = idIn<UnitId>(unit);
	const ids = [...units.keys()].filter((id) => unit === EVERY_UNIT || id === one);
	const faults: (WeekFault | false)[] = [
		ids.length === 0 && { field: 'unit', code: 'unit_missing' },
		!['5', '6'].includes(hari) && { field: 'hari', code: 'days_missing' },
		!TIME.test(buka) && { field: 'buka', code: 'no_time' },
		!TIME.test(tutup) && { field: 'tutup', code: 'no_time' },
		TIME.test(buka) && TIME.test(tutup) && buka >= tutup && { field: 'tutup', code: 'reversed' },
	];
	const found = faults.filter((fault) => fault !== false);
	if (found.length > 0) return refuse(found);
	return ok({ ids, week: { days: hari === '6' ? 6 : 5, from: buka, until: tutup } });
}
