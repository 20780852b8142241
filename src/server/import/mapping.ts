import { z } from 'zod';
import {
	AGENCY_KINDS,
	keySchema,
	nameSchema,
	timeSchema,
	UNIT_KINDS,
	type UnitKind,
} from '#server/agency/pack-words.ts';
import { ZONES, type Zone } from '#server/deadline/calendar.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { CONFIDENTIALITIES, KINDS } from '#server/report/clocks.ts';
import { ARCHIVE_REASONS, type ArchiveReason } from '#server/report/statuses.ts';

/** What a foreign file may tell of a report. The three first it must tell. */
export const FIELDS = [
	'sourceId',
	'text',
	'receivedAt',
	'title',
	'place',
	'unit',
	'category',
	'district',
	'village',
	'kind',
	'status',
	'forwardedAt',
	'answeredAt',
	'answer',
	'closedAt',
	'sp4nId',
	'confidentiality',
] as const;
export type Field = (typeof FIELDS)[number];

/** How far a report had come where it was kept before; each is a road through the lifecycle (life.ts). */
export const STATES = [
	'received',
	'forwarded',
	'in_progress',
	'answered',
	'closed',
	'confirmed',
	'archived',
] as const;
export type State = (typeof STATES)[number];

const column = z.string().min(1).max(200);
/** Foreign name → ours, for what is called otherwise there. */
const aliases = z.record(z.string(), nameSchema).default({});
const names = <Keys extends Readonly<Record<string, unknown>>>(table: Keys) =>
	z.enum(Object.keys(table) as [keyof Keys & string, ...(keyof Keys & string)[]]);

const officeSchema = z.strictObject({ name: nameSchema, shortName: nameSchema });

/** What lists of offices, districts and topics do not say of the government they belong to. */
const governmentSchema = z.strictObject({
	kind: names(AGENCY_KINDS),
	name: nameSchema,
	shortName: nameSchema,
	prefix: z.string(),
	zone: names(ZONES),
	hostNames: z.array(z.string()),
	parent: keySchema.nullable().default(null),
	demo: z.boolean().default(false),
	contact: z.looseObject({}),
	leaderTitle: z.looseObject({}),
	/** The whole of it, in the middle of which every place stands that brings no point of its own. */
	area: z.strictObject({
		kind: z.enum(['province', 'regency', 'city']),
		code: z.string(),
		name: nameSchema,
		lat: z.number(),
		lon: z.number(),
	}),
	/** Offices every government has here; a list that brings an inspectorate of its own keeps it. */
	leadership: officeSchema,
	complaintDesk: officeSchema,
	inspectorate: officeSchema,
	/** What an office is, by how its name begins; the first that fits. */
	unitKinds: z.array(z.strictObject({ begins: z.string().min(2), kind: names(UNIT_KINDS) })),
	otherUnits: z.enum(Object.keys(UNIT_KINDS) as [UnitKind, ...UnitKind[]]).default('regional_office'),
	workweek: z.union([z.literal(5), z.literal(6)]).default(5),
	officeHours: z.strictObject({ from: timeSchema, to: timeSchema }).default({ from: '08.00', to: '16.00' }),
	/** From when its topics are offered. */
	validFrom: z.iso.date(),
});
export type Government = z.infer<typeof governmentSchema>;

const mappingSchema = z.strictObject({
	/** Key of the government the reports belong to. */
	agency: keySchema,
	columns: z.partialRecord(z.enum(FIELDS), column),
	dates: z.strictObject({
		/** Of instants that do not name their own. */
		zone: z.enum(['UTC', ...(Object.keys(ZONES) as Zone[])]),
		order: z.enum(['ymd', 'dmy', 'mdy']).default('ymd'),
	}),
	values: z
		.strictObject({
			unit: aliases,
			category: aliases,
			district: aliases,
			village: aliases,
			kind: z.record(z.string(), z.enum(KINDS)).default({}),
			status: z.record(z.string(), z.enum(STATES)).default({}),
			confidentiality: z.record(z.string(), z.enum(CONFIDENTIALITIES)).default({}),
		})
		.prefault({}),
	constants: z.strictObject({
		kind: z.enum(KINDS),
		confidentiality: z.enum(CONFIDENTIALITIES),
		/** The way they came in: another system, or the national one, whose numbers they then carry. */
		channel: z.enum(['import', 'sp4n']).default('import'),
		/** Why archived reports were archived, when the file says of some that they were. */
		archiveReason: names(ARCHIVE_REASONS).optional(),
	}),
	/** What becomes of a row that names something nobody here is called. */
	unmatched: z.strictObject({
		/** `verifier`: the verifying unit keeps what was answered, and assesses what is open. */
		unit: z.enum(['refuse', 'verifier']),
		category: z.enum(['refuse', 'leave_out']),
		/** `as_text`: the names stay as the words of the place. */
		place: z.enum(['refuse', 'as_text']),
	}),
	/** Name of the sheet of a workbook; the first one otherwise. */
	sheet: z.string().optional(),
	/** The government itself, when it is made from lists of its offices (`--units`). */
	government: governmentSchema.optional(),
});

/** How a foreign file is read: which column is what, whose words mean what, and what happens to what nobody knows. */
export type Mapping = z.infer<typeof mappingSchema>;

/** What is wrong with a mapping, and where in it: `columns.text`. */
export type MappingFault = { readonly path: string; readonly problem: string };

const NEEDED = ['sourceId', 'text', 'receivedAt'] as const satisfies readonly Field[];

/** The mapping, or every reason why it cannot be used. */
export function parseMapping(json: unknown): Result<Mapping, MappingFault[]> {
	const parsed = mappingSchema.safeParse(json);
	if (!parsed.success)
		return refuse(
			parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), problem: message })),
		);
	const faults = [...missingColumns(parsed.data), ...archiveFaults(parsed.data)];
	return faults.length === 0 ? ok(parsed.data) : refuse(faults);
}

function missingColumns({ columns }: Mapping): MappingFault[] {
	return NEEDED.filter((field) => !columns[field]).map((field) => ({
		path: `columns.${field}`,
		problem: 'must name a column',
	}));
}

/** A report is archived for a reason somebody may object to; a verifier's reason, for a verifier archived it. */
function archiveFaults({ values, constants: { archiveReason } }: Mapping): MappingFault[] {
	const path = 'constants.archiveReason';
	const archives = Object.values(values.status).includes('archived');
	if (archives && !archiveReason) return [{ path, problem: 'must say why reports were archived' }];
	return archiveReason && ARCHIVE_REASONS[archiveReason as ArchiveReason].by !== 'verifier'
		? [{ path, problem: 'must be a reason a verifier gives' }]
		: [];
}
