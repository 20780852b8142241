import { ROLES } from '#server/access/roles.ts';
import { announcedAt } from '#server/agency/announcement.ts';
import type { Directory } from '#server/agency/directory.ts';
import type { Zone } from '#server/deadline/calendar.ts';
import type { LayoutServerLoad } from './$types.js';
import { entersAny } from './kelola/rooms.ts';

/** Pages people print: a report, and an officer's case. */
const PRINTED = /^\/(l|petugas\/laporan)\//;

/** Kept on a shared computer for the time without a network: it names nobody. */
const KEPT_AT_DESK = '/petugas/loket/luring';

/** The lines above what is printed, and the arms beside them; null where a government has none. */
function letterheadOf({ agency }: Directory) {
	const lines = agency.settings.letterhead ?? [];
	return lines.length > 0 ? { lines, logo: agency.logo } : null;
}

/** What the frame around every page shows. */
export const load: LayoutServerLoad = ({ locals, url, route }) => ({
	frame: {
		lang: locals.lang,
		government: locals.directory.agency.shortName,
		demo: locals.directory.agency.demo,
		desk: /^\/(petugas|akun|kelola)/.test(route.id ?? ''),
		person: route.id === KEPT_AT_DESK ? null : (locals.staff?.name ?? null),
		administers: locals.staff !== null && entersAny(locals.staff, locals.directory.agency.id),
		takesIn: locals.staff !== null && 'take_in' in ROLES[locals.staff.role],
		path: url.pathname,
		zone: locals.directory.agency.zone as Zone, // the pack was checked against the table of zones
		prefix: locals.directory.agency.prefix,
		emergencyPhone: locals.directory.agency.settings.contact.emergencyPhone,
		maintenance: announcedAt(locals.directory, 'maintenance', locals.now),
		letterhead: PRINTED.test(route.id ?? '') ? letterheadOf(locals.directory) : null,
	},
});
