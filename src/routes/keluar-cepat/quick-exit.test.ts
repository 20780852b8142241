import { describe, expect, it } from 'vitest';
import { GET } from './+server.ts';

type Event = Parameters<typeof GET>[0];

/** What the browser is told to drop, and where it is sent. */
async function leave(secFetchSite: string | null, waits = false) {
	const dropped: string[] = [];
	const url = new URL('http://tuntas.example/keluar-cepat');
	const event = {
		url,
		request: new Request(url, { headers: secFetchSite === null ? {} : { 'sec-fetch-site': secFetchSite } }),
		locals: { lang: 'id', now: new Date(), directory: { agency: { settings: { draftHours: 24 } } } },
		cookies: {
			get: (name: string) => (waits && name === 'tuntas_antre' ? '1' : undefined),
			getAll: () =>
				['tuntas_tanda', 'tuntas_hp', 'tuntas_bahasa', 'tuntas_antre', 'lain'].map((name) => ({
					name,
					value: 'x',
				})),
			delete: (name: string) => dropped.push(name),
		},
	};
	const answer = await GET(event as unknown as Event);
	return { dropped, answer };
}

describe('a quick exit', () => {
	it.each(['same-origin', 'none', null])(
		'forgets all but the language and leads elsewhere (%s)',
		async (site) => {
			const { dropped, answer } = await leave(site);

			expect(dropped).toEqual(['tuntas_tanda', 'tuntas_hp']);
			expect(answer.headers.get('clear-site-data')).toContain('storage');
			expect(answer.status).toBe(303);
			expect(new URL(answer.headers.get('location') ?? '').hostname).not.toContain('tuntas');
		},
	);

	it('forgets nothing because another site links to it', async () => {
		const { dropped, answer } = await leave('cross-site');

		expect(dropped).toEqual([]);
		expect(answer.headers.get('clear-site-data')).toBeNull();
	});

	it('spares the entries of a desk that wait on this computer, and nothing else', async () => {
		const { dropped, answer } = await leave('same-origin', true);

		expect(dropped).toEqual(['tuntas_tanda', 'tuntas_hp']);
		expect(answer.headers.get('clear-site-data')).toBe('"cache"');
		expect(await answer.text()).toMatch(/http-equiv="refresh".*leave\.js/);
	});
});
