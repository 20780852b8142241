import { z } from 'zod';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { daySchema, malformed, nameSchema, type PackRefusal, repeats } from './pack-words.ts';

/** Libur nasional, cuti bersama, libur daerah. */
export const DAY_OFF_KINDS = ['national_holiday', 'collective_leave', 'local_holiday'] as const;

/** A day on which offices are closed, with the decree that closes them. */
const dayOffSchema = z
	.strictObject({ date: daySchema, kind: z.enum(DAY_OFF_KINDS), name: nameSchema, source: nameSchema })
	.readonly();
export type DayOff = z.infer<typeof dayOffSchema>;

/** An agency's own days: the national ones come from the shared file. */
export const localDayOffSchema = z
	.strictObject({ date: daySchema, kind: z.literal('local_holiday'), name: nameSchema, source: nameSchema })
	.readonly();

const daysOffFileSchema = z
	.strictObject({
		/** Where the days were taken from and under which licence; kept with the data. */
		notices: z.array(z.string().min(10)).min(1),
		days: z.array(dayOffSchema),
	})
	.readonly();
export type DaysOffFile = z.infer<typeof daysOffFileSchema>;

/** The nation's days off; one date may stand once. */
export function parseDaysOff(json: unknown): Result<DaysOffFile, PackRefusal[]> {
	const parsed = daysOffFileSchema.safeParse(json);
	if (!parsed.success) return refuse(malformed(parsed.error));

	const dates = parsed.data.days.map((day) => day.date);
	const refusals = repeats(dates, (index) => `days.${index}.date`, 'key_repeated');
	return refusals.length === 0 ? ok(parsed.data) : refuse(refusals);
}
