import { ROLES } from '#server/access/roles.ts';
import { addCalendarDays, localDate, startOf } from '#server/deadline/calendar.ts';
import { listOpenings, type Opening } from '#server/desk/box-queries.ts';
import type { AtDesk } from '#server/desk/commands.ts';
import { notThere, signedIn } from '../signed-in.ts';

/** Days back from which a box may still have been opened, and its papers be typed. */
export const OPENING_DAYS = 31;

/** Who takes in here; for everybody else there is no desk. Staff of other governments have none either. */
export function atDesk(locals: App.Locals): AtDesk {
	const { actor, unitId, personId } = signedIn(locals);
	const { directory, now } = locals;
	const isTheirs = actor.agencyId === directory.agency.id;
	if (!('take_in' in ROLES[actor.role]) || !unitId || !isTheirs) notThere(locals);
	return { actor: { ...actor, personId }, unitId, directory, at: now };
}

/** The start of the day `days` before this one, in the office's zone. */
export function dayBefore({ directory: { calendar }, now }: App.Locals, days: number): Date {
	return startOf(addCalendarDays(localDate(now, calendar), -days), calendar);
}

/** Openings whose papers may be typed now, newest first. */
export function openingsNow(tx: Parameters<typeof listOpenings>[0], locals: App.Locals): Promise<Opening[]> {
	return listOpenings(tx, dayBefore(locals, OPENING_DAYS));
}
