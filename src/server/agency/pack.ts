import { z } from 'zod';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { packFaults } from './pack-checks.ts';
import { localDayOffSchema } from './pack-days-off.ts';
import { localTermsSchema } from './pack-terms.ts';
import {
	AGENCY_KINDS,
	type AgencyKind,
	bilingualSchema,
	centroidSchema,
	daySchema,
	keySchema,
	malformed,
	nameSchema,
	type PackRefusal,
	REPLY_STEPS,
	regionCodeSchema,
	timeSchema,
	UNIT_KINDS,
	type UnitKind,
} from './pack-words.ts';

/** A span of the day in the agency's own zone; `to` may lie past midnight for quiet hours. */
const hoursSchema = z.strictObject({ from: timeSchema, to: timeSchema });

const agencySchema = z.strictObject({
	key: keySchema,
	name: nameSchema,
	shortName: nameSchema,
	kind: z.enum(Object.keys(AGENCY_KINDS) as [AgencyKind, ...AgencyKind[]]),
	/** First part of every tracking code: letters of Crockford's alphabet, which has no I, L, O, U. */
	prefix: z.string().regex(/^[A-HJKMNP-TV-Z]{2,4}$/),
	zone: z.string().refine(isZone),
	hostNames: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)),
	/** The agency above in the tree; null only for the top. */
	parent: keySchema.nullable(),
	/** A demonstration or training government: its clocks, figures and messages never leave it. */
	demo: z.boolean(),
	contact: z.strictObject({
		address: nameSchema,
		email: z.email(),
		phone: nameSchema.nullable(),
		/** Where to turn when it cannot wait for an answer in days. */
		emergencyPhone: nameSchema.nullable(),
	}),
	leaderTitle: bilingualSchema,
	deputyTitle: bilingualSchema.nullable(),
	secretaryTitle: bilingualSchema.nullable(),
	oversight: z.strictObject({
		/** The unit that verifies what is about the verifying unit. */
		inspectorateUnit: keySchema.nullable(),
		ombudsmanAgency: keySchema.nullable(),
		provinceAgency: keySchema.nullable(),
	}),
});

const place = { code: regionCodeSchema, name: nameSchema, centroid: centroidSchema };

const regionSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.enum(['province', 'regency', 'city']), ...place }),
	z.strictObject({
		kind: z.literal('district'),
		...place,
		/** Where the district stands on the tile map, counted from the north-west. */
		tile: z.strictObject({ x: z.int().min(0).max(3), y: z.int().min(0).max(19) }),
	}),
	/** `urban` tells a kelurahan from a desa. */
	z.strictObject({ kind: z.literal('village'), ...place, urban: z.boolean() }),
]);

const unitSchema = z.strictObject({
	key: keySchema,
	parent: keySchema.nullable(),
	kind: z.enum(Object.keys(UNIT_KINDS) as [UnitKind, ...UnitKind[]]),
	name: nameSchema,
	shortName: nameSchema,
	/** Codes of the regions it serves; empty means the whole area of the agency. */
	jurisdiction: z.array(regionCodeSchema),
	workweek: z.union([z.literal(5), z.literal(6)]),
	officeHours: hoursSchema,
	/** Verifies what is addressed to it directly: its poster, its box, its desk. */
	verifiesDirect: z.boolean(),
	/** A superior reads and approves an answer before it is sent. */
	answerNeedsApproval: z.boolean(),
	publicContact: z
		.strictObject({
			address: nameSchema.nullable(),
			phone: nameSchema.nullable(),
			email: z.email().nullable(),
		})
		.nullable(),
	/** Words of a report that point to this unit; used to suggest, never to decide. */
	topics: z.array(z.string().min(2).max(40)),
});

const categorySchema = z.strictObject({
	key: keySchema,
	name: bilingualSchema,
	/** The unit usually meant; a hint for the verifier. */
	unit: keySchema.nullable(),
	validFrom: daySchema,
	validTo: daySchema.nullable(),
});

const settingsSchema = z.strictObject({
	photos: z
		.strictObject({ most: z.int().min(0).max(20), megabytes: z.int().min(1).max(50) })
		.default({ most: 5, megabytes: 10 }),
	/** No message goes to a citizen in these hours; staff are written to in office hours only. */
	quietHours: hoursSchema.default({ from: '20.00', to: '07.00' }),
	/** Public counts below this number are shown as "fewer than". */
	smallCell: z.int().min(2).max(50).default(5),
	/** Ratings are shown for an office only from this many on. */
	fewestRatings: z.int().min(1).max(100).default(5),
	draftHours: z.int().min(1).max(168).default(24),
	/** Which open reports are offered as "mine too" before sending. */
	similar: z
		.strictObject({ metres: z.int().min(50).max(20_000), days: z.int().min(1).max(365) })
		.default({ metres: 750, days: 90 }),
});

/** A reply prepared for a step; what stands in braces is filled in from the report. */
const replySchema = z.strictObject({
	key: keySchema,
	step: z.enum(REPLY_STEPS),
	name: nameSchema,
	body: z.string().trim().min(10).max(4000),
});

const packSchema = z.strictObject({
	agency: agencySchema,
	regions: z.array(regionSchema),
	units: z.array(unitSchema).min(1),
	categories: z.array(categorySchema),
	daysOff: z.array(localDayOffSchema),
	/** Null: the nation's terms hold as they are. */
	termBook: localTermsSchema.nullable(),
	settings: settingsSchema.prefault({}),
	replies: z.array(replySchema).max(100).default([]),
	/** Name of a picture beside the pack: the arms of the government. */
	logo: z
		.string()
		.regex(/^[\w-]+\.(png|jpe?g|webp)$/)
		.nullable()
		.default(null),
	/** Lines of the letterhead (kop surat), above what is printed. */
	letterhead: z.array(nameSchema).max(6).default([]),
});

/** One government, whole: all that would otherwise be a place or an office name in code. */
export type Pack = z.infer<typeof packSchema>;
export type PackAgency = Pack['agency'];
export type PackRegion = Pack['regions'][number];
export type PackUnit = Pack['units'][number];
export type PackCategory = Pack['categories'][number];
export type PackSettings = Pack['settings'];
export type PackReply = Pack['replies'][number];

/**
 * A pack whose parts fit each other, or every reason why they do not.
 * What only several packs together can show is checked by `checkPackSet`.
 */
export function parsePack(json: unknown): Result<Pack, PackRefusal[]> {
	const parsed = packSchema.safeParse(json);
	if (!parsed.success) return refuse(malformed(parsed.error));

	const refusals = packFaults(parsed.data);
	return refusals.length === 0 ? ok(parsed.data) : refuse(refusals);
}

function isZone(name: string): boolean {
	return Intl.supportedValuesOf('timeZone').includes(name);
}
