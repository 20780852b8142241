import { ROLES } from '#server/access/roles.ts';
import { addCalendarDays, localDate, startOf } from '#server/deadline/calendar.ts';
import { listOpenings, type Opening } from '#server/desk/box-queries.ts';
import { type AtDesk, desksOf } from '#server/desk/commands.ts';
import type { SinceAtDesks } from '#server/desk/queries.ts';
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

/** The desks whose work the viewer sees, since the start of the day `days` before this one in the office's zone. */
export function sinceAtDesk(locals: App.Locals, days: number): SinceAtDesks {
	const { calendar } = locals.directory;
	const since = startOf(addCalendarDays(localDate(locals.now, calendar), -days), calendar);
	return { desks: desksOf(atDesk(locals)), since };
}

/** Openings whose papers may be typed now, newest first. */
export function openingsNow(tx: Parameters<typeof listOpenings>[0], locals: App.Locals): Promise<Opening[]> {
	return listOpenings(tx, sinceAtDesk(locals, OPENING_DAYS));
}
