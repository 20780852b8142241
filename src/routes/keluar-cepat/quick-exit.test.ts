import { describe, expect, it } from 'vitest';
import { GET } from './+server.ts';

type Event = Parameters<typeof GET>[0];

/** What the browser is told to drop, and where it is sent. */
function leave(secFetchSite: string | null) {
	const dropped: string[] = [];
	const headers: Record<string, string> = {};
	const event = {
		request: new Request('http://tuntas.example/keluar-cepat', {
			headers: secFetchSite === null ? {} : { 'sec-fetch-site': secFetchSite },
		}),
		cookies: {
			getAll: () => ['tuntas_tanda', 'tuntas_bahasa', 'lain'].map((name) => ({ name, value: 'x' })),
			delete: (name: string) => dropped.push(name),
		},
		setHeaders: (more: Record<string, string>) => Object.assign(headers, more),
	};
	let sentTo: { status: number; location: string } | undefined;
	try {
		GET(event as unknown as Event);
	} catch (redirect) {
		sentTo = redirect as typeof sentTo;
	}
	return { dropped, headers, sentTo };
}

describe('a quick exit', () => {
	it.each(['same-origin', 'none', null])('forgets all but the language and leads elsewhere (%s)', (site) => {
		const { dropped, headers, sentTo } = leave(site);

		expect(dropped).toEqual(['tuntas_tanda']);
		expect(headers['clear-site-data']).toContain('storage');
		expect(sentTo?.status).toBe(303);
		expect(new URL(sentTo?.location ?? '').hostname).not.toContain('tuntas');
	});

	it('forgets nothing because another site links to it', () => {
		expect(leave('cross-site')).toMatchObject({ dropped: [], headers: {} });
	});
});
