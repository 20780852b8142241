import type { LayoutServerLoad } from './$types.js';

/** What the frame around every page shows. */
export const load: LayoutServerLoad = ({ locals, url, route }) => ({
	frame: {
		lang: locals.lang,
		government: locals.directory.agency.shortName,
		demo: locals.directory.agency.demo,
		desk: /^\/(petugas|akun)/.test(route.id ?? ''),
		person: locals.staff?.name ?? null,
		path: url.pathname,
	},
});
