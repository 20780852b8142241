/** What `npm run new-agency` says: each refusal with the line of the file it is about. */
import type { PackChange, Unsafe } from '#db/pack-changes.ts';
import { type JsonFault, jsonLines, lineOf } from '#server/agency/json-lines.ts';
import type { Pack } from '#server/agency/pack.ts';
import type { PackFault, PackRefusal } from '#server/agency/pack-words.ts';

const SHOWN = 50;

const JSON_FAULTS = {
	not_json: 'this is where the file stops being JSON.',
	name_repeated: 'this name stands here for the second time; the first one would be lost.',
	too_deep: 'nothing in a pack lies this deep.',
} as const satisfies Record<JsonFault['code'], string>;

const REFUSALS = {
	malformed: ({ wanted, value }) => wanted ?? value,
	key_repeated: ({ value }) => `"${value}" stands here for the second time.`,
	unknown_reference: ({ value }) => `there is no "${value}" that this could mean.`,
	not_one_root: ({ value }) =>
		`exactly one office has no parent, and it is the leadership; here: ${value || 'none'}.`,
	not_a_tree: ({ value }) => `"${value}" would stand above itself.`,
	not_one_complaint_desk: ({ value }) =>
		`one office verifies (kind complaint_desk); here: ${value || 'none'}.`,
	region_without_parent: ({ value }) => `the region around ${value} is missing.`,
	tile_taken: ({ value }) => `another district lies on tile ${value} already.`,
	valid_to_before_from: ({ value }) => `ends on ${value}, before it begins.`,
	hours_reversed: ({ value }) => `the office closes at ${value}, before it opens.`,
	prefix_taken: ({ value }) => `the prefix ${value} belongs to another government.`,
	host_name_taken: ({ value }) => `another government answers at ${value}.`,
	host_name_missing: ({ value }) => `with several governments each needs a host name; ${value} has none.`,
	region_taken: ({ value }) => `the region ${value} belongs to another government.`,
	promises_more_than_the_nation: ({ value }) => `${value} days are more than the nation allows.`,
	unknown_placeholder: ({ value }) => `nothing can fill {${value}}.`,
} as const satisfies Record<PackFault, (refusal: PackRefusal) => string>;

const UNSAFE = {
	stands_in_codes: 'it stands in tracking codes that people hold',
	moves_every_day: 'every deadline was counted in the old zone',
	changes_its_nature: 'reports were handled by what it was',
	pinned_to_reports: 'reports are pinned to the book of that day; give the new one a later day',
} as const satisfies Record<Unsafe, string>;

export function tellJsonFault(file: string, { code, line, path }: JsonFault): string {
	return `${file}:${line}: ${path ? `${path}: ` : ''}${JSON_FAULTS[code]}`;
}

/** One line each, in the order of the file. */
export function tellRefusals(file: string, text: string, refusals: readonly PackRefusal[]): string {
	const read = jsonLines(text);
	const lines = read.ok ? read.value : new Map<string, number>();
	const told = refusals
		.map((refusal) => ({ ...refusal, line: lineOf(lines, refusal.path) }))
		.sort((one, other) => one.line - other.line)
		.map((refusal) => `${file}:${refusal.line}: ${refusal.path}: ${REFUSALS[refusal.code](refusal)}`);
	return listed(told).join('\n');
}

export function tellWhole(
	{ agency, units, regions, categories, daysOff, replies }: Pack,
	written: boolean,
): string {
	const parts = `${units.length} offices, ${regions.length} places, ${categories.length} topics, ${daysOff.length} days off of its own, ${replies.length} replies`;
	return `${agency.key} ${written ? 'was added' : 'can be added'}: ${parts}.`;
}

/** What would change, and the way on. */
export function tellChanges(changes: readonly PackChange[], written: boolean): string {
	const unsafe = changes.filter((change) => change.unsafe);
	const told = listed(changes.map(tellChange));
	if (written) return [...told, `${changes.length} changes were made.`].join('\n');
	if (unsafe.length > 0)
		return [
			...told,
			`${unsafe.length} of ${changes.length} changes are never made. Nothing was changed.`,
		].join('\n');
	return [...told, `${changes.length} changes; nothing was changed. Make them with --update.`].join('\n');
}

function tellChange({ subject, field, before, after, unsafe }: PackChange): string {
	const name = field ? `${subject}, ${field}` : subject;
	const values = before === null && !field ? `new: ${shown(after)}` : `${shown(before)} → ${shown(after)}`;
	return `${name}: ${values}${unsafe ? ` (refused: ${UNSAFE[unsafe]})` : ''}`;
}

function shown(value: unknown): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function listed(lines: readonly string[]): string[] {
	const more = lines.length - SHOWN;
	return more > 0 ? [...lines.slice(0, SHOWN), `… and ${more} more.`] : [...lines];
}
