import type { Directory } from '../agency/directory.ts';
import type { Field, Mapping } from '../import/mapping.ts';
import { parseMapping } from '../import/mapping.ts';
import type { Column, Names } from './columns.ts';

/** Which of our columns tells what of a report that comes in. */
const FIELD_OF = {
	sourceId: 'sp4nId',
	text: 'body',
	receivedAt: 'receivedAt',
	title: 'title',
	place: 'place',
	unit: 'unit',
	category: 'category',
	district: 'district',
	village: 'village',
	kind: 'kind',
	status: 'status',
	confidentiality: 'secrecy',
	forwardedAt: 'forwardedAt',
	answeredAt: 'answeredAt',
	answer: 'answer',
	closedAt: 'closedAt',
} as const satisfies { readonly [field in Field]?: Column };

/** What their words for a report that is still alive, or was, mean to the lifecycle; the others cannot be taken in. */
const STATES = {
	'Belum Terverifikasi': 'received',
	Tertunda: 'received',
	'Terdisposisi Belum Ditindaklanjuti': 'forwarded',
	'Terdisposisi Sedang Diproses': 'in_progress',
	Ditindaklanjuti: 'answered',
	'Terdisposisi Selesai': 'closed',
	Selesai: 'closed',
	Arsip: 'archived',
} as const;

/**
 * How a list of the national system is read when nobody says otherwise: columns as our own files for it name them, as many of
 * them as the file has.
 */
export function usualMapping(
	{ agency }: Directory,
	{ names, headings }: { readonly names: Names; readonly headings: Readonly<Record<Column, string>> },
): Mapping {
	const columns = Object.entries(FIELD_OF).map(([field, column]) => [field, headings[column]]);
	const parsed = parseMapping({
		agency: agency.key,
		columns: Object.fromEntries(columns),
		dates: { zone: agency.zone, order: 'ymd' },
		values: {
			kind: turned(names.kind),
			confidentiality: turned(names.secrecy),
			status: STATES,
		},
		constants: {
			kind: 'complaint',
			confidentiality: 'anonymous',
			archiveReason: 'too_general',
			channel: 'sp4n',
		},
		unmatched: { unit: 'verifier', category: 'leave_out', place: 'as_text' },
	});
	if (!parsed.ok) throw new Error(`the usual mapping is none: ${JSON.stringify(parsed.refusal)}`);
	return parsed.value;
}

/** The mapping without the columns a file does not have. */
export function within({ columns, ...mapping }: Mapping, header: readonly string[]): Mapping {
	const there = Object.entries(columns).filter(([, name]) => header.includes(name));
	return { ...mapping, columns: Object.fromEntries(there) };
}

function turned(names: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(Object.entries(names).map(([code, name]) => [name, code]));
}
