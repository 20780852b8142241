import { idIn } from '#server/platform/id.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import type { UnitId } from './policy.ts';
import type { Role } from './roles.ts';

/**
 * The roles a government gives to its people, and where each is held. Those of bodies outside (the Ombudsman, an
 * overseer) are not among them: they reach across governments, and no government gives that right to itself.
 */
export const POSTS = {
	agency_admin: 'unit',
	desk_officer: 'unit',
	coordinator: 'unit',
	liaison: 'unit',
	head: 'unit',
	leader: 'unit',
	deputy: 'unit',
	secretary: 'unit',
	inspectorate: 'unit',
	monitor: 'district',
	system_admin: 'anywhere',
} as const satisfies Partial<Record<Role, 'unit' | 'district' | 'anywhere'>>;
export type PostRole = keyof typeof POSTS;
export const POST_ROLES = Object.keys(POSTS) as PostRole[];

/** The roles of bodies outside; whoever runs the installation gives them, each body has one (`bodies.ts`). */
export const BODY_ROLES = ['ombudsman', 'overseer'] as const satisfies readonly Role[];

/** A role somebody holds at an office, or for a district, between two days; both included, null without a limit. */
export type Post = {
	readonly role: PostRole | (typeof BODY_ROLES)[number];
	readonly unitId: UnitId | null;
	readonly regionCode: string | null;
	/** Plt.: for the time being, in the place of somebody else. */
	readonly acting: boolean;
} & PostTerm;

export type PostTerm = { readonly validFrom: string | null; readonly validUntil: string | null };

/** As the form has it: text, empty where nothing was chosen. */
export type PostFields = Readonly<Record<'role' | 'unit' | 'region' | 'from' | 'until' | 'acting', string>>;

/** What can be chosen today. */
export type PostGround = {
	readonly units: ReadonlySet<UnitId>;
	readonly districts: ReadonlySet<string>;
	readonly today: string;
};

export type PostFaults = Readonly<Partial<Record<keyof PostFields, PostFault>>>;
export type PostFault = 'missing' | 'not_a_day' | 'before_from' | 'over' | 'acting_needs_end';

/** The post a form asks for, or what is wrong with which field. */
export function postOf(fields: PostFields, ground: PostGround): Result<Post, PostFaults> {
	const term = termOf(fields, ground.today);
	const place = placeOf(fields, ground);
	const faults = { ...(place.ok ? {} : place.refusal), ...(term.ok ? {} : term.refusal) };
	if (!place.ok || !term.ok) return refuse(faults);
	const acting = fields.acting !== '';
	if (acting && !term.value.validUntil) return refuse({ until: 'acting_needs_end' });
	return ok({ ...place.value, ...term.value, acting });
}

type Place = Pick<Post, 'role' | 'unitId' | 'regionCode'>;

function placeOf({ role, unit, region }: PostFields, ground: PostGround): Result<Place, PostFaults> {
	if (!isPostRole(role)) return refuse({ role: 'missing' });
	const unitId = idIn<UnitId>(unit);
	const none = { role, unitId: null, regionCode: null };
	switch (POSTS[role]) {
		case 'district':
			return ground.districts.has(region)
				? ok({ ...none, regionCode: region })
				: refuse({ region: 'missing' });
		case 'anywhere':
			if (unit === '') return ok(none);
	}
	return unitId && ground.units.has(unitId) ? ok({ ...none, unitId }) : refuse({ unit: 'missing' });
}

export function isPostRole(role: string): role is PostRole {
	return Object.hasOwn(POSTS, role);
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** The thirtieth of February reads as the second of March: no day of that name. */
const isDay = (text: string) => DAY.test(text) && new Date(text).toISOString().startsWith(text);

/** From and until, as days; a term that is over before today begins nothing. */
export function termOf(
	{ from, until }: Pick<PostFields, 'from' | 'until'>,
	today: string,
): Result<PostTerm, PostFaults> {
	if (from !== '' && !isDay(from)) return refuse({ from: 'not_a_day' });
	if (until === '') return ok({ validFrom: from || null, validUntil: null });
	if (!isDay(until)) return refuse({ until: 'not_a_day' });
	if (until < from) return refuse({ until: 'before_from' });
	if (until < today) return refuse({ until: 'over' });
	return ok({ validFrom: from || null, validUntil: until });
}

/** Whether a post is held on `day`. */
export function isHeldOn({ validFrom, validUntil }: PostTerm, day: string): boolean {
	return (validFrom === null || validFrom <= day) && (validUntil === null || validUntil >= day);
}

/** Somebody's post as system administrator, and whether they could use it: not suspended, with a way to sign in. */
export type AdministratorPost = PostTerm & {
	readonly id: string;
	readonly personId: string;
	readonly able: boolean;
};

/** A government always has an administrator today, and one without a last day: nobody is locked out next month either. */
export function keepsAdministrator(posts: readonly AdministratorPost[], today: string): boolean {
	const able = posts.filter((post) => post.able && (post.validUntil === null || post.validUntil >= today));
	return able.some((post) => isHeldOn(post, today)) && able.some(({ validUntil }) => validUntil === null);
}
