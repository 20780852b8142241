import { z } from 'zod';
import {
	centroidSchema,
	keySchema,
	nameSchema,
	regionCodeSchema,
	timeSchema,
} from '#server/agency/pack-words.ts';
import { CHANNELS, CLOCK_NAMES, CONFIDENTIALITIES, KINDS } from '#server/report/clocks.ts';
import {
	APPLICANTS,
	DELIVERIES,
	PPID_OUTCOMES,
	PPID_REASON_NAMES,
	type PpidReason,
} from '#server/report/ppid.ts';
import { ARCHIVE_REASONS, type ArchiveReason } from '#server/report/statuses.ts';
import type { StepName } from '#server/report/steps.ts';

const words = z.string().trim().min(5).max(2000);

/** When a step was taken: working days of the agency after the day of receipt, and the local time of day. */
const moment = {
	afterWorkingDays: z.int().min(0).max(120),
	time: timeSchema,
	/** Key of a person, or `reporter`, or `system`. */
	by: keySchema,
};
const promise = { promiseInWorkingDays: z.int().min(1).max(60).optional() };
const parts = z.strictObject({
	found: words,
	done: words,
	who: nameSchema,
	/** The day it was done, in working days after receipt. */
	doneAfterWorkingDays: z.int().min(0).max(120),
	evidence: words,
});

const spoken = [
	'ask_reporter',
	'ask_details',
	'supply_details',
	'return',
	'progress',
	'send_back',
	'reply',
] as const;
const spokenLater = ['add_details', 'dispute', 'reopen', 'object', 'object_to_answer', 'unmerge'] as const;
const silent = [
	'approve_answer',
	'close_silent',
	'archive_unsupplied',
	'publish',
	'tell_rights',
	'break_promise',
] as const;
const mayBeSilent = ['start', 'handle', 'withdraw', 'approve_kind', 'escalate_to_ombudsman'] as const;

const storyStepSchema = z.discriminatedUnion('step', [
	z.strictObject({ step: z.enum([...spoken, ...spokenLater]), ...moment, text: words }),
	z.strictObject({ step: z.enum(silent), ...moment }),
	z.strictObject({ step: z.enum(mayBeSilent), ...moment, text: words.optional() }),
	z.strictObject({ step: z.literal('forward'), ...moment, unit: keySchema, text: words.optional() }),
	z.strictObject({
		step: z.literal('refer_out'),
		...moment,
		otherBody: z.strictObject({ name: nameSchema, how: words }),
		text: words,
	}),
	z.strictObject({ step: z.literal('first_answer'), ...moment, ...promise, text: words }),
	z.strictObject({ step: z.enum(['answer', 'propose_answer']), ...moment, ...promise, parts, text: words }),
	z.strictObject({
		step: z.literal('confirm'),
		...moment,
		rating: z.int().min(1).max(5),
		text: words.optional(),
	}),
	z.strictObject({
		step: z.literal('archive'),
		...moment,
		reasonCode: z.enum(Object.keys(ARCHIVE_REASONS) as [ArchiveReason, ...ArchiveReason[]]),
		text: words,
	}),
	/** `into`: key of the report it joins. */
	z.strictObject({ step: z.literal('merge'), ...moment, into: keySchema, text: words.optional() }),
	z.strictObject({ step: z.literal('change_kind'), ...moment, kind: z.enum(KINDS), text: words }),
	z.strictObject({
		step: z.literal('raise_confidentiality'),
		...moment,
		confidentiality: z.enum(CONFIDENTIALITIES),
		text: words.optional(),
	}),
	z.strictObject({
		step: z.literal('convert_to_ppid'),
		...moment,
		request: z.strictObject({
			applicant: z.enum(APPLICANTS),
			asked: words,
			purpose: words,
			delivery: z.enum(DELIVERIES),
		}),
		text: words.optional(),
	}),
	z.strictObject({
		step: z.literal('decide_ppid'),
		...moment,
		decision: z.strictObject({
			outcome: z.enum(PPID_OUTCOMES),
			reason: z.enum(PPID_REASON_NAMES as [PpidReason, ...PpidReason[]]).nullable(),
			/** In whole rupiah. */
			cost: z.int().min(0),
		}),
		text: words,
	}),
	z.strictObject({
		step: z.literal('climb'),
		...moment,
		clock: z.enum(CLOCK_NAMES as [(typeof CLOCK_NAMES)[number], ...typeof CLOCK_NAMES]),
		to: z.enum(['head', 'leader', 'ombudsman']),
	}),
]);
/** One step of a told life; its name is always one of the lifecycle's. */
export type StoryStep = z.infer<typeof storyStepSchema> & { readonly step: StepName };

/** The life of one invented report, told in working days so that it is always fresh. */
export const storySchema = z.strictObject({
	key: keySchema,
	/** How many working days before today it came in; 1 is the last working day before today. */
	receivedWorkingDaysAgo: z.int().min(1).max(200),
	time: timeSchema,
	kind: z.enum(KINDS),
	confidentiality: z.enum(CONFIDENTIALITIES),
	channel: z.enum(CHANNELS),
	/** Null: the reporter did not choose one, the verifier has not yet either. */
	category: keySchema.nullable(),
	/** The unit the reporter addressed; null when they left it to the verifier. */
	unit: keySchema.nullable(),
	/** The unit it complains about, when it is about an office itself: it never gets the report. */
	aboutUnit: keySchema.nullable(),
	district: regionCodeSchema,
	village: regionCodeSchema.nullable(),
	/** A landmark in words; the point is optional and never the only road. */
	place: nameSchema.nullable(),
	point: centroidSchema.nullable(),
	title: z.string().trim().min(5).max(120),
	body: z.string().trim().min(20).max(4000),
	/** What the public reads instead, where the words as written would show somebody's data; null: as written. */
	publicCopy: z.strictObject({ title: z.string().min(5).max(120), body: z.string().min(20) }).nullable(),
	sp4nId: z
		.string()
		.regex(/^\d{5,10}$/)
		.nullable(),
	/** Null: the reporter gave no name. */
	reporter: z
		.strictObject({
			name: nameSchema,
			phone: z
				.string()
				.regex(/^08\d{8,11}$/)
				.nullable(),
			email: z
				.email()
				.regex(/\.example$/)
				.nullable(),
			/** Ticked that officers may call. */
			mayCall: z.boolean(),
		})
		.nullable(),
	/** How many others said "mine too". */
	support: z.int().min(0).max(500),
	story: z.array(storyStepSchema),
});
export type DemoReport = z.infer<typeof storySchema>;
