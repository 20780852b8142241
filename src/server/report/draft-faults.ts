import type { Directory } from '../agency/directory.ts';
import { type LocalDate, parseLocalDate } from '../deadline/calendar.ts';
import {
	chosenSecrecy,
	coordinate,
	type Draft,
	type DraftField,
	type FieldStep,
	kindOf,
	NO_PLACE,
	officeOf,
	STEP_FIELDS,
	type Typed,
	UNKNOWN_OFFICE,
} from './draft.ts';
import { lettersIn } from './reporter-text.ts';
import { LIMITS } from './submission.ts';

/** What is wrong with a field, with what its explanation needs. */
export type Fault =
	| { readonly code: 'kind_missing' | 'date_unknown' | 'district_missing' | 'village_elsewhere' }
	| { readonly code: 'coordinates' | 'office_unknown' | 'about_whom' | 'secrecy_missing' | 'name_missing' }
	| { readonly code: 'phone' | 'email' | 'phone_for_calls' }
	| { readonly code: 'story_short'; readonly letters: number; readonly least: number }
	| { readonly code: 'too_long'; readonly given: number; readonly most: number }
	| { readonly code: 'date_ahead'; readonly date: LocalDate };
export type FieldFault = { readonly field: DraftField; readonly fault: Fault };

export type FaultGround = { readonly today: LocalDate; readonly directory: Directory };
type Check = (typed: Typed, ground: FaultGround) => Fault | null;

const EMAIL = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;.]{2,}$/;
const EMAIL_LENGTH = 254;
const PHONE = /^\+?[\d\s().-]+$/;

/** Each field that can be wrong, in the order of the page. */
const CHECKS: { readonly [field in DraftField]?: Check } = {
	kind: (typed) => (kindOf(typed) ? null : { code: 'kind_missing' }),
	story: ({ story }) => {
		const letters = lettersIn(story);
		if (letters < LIMITS.shortestBody) return { code: 'story_short', letters, least: LIMITS.shortestBody };
		return tooLong(story, LIMITS.body);
	},
	title: ({ title }) => tooLong(title, LIMITS.title),
	occurredOn: ({ occurredOn }, { today }) => dateFault(occurredOn, today),
	district: ({ district }, { directory }) =>
		district === NO_PLACE || directory.regions.get(district)?.kind === 'district'
			? null
			: { code: 'district_missing' },
	village: ({ village, district }, { directory }) =>
		village === '' || directory.regions.get(village)?.parentCode === district
			? null
			: { code: 'village_elsewhere' },
	place: ({ place }) => tooLong(place, LIMITS.place),
	lat: ({ lat, lon }) => (isPosition(lat, lon) ? null : { code: 'coordinates' }),
	office: (typed, { directory }) => officeFault(typed, directory),
	confidentiality: (typed) => (chosenSecrecy(typed) ? null : { code: 'secrecy_missing' }),
	name: (typed) => {
		if (chosenSecrecy(typed) === 'open' && lettersIn(typed.name) < 2) return { code: 'name_missing' };
		return tooLong(typed.name, LIMITS.name);
	},
	phone: (typed) => phoneFault(typed),
	email: ({ email }) =>
		email === '' || (EMAIL.test(email) && email.length <= EMAIL_LENGTH) ? null : { code: 'email' },
};

/** What must be mended on one step before the next. */
export function faultsOn(
	step: FieldStep,
	{ typed }: Pick<Draft, 'typed'>,
	ground: FaultGround,
): FieldFault[] {
	return (Object.keys(STEP_FIELDS[step]) as DraftField[]).flatMap((field) => {
		const fault = CHECKS[field]?.(typed, ground);
		return fault ? [{ field, fault }] : [];
	});
}

/** The first step that is not yet as it must be; null when the report can be sent. */
export function firstFaultyStep(draft: Pick<Draft, 'typed'>, ground: FaultGround): FieldStep | null {
	return ([1, 2, 4] as const).find((step) => faultsOn(step, draft, ground).length > 0) ?? null;
}

function tooLong(text: string, most: number): Fault | null {
	return text.length > most ? { code: 'too_long', given: text.length, most } : null;
}

function dateFault(typed: string, today: LocalDate): Fault | null {
	if (typed === '') return null;
	const date = parseLocalDate(typed);
	if (!date) return { code: 'date_unknown' };
	return date > today ? { code: 'date_ahead', date } : null;
}

/** Both or neither, and somewhere on Earth. */
function isPosition(lat: string, lon: string): boolean {
	if (lat === '' && lon === '') return true;
	const [north, east] = [coordinate(lat), coordinate(lon)];
	return north !== null && east !== null && Math.abs(north) <= 90 && Math.abs(east) <= 180;
}

function officeFault(typed: Typed, directory: Directory): Fault | null {
	const office = officeOf(typed, directory);
	if (typed.about !== '' && !office) return { code: 'about_whom' };
	return office || typed.office === UNKNOWN_OFFICE ? null : { code: 'office_unknown' };
}

function phoneFault({ phone, mayCall, confidentiality }: Typed): Fault | null {
	if (phone === '') return mayCall !== '' && confidentiality === 'open' ? { code: 'phone_for_calls' } : null;
	const digits = phone.replace(/\D/g, '').length;
	return PHONE.test(phone) && digits >= 8 && digits <= 15 ? null : { code: 'phone' };
}
