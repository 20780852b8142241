import { z } from 'zod';

/** What a body that signs up as one can be; all stand in one tree, from the nation to the city. */
export const AGENCY_KINDS = {
	national_body: 'lembaga pemerintah pusat',
	ministry: 'kementerian',
	ombudsman: 'Ombudsman dan perwakilannya',
	province: 'pemerintah provinsi',
	regency: 'pemerintah kabupaten',
	city: 'pemerintah kota',
} as const satisfies Record<string, string>;
export type AgencyKind = keyof typeof AGENCY_KINDS;

/** What a unit inside an agency can be, with the words of the law; labels for people are in `src/text`. */
export const UNIT_KINDS = {
	leadership: 'kepala daerah dan wakilnya; pimpinan lembaga: the one root of each agency',
	secretariat: 'sekretariat daerah, sekretariat DPRD',
	secretariat_division: 'bagian pada sekretariat daerah',
	inspectorate: 'inspektorat (APIP)',
	complaint_desk: 'meja pengaduan, admin instansi: verifies what no other unit may verify',
	regional_office: 'perangkat daerah: dinas, badan, satuan',
	agency_bureau: 'biro, direktorat, asisten pada lembaga pusat dan provinsi',
	district_office: 'kecamatan',
	village_office: 'kelurahan, desa',
	health_centre: 'puskesmas',
	hospital: 'rumah sakit daerah',
	school: 'satuan pendidikan negeri',
	technical_unit: 'UPT: pasar, terminal, laboratorium',
	utility_company: 'badan usaha milik daerah: air minum, kebersihan',
	service_mall: 'mal pelayanan publik',
} as const satisfies Record<string, string>;
export type UnitKind = keyof typeof UNIT_KINDS;

/** The kinds of report a term book may speak of. */
export const REPORT_KINDS = [
	'complaint',
	'supervisory_complaint',
	'aspiration',
	'information_request',
] as const;

/** Clocks that bind an office. An agency may promise fewer days on these, never more. */
export const OFFICE_CLOCKS = ['verify', 'first_answer', 'complete', 'reply', 'case'] as const;

/** Clocks that bind the reporter. Fewer days would take something from a citizen, so only the nation sets them. */
export const REPORTER_CLOCKS = ['supply', 'silence'] as const;

/** Clocks of a request for public information; the law sets them for every government alike. */
export const PPID_CLOCKS = ['ppid', 'ppid_extension', 'ppid_objection'] as const;

/** A key by which one part of a pack names another: lower case, words joined by an underscore. */
export const keySchema = z.string().regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);

/** A name people read, as it is. */
export const nameSchema = z.string().trim().min(2).max(160);

/** Steps whose words an officer may begin from a prepared reply. */
export const REPLY_STEPS = [
	'ask_reporter',
	'ask_details',
	'forward',
	'start',
	'first_answer',
	'progress',
	'answer',
	'refer_out',
	'archive',
] as const;
export type ReplyStep = (typeof REPLY_STEPS)[number];

/** A day as the decree writes it, without a zone. */
export const daySchema = z.iso.date();

/** A time of day in the agency's own zone, as people here write it: `19.42`. */
export const timeSchema = z.string().regex(/^([01]\d|2[0-3])\.[0-5]\d$/);

/** A name people read in both languages of the product. */
export const bilingualSchema = z.strictObject({ id: nameSchema, en: nameSchema });

/** Kemendagri's code: PP, PP.KK, PP.KK.CC or PP.KK.CC.VVVV. */
export const regionCodeSchema = z.string().regex(/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/);

export const centroidSchema = z.strictObject({
	lat: z.number().min(-11).max(6.5),
	lon: z.number().min(94.5).max(141.5),
});

/** Why a pack is not taken, and where in it: `units.3.parent`. `value` is what stands there, or what was wrong. */
export type PackRefusal = {
	readonly code: PackFault;
	readonly path: string;
	readonly value: string;
	/** What the shape wants instead, as the schema says it. */
	readonly wanted?: string;
};

export type PackFault =
	| 'malformed'
	| 'key_repeated'
	| 'unknown_reference'
	| 'not_one_root'
	| 'not_a_tree'
	| 'not_one_complaint_desk'
	| 'region_without_parent'
	| 'tile_taken'
	| 'valid_to_before_from'
	| 'hours_reversed'
	| 'prefix_taken'
	| 'host_name_taken'
	| 'host_name_missing'
	| 'region_taken'
	| 'promises_more_than_the_nation'
	| 'unknown_placeholder';

/** What zod found, as refusals that name the path. */
export function malformed(error: z.ZodError): PackRefusal[] {
	return error.issues.flatMap((issue): PackRefusal[] => {
		const unknown =
			issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
		return unknown.map((path) => ({
			code: 'malformed',
			path: path.join('.'),
			value: issue.code,
			wanted: issue.message,
		}));
	});
}

/** The places at which a value stands that stood before, each as a refusal. */
export function repeats(
	values: readonly string[],
	at: (index: number) => string,
	code: PackFault,
): PackRefusal[] {
	const seen = new Set<string>();
	return values.flatMap((value, index) => {
		if (!seen.has(value)) {
			seen.add(value);
			return [];
		}
		return [{ code, path: at(index), value }];
	});
}
