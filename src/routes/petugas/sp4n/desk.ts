import type { Role } from '#server/access/roles.ts';
import type { Staff } from '#server/access/session.ts';
import { addCalendarDays, type LocalDate, localDate, parseLocalDate } from '#server/deadline/calendar.ts';
import { notThere, signedIn } from '../signed-in.ts';

const ROLES: readonly Role[] = ['agency_admin', 'coordinator'];

/** Whether somebody of `role` works at the bridge to the national system. */
export function mayBridge(role: Role): boolean {
	return ROLES.includes(role);
}

/** Those who assess what comes in; everybody else finds nothing here. */
export function atTheBridge(locals: App.Locals): Staff {
	const staff = signedIn(locals);
	return mayBridge(staff.actor.role) ? staff : notThere(locals);
}

export type Asked = { readonly from: LocalDate; readonly until: LocalDate };
const USUAL_DAYS = 30;

/** The period an address asks for; the last month where it asks for none that can be. */
export function periodIn({ now, directory }: App.Locals, search: URLSearchParams): Asked {
	const today = localDate(now, directory.calendar);
	const until = parseLocalDate(search.get('sampai') ?? '') ?? today;
	const from = parseLocalDate(search.get('sejak') ?? '') ?? addCalendarDays(until, -USUAL_DAYS);
	return from <= until ? { from, until } : { from: until, until: from };
}
