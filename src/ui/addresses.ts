import type { Words } from '#text/words.ts';
import type { Frame } from '../app.d.ts';

/** Where the frame's links lead. Addresses are words for people, so they are Indonesian in every language. */
export const ADDRESSES = {
	home: '/',
	report: '/lapor',
	reports: '/laporan',
	scorecards: '/rapor',
	signIn: '/masuk',
	desk: '/petugas',
	counter: '/petugas/loket',
	admin: '/kelola',
	account: '/akun',
	track: '/lacak',
	how: '/cara-kerja',
	privacy: '/privasi',
	accessibility: '/aksesibilitas',
	openData: '/data-terbuka',
	/** Forgets what this browser holds and leads to a page that says nothing about the one before. */
	quickExit: '/keluar-cepat',
} as const;

export type NavItem = { readonly href: string; readonly name: string; readonly current: boolean };

/** The three to five links of the header, with the one the reader stands on marked. */
export function navOf(
	{
		desk,
		person,
		path,
		administers,
		takesIn,
	}: Pick<Frame, 'desk' | 'person' | 'path' | 'administers' | 'takesIn'>,
	frame: Words['frame'],
) {
	const links: readonly (readonly [string, string])[] = desk
		? [
				[ADDRESSES.desk, frame.navDesk],
				...(takesIn ? [[ADDRESSES.counter, frame.navCounter] as const] : []),
				[ADDRESSES.reports, frame.navReports],
				[ADDRESSES.scorecards, frame.navScorecards],
				...(administers ? [[ADDRESSES.admin, frame.navAdmin] as const] : []),
				[ADDRESSES.account, person ?? frame.navAccount],
			]
		: [
				[ADDRESSES.home, frame.navHome],
				[ADDRESSES.report, frame.navReport],
				[ADDRESSES.reports, frame.navReports],
				[ADDRESSES.scorecards, frame.navScorecards],
				person ? [ADDRESSES.desk, frame.navDesk] : [ADDRESSES.signIn, frame.navSignIn],
			];
	return links.map(([href, name]): NavItem => ({ href, name, current: isUnder(href, path) }));
}

/** A page belongs to the link whose address begins its own; a report's page belongs to the list. */
function isUnder(href: string, path: string): boolean {
	if (href === ADDRESSES.home) return path === href;
	if (href === ADDRESSES.desk && isUnder(ADDRESSES.counter, path)) return false;
	if (href === ADDRESSES.reports && path.startsWith('/l/')) return true;
	return path === href || path.startsWith(`${href}/`);
}

/** The same page in the other language; remembered by a cookie. */
export function languageHref(code: string, path: string): string {
	return `/bahasa?ke=${code}&kembali=${encodeURIComponent(path)}`;
}

/** Pages on which somebody may want to be gone at once: what they hold is about the reader. */
export function offersQuickExit(path: string): boolean {
	return /^\/(lapor|l|tanda-terima)(\/|$)/.test(path);
}
