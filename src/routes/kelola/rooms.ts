import type { AgencyId } from '#server/access/policy.ts';
import type { Role } from '#server/access/roles.ts';
import { isAdministratorAt, type StaffSession } from '#server/access/session.ts';
import type { Words } from '#text/words.ts';
import type { IconName } from '#ui/icons.ts';

type Room = { readonly href: string; readonly icon: IconName; readonly roles: readonly Role[] };

export type RoomName = keyof Words['admin']['rooms'];

const ADMINISTRATOR = ['system_admin'] as const;
/** The same roles as `handles_personal_data` in db/policies/3-personal-data.sql. */
const DATA_PROTECTION = ['coordinator', 'secretary', 'system_admin'] as const;

/**
 * The rooms of the administration and who may enter each. The menu, the overview and the guard are made from it.
 * To add one: a line here, its name and one sentence in `text/id/admin.ts` and `text/en/admin.ts`, its page under
 * `href`, and `enter(locals, '<room>')` at the start of every load and action there (a test asks).
 */
// biome-ignore format: a table is read across.
export const ROOMS = {
	people: { href: '/kelola/orang', icon: 'people', roles: ADMINISTRATOR },
	units: { href: '/kelola/unit', icon: 'office', roles: ADMINISTRATOR },
	calendar: { href: '/kelola/kalender', icon: 'calendar', roles: ADMINISTRATOR },
	terms: { href: '/kelola/tenggat', icon: 'scales', roles: ADMINISTRATOR },
	categories: { href: '/kelola/kategori', icon: 'filter', roles: ADMINISTRATOR },
	replies: { href: '/kelola/balasan', icon: 'message', roles: ['system_admin', 'coordinator'] },
	announcements: { href: '/kelola/pengumuman', icon: 'bell', roles: ADMINISTRATOR },
	settings: { href: '/kelola/pengaturan', icon: 'office', roles: ADMINISTRATOR },
	health: { href: '/kelola/kesehatan', icon: 'check', roles: ADMINISTRATOR },
	keys: { href: '/kelola/kunci', icon: 'key', roles: ADMINISTRATOR },
	bodies: { href: '/kelola/lembaga', icon: 'scales', roles: ADMINISTRATOR },
	personalData: { href: '/kelola/data-pribadi', icon: 'lock', roles: DATA_PROTECTION },
	incidents: { href: '/kelola/insiden', icon: 'shield', roles: DATA_PROTECTION },
	log: { href: '/kelola/catatan', icon: 'paper', roles: ADMINISTRATOR },
} as const satisfies { [name in RoomName]: Room };

/** The rooms somebody of `role` may enter, in the order of the menu. */
export function roomsOf(role: Role): readonly RoomName[] {
	return (Object.keys(ROOMS) as RoomName[]).filter((name) => mayEnter(role, name));
}

export function mayEnter(role: Role, name: RoomName): boolean {
	return (ROOMS[name] as Room).roles.includes(role);
}

type Somebody = Pick<StaffSession, 'agencyId' | 'operates' | 'role'>;

/** Whether any room of the government `agencyId` is open to them. */
export function entersAny(staff: Somebody, agencyId: AgencyId): boolean {
	return roomsOf(staff.role).length > 0 && isAdministratorAt(staff, agencyId);
}
