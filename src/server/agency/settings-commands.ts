import type { Tx } from '#server/platform/db.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { type By, type Facts, noteChange } from '../access/change-log-commands.ts';
import type { CategoryId } from '../access/policy.ts';
import type { Announcement } from './announcement.ts';
import { freshKey } from './category.ts';
import type { Category, Directory } from './directory.ts';
import { type Settings, settingsWith, shownSettings } from './settings.ts';
import {
	lockedAnnouncement,
	lockedCategory,
	lockedReply,
	lockedSettings,
	MOST_REPLIES,
	putAnnouncement,
	putCategory,
	putReply,
	putSettings,
	type Reply,
	removeAnnouncement,
	retireReply,
	takenKeys,
} from './settings-queries.ts';

type Moment = { readonly by: By; readonly at: Date };
/** What was to be changed is not there, or not any more. */
export type Gone = { readonly code: 'not_found' };

/** Puts the settings of the form over those there are. */
export async function changeSettings(
	tx: Tx,
	form: Settings,
	{ by, at }: Moment,
): Promise<Result<null, Gone>> {
	const before = await lockedSettings(tx, by.agencyId);
	if (!before) return refuse({ code: 'not_found' });
	const after = settingsWith(before, form);
	await putSettings(tx, by.agencyId, after);
	const facts = differing(shownSettings(before), shownSettings(after));
	if (facts) await noteChange(tx, { action: 'settings_changed', subject: 'settings', ...facts, by, at });
	return ok(null);
}

type Wish<Id, Thing> = { readonly id: Id | null; readonly thing: Thing };

/** Adds a topic, or changes one: reports keep it by its key whatever it is called. */
export async function saveCategory(
	tx: Tx,
	{ id, thing }: Wish<CategoryId, Omit<Category, 'id' | 'key'>>,
	{ by, at, units }: Moment & Pick<Directory, 'units'>,
): Promise<Result<null, Gone>> {
	const before = id ? await lockedCategory(tx, by.agencyId, id) : null;
	if (before === undefined) return refuse({ code: 'not_found' });
	const keys = await takenKeys(tx, by.agencyId, 'category');
	const key = before?.key ?? freshKey(thing.name, keys);
	await putCategory(tx, by.agencyId, { ...thing, key });
	const told = ({ name, nameEn, unitId, validFrom, validUntil }: typeof thing): Facts => ({
		name,
		nameEn,
		unit: (unitId && units.get(unitId)?.name) || null,
		from: validFrom,
		until: validUntil,
	});
	await noteChange(tx, {
		action: before ? 'category_changed' : 'category_added',
		subject: `category ${key}`,
		before: before && told(before),
		after: told(thing),
		by,
		at,
	});
	return ok(null);
}

/** Adds a reply, or changes one. */
export async function saveReply(
	tx: Tx,
	{ id, thing }: Wish<string, Pick<Reply, 'step' | 'name' | 'body'>>,
	{ by, at }: Moment,
): Promise<Result<null, Gone | { readonly code: 'too_many' }>> {
	const before = id ? await lockedReply(tx, by.agencyId, id) : null;
	if (before === undefined) return refuse({ code: 'not_found' });
	const keys = await takenKeys(tx, by.agencyId, 'reply_template');
	if (!before && keys.size >= MOST_REPLIES) return refuse({ code: 'too_many' });
	const key = before?.key ?? freshKey(thing.name, keys);
	await putReply(tx, by.agencyId, { ...thing, key });
	await noteChange(tx, {
		action: before ? 'reply_changed' : 'reply_added',
		subject: `reply ${key}`,
		before: before && replyFacts(before),
		after: replyFacts(thing),
		by,
		at,
	});
	return ok(null);
}

/** Takes a reply out of the officers' list; what was sent with it stays sent. */
export async function endReply(tx: Tx, id: string, { by, at }: Moment): Promise<Result<null, Gone>> {
	const before = await lockedReply(tx, by.agencyId, id);
	if (!before) return refuse({ code: 'not_found' });
	await retireReply(tx, before.id, at);
	await noteChange(tx, {
		action: 'reply_retired',
		subject: `reply ${before.key}`,
		before: replyFacts(before),
		after: null,
		by,
		at,
	});
	return ok(null);
}

export async function saveAnnouncement(
	tx: Tx,
	{ id, thing }: Wish<string, Omit<Announcement, 'id'>>,
	{ by, at }: Moment,
): Promise<Result<null, Gone>> {
	const before = id ? await lockedAnnouncement(tx, by.agencyId, id) : null;
	if (before === undefined) return refuse({ code: 'not_found' });
	await putAnnouncement(tx, by.agencyId, { ...thing, id });
	await noteChange(tx, {
		action: before ? 'announcement_changed' : 'announcement_added',
		subject: `announcement ${thing.title}`,
		before: before && announcementFacts(before),
		after: announcementFacts(thing),
		by,
		at,
	});
	return ok(null);
}

export async function dropAnnouncement(tx: Tx, id: string, { by, at }: Moment): Promise<Result<null, Gone>> {
	const before = await lockedAnnouncement(tx, by.agencyId, id);
	if (!before) return refuse({ code: 'not_found' });
	await removeAnnouncement(tx, before.id);
	await noteChange(tx, {
		action: 'announcement_removed',
		subject: `announcement ${before.title}`,
		before: announcementFacts(before),
		after: null,
		by,
		at,
	});
	return ok(null);
}

const replyFacts = ({ step, name, body }: Pick<Reply, 'step' | 'name' | 'body'>): Facts => ({
	step,
	name,
	body,
});

function announcementFacts({
	kind,
	title,
	body,
	titleEn,
	bodyEn,
	from,
	until,
}: Omit<Announcement, 'id'>): Facts {
	return { kind, title, body, titleEn, bodyEn, from: from.toISOString(), until: until.toISOString() };
}

/** Only what differs; null where nothing does. */
function differing(
	before: Readonly<Record<string, string>>,
	after: Readonly<Record<string, string>>,
): { readonly before: Facts; readonly after: Facts } | null {
	const names = Object.keys(after).filter((name) => before[name] !== after[name]);
	const pick = (from: Readonly<Record<string, string>>) =>
		Object.fromEntries(names.map((name) => [name, from[name] ?? null]));
	return names.length > 0 ? { before: pick(before), after: pick(after) } : null;
}
