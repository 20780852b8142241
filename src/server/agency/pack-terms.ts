import { z } from 'zod';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import {
	daySchema,
	malformed,
	nameSchema,
	OFFICE_CLOCKS,
	type PackRefusal,
	PPID_CLOCKS,
	REPORT_KINDS,
	REPORTER_CLOCKS,
} from './pack-words.ts';

/** How long something may take: the number, how its days are counted, and on whose authority. */
const termSchema = z
	.strictObject({
		days: z.int().min(1).max(365),
		counted: z.enum(['working', 'calendar']),
		source: nameSchema,
	})
	.readonly();
export type PackTerm = z.infer<typeof termSchema>;

/** One rung of the climb: so many working days late, the report goes to the head, the leader, the Ombudsman. */
const rungSchema = z.strictObject({
	lateDays: z.int().min(1).max(60),
	to: z.enum(['head', 'leader', 'ombudsman']),
	source: nameSchema,
});

const version = { version: z.string().min(3).max(40), validFrom: daySchema };

const nationalTermsSchema = z
	.strictObject({
		...version,
		terms: z.record(
			z.enum(REPORT_KINDS),
			z.record(z.enum([...OFFICE_CLOCKS, ...REPORTER_CLOCKS]), termSchema),
		),
		/** Requests for public information: their clocks, and how long the applicant has for the next road. */
		ppid: z.strictObject({
			terms: z.record(z.enum(PPID_CLOCKS), termSchema),
			objectWithin: termSchema,
			disputeWithin: termSchema,
		}),
		/** Waiting for the reporter stops the office's clocks for so long, in all. */
		pauseLimit: termSchema,
		/** The road back: reopening what was closed, objecting to what was archived. */
		reopen: termSchema,
		climb: z.array(rungSchema).min(1),
		/** How often a reporter may be asked, and after how many returns the coordinator decides. */
		limits: z.strictObject({
			asks: z.int().min(1),
			hopsBeforeCoordinator: z.int().min(1),
			source: nameSchema,
		}),
	})
	.readonly();
/** The nation's term book: every kind and every clock. What an agency does not promise itself is taken from here. */
export type NationalTerms = z.infer<typeof nationalTermsSchema>;

/** An agency's own promises: only where it differs, and only on clocks that bind an office. */
export const localTermsSchema = z
	.strictObject({
		...version,
		terms: z.partialRecord(z.enum(REPORT_KINDS), z.partialRecord(z.enum(OFFICE_CLOCKS), termSchema)),
	})
	.readonly();
export type LocalTerms = z.infer<typeof localTermsSchema>;

export function parseNationalTerms(json: unknown): Result<NationalTerms, PackRefusal[]> {
	const parsed = nationalTermsSchema.safeParse(json);
	return parsed.success ? ok(parsed.data) : refuse(malformed(parsed.error));
}

/** Where an agency's book promises more days than the nation allows; `path` names the agency's term book. */
export function termsBeyondNation(local: LocalTerms, nation: NationalTerms, path: string): PackRefusal[] {
	return REPORT_KINDS.flatMap((kind) =>
		OFFICE_CLOCKS.flatMap((clock): PackRefusal[] => {
			const promised = local.terms[kind]?.[clock];
			if (promised === undefined || isWithin(promised, nation.terms[kind][clock])) return [];
			const value = `${promised.days} ${promised.counted}`;
			return [{ code: 'promises_more_than_the_nation', path: `${path}.terms.${kind}.${clock}`, value }];
		}),
	);
}

/** Calendar days are never longer than as many working days; the other way round nothing can be promised. */
export function isWithin(
	promised: Pick<PackTerm, 'days' | 'counted'>,
	allowed: Pick<PackTerm, 'days' | 'counted'>,
): boolean {
	if (promised.days > allowed.days) return false;
	return promised.counted === allowed.counted || promised.counted === 'calendar';
}
