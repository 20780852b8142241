import type { LinkGround } from '#server/access/invite-commands.ts';
import type { Named } from '#server/access/people-commands.ts';
import type { HeldPost } from '#server/access/people-queries.ts';
import type { UnitId } from '#server/access/policy.ts';
import { isHeldOn, POST_ROLES, type PostFields, type PostGround } from '#server/access/posts.ts';
import type { Directory } from '#server/agency/directory.ts';
import { openUnits } from '#server/agency/unit.ts';
import { localDate } from '#server/deadline/calendar.ts';
import type { Administrator } from '../enter.ts';

/** The office's date at this request. */
export function todayOf({ now, directory }: App.Locals): string {
	return localDate(now, directory.calendar);
}

/** What a decision about people needs of this request. */
export function deciding(
	{ staff, viewer, by }: Administrator,
	locals: App.Locals,
	key: string,
): LinkGround & Named {
	const { services, now, directory } = locals;
	const { db, ring, config } = services;
	return {
		db,
		ring,
		mail: config.TUNTAS_SMTP ? 'set' : 'none',
		session: staff,
		viewer,
		by,
		demo: config.TUNTAS_DEMO,
		key,
		now,
		today: todayOf(locals),
		nameOf: (post) => placeName(post, directory),
	};
}

type Place = { readonly unitId: UnitId | null; readonly regionCode: string | null };

export function placeName({ unitId, regionCode }: Place, { units, regions }: Directory): string | null {
	if (unitId) return units.get(unitId)?.name ?? null;
	return (regionCode && regions.get(regionCode)?.name) || null;
}

/** What can be chosen for a post. */
export function postGround(locals: App.Locals): PostGround {
	const { districts } = postChoices(locals.directory);
	return {
		units: new Set(openUnits(locals.directory).map(({ id }) => id)),
		districts: new Set(districts.map(({ value }) => value)),
		today: todayOf(locals),
	};
}

export function postChoices(directory: Directory) {
	const option = ({ id, name }: { id: UnitId | string; name: string }) => ({
		value: String(id),
		label: name,
	});
	return {
		roles: POST_ROLES,
		units: openUnits(directory).map(option),
		districts: [...directory.regions.values()]
			.filter(({ kind }) => kind === 'district')
			.map(({ code, name }) => option({ id: code, name })),
	};
}

const LONGEST = 80;
const FIELDS = ['role', 'unit', 'region', 'from', 'until', 'acting'] as const;

/** The fields of a post as typed; they go back with every answer. */
export function postFields(form: FormData): PostFields {
	const text = (name: string) => String(form.get(name) ?? '').slice(0, LONGEST);
	// Every name of the table is read.
	return Object.fromEntries(FIELDS.map((name) => [name, text(name)])) as PostFields;
}

/** A post as its page shows it. */
export function shownPost(post: HeldPost, locals: App.Locals) {
	const today = todayOf(locals);
	const isOver = post.validUntil !== null && post.validUntil < today;
	const state = isOver ? ('over' as const) : ('coming' as const);
	return {
		...post,
		place: placeName(post, locals.directory),
		state: isHeldOn(post, today) ? ('held' as const) : state,
	};
}
