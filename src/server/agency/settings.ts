import * as z from 'zod';
import type { AgencySettings } from './directory.ts';
import { timeSchema } from './pack-words.ts';

/** Numbers an administrator may set, with the least and most that make sense and what holds where nobody chose. */
export const NUMBERS = {
	photosMost: { least: 0, most: 20, usual: 5 },
	photosMegabytes: { least: 1, most: 50, usual: 10 },
	smallCell: { least: 2, most: 50, usual: 5 },
	fewestRatings: { least: 1, most: 100, usual: 5 },
	similarDays: { least: 1, most: 365, usual: 90 },
} as const;
export type NumberName = keyof typeof NUMBERS;
export const NUMBER_NAMES = Object.keys(NUMBERS) as NumberName[];
export const TEXT_NAMES = ['address', 'email', 'phone', 'emergencyPhone'] as const;
export type SettingName = NumberName | (typeof TEXT_NAMES)[number] | 'quietFrom' | 'quietTo' | 'letterhead';

const LINES = { most: 6, longest: 160 } as const;
const number = ({ least, most }: { least: number; most: number }) =>
	z
		.string()
		.regex(/^\d{1,4}$/)
		.transform(Number)
		.pipe(z.int().min(least).max(most));
const time = z
	.string()
	.transform((text) => text.replace(':', '.'))
	.pipe(timeSchema);
const maybe = z
	.string()
	.max(160)
	.transform((text) => text || null);

/** The form of settings: everything is text until it is checked. */
export const SettingsForm = z.object({
	photosMost: number(NUMBERS.photosMost),
	photosMegabytes: number(NUMBERS.photosMegabytes),
	smallCell: number(NUMBERS.smallCell),
	fewestRatings: number(NUMBERS.fewestRatings),
	similarDays: number(NUMBERS.similarDays),
	quietFrom: time,
	quietTo: time,
	address: z.string().min(2).max(160),
	email: z.email().max(160),
	phone: maybe,
	emergencyPhone: maybe,
	letterhead: z
		.string()
		.transform((text) => text.split(/\r?\n/).flatMap((line) => line.trim() || []))
		.pipe(z.array(z.string().max(LINES.longest)).max(LINES.most)),
});
export type Settings = z.infer<typeof SettingsForm>;

/** Settings as the form shows them. */
export function shownSettings(settings: AgencySettings): Readonly<Record<SettingName, string>> {
	const { photos, quietHours, contact, similar, smallCell, fewestRatings, letterhead = [] } = settings;
	return {
		photosMost: String(photos.most),
		photosMegabytes: String(photos.megabytes),
		smallCell: String(smallCell),
		fewestRatings: String(fewestRatings),
		similarDays: String(similar.days),
		quietFrom: quietHours.from,
		quietTo: quietHours.to,
		address: contact.address,
		email: contact.email,
		phone: contact.phone ?? '',
		emergencyPhone: contact.emergencyPhone ?? '',
		letterhead: letterhead.join('\n'),
	};
}

/** The settings that were there with what the form says; what it does not speak of stays. */
export function settingsWith(before: AgencySettings, form: Settings): AgencySettings {
	const { address, email, phone, emergencyPhone } = form;
	return {
		...before,
		photos: { most: form.photosMost, megabytes: form.photosMegabytes },
		quietHours: { from: form.quietFrom, to: form.quietTo },
		smallCell: form.smallCell,
		fewestRatings: form.fewestRatings,
		similar: { ...before.similar, days: form.similarDays },
		contact: { address, email, phone, emergencyPhone },
		letterhead: form.letterhead,
	};
}
