import { describe, expect, it } from 'vitest';
import { words } from '#text/words.ts';
import { languageHref, navOf, offersQuickExit } from './addresses.ts';

const { frame } = words('id');
const visitor = { desk: false, person: null, administers: false, takesIn: false };

describe('the navigation', () => {
	it('marks the page the reader stands on', () => {
		expect(navOf({ ...visitor, path: '/' }, frame).map(({ current }) => current)).toEqual([
			true,
			false,
			false,
			false,
			false,
		]);
		expect(navOf({ ...visitor, path: '/lapor/2' }, frame).find(({ current }) => current)?.href).toBe(
			'/lapor',
		);
	});

	it('does not take the form for the list, though one address begins the other', () => {
		expect(navOf({ ...visitor, path: '/laporan' }, frame).find(({ current }) => current)?.href).toBe(
			'/laporan',
		);
	});

	it('counts the page of a report to the list', () => {
		expect(navOf({ ...visitor, path: '/l/MSR-26-4F7K9' }, frame).find(({ current }) => current)?.href).toBe(
			'/laporan',
		);
	});

	it('offers staff their desk instead of signing in', () => {
		expect(navOf({ ...visitor, person: 'Budi', path: '/' }, frame).at(-1)?.href).toBe('/petugas');
		expect(navOf({ ...visitor, desk: true, person: 'Budi', path: '/petugas' }, frame).at(-1)?.name).toBe(
			'Budi',
		);
	});
});

describe('the way to the administration', () => {
	const desk = { ...visitor, desk: true, person: 'Reza', path: '/kelola/unit' };

	it('stands there for those who may enter, and for nobody else', () => {
		const link = (administers: boolean) =>
			navOf({ ...desk, administers }, frame).find(({ href }) => href === '/kelola');
		expect(link(true)?.current).toBe(true);
		expect(link(false)).toBeUndefined();
	});
});

describe('the way to the front desk', () => {
	it('stands there for those who take in; the counter is not the workbench', () => {
		const links = navOf({ ...visitor, desk: true, takesIn: true, path: '/petugas/loket/kotak' }, frame);
		expect(links.filter(({ current }) => current).map(({ href }) => href)).toEqual(['/petugas/loket']);
	});
});

describe('other links of the frame', () => {
	it('lead back to the same page in the other language', () => {
		expect(languageHref('en', '/laporan?q=a b')).toBe('/bahasa?ke=en&kembali=%2Flaporan%3Fq%3Da%20b');
	});

	it('offer a quick exit where the page is about the reader', () => {
		expect(['/lapor/3', '/l/MSR-26-4F7K9', '/tanda-terima'].every(offersQuickExit)).toBe(true);
		expect(['/', '/laporan', '/petugas'].some(offersQuickExit)).toBe(false);
	});
});
