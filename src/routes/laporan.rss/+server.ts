import { rssFeed } from '#server/monitor/feed.ts';
import { newestPublished } from '#server/monitor/queries.ts';
import { words } from '#text/words.ts';
import type { RequestHandler } from './$types.js';

const MOST = 50;

/** The newest published reports as a feed. */
export const GET: RequestHandler = async ({ locals: { directory, services, lang }, url }) => {
	const reports = await newestPublished(services.reader.pool, directory.agency.id, MOST);
	const t = words(lang).list;
	const feed = rssFeed({
		title: t.feedTitle(directory.agency.shortName),
		link: `${url.origin}/laporan`,
		self: url.href,
		description: t.feedDescription,
		lang,
		items: reports.map(({ code, title, body, publishedAt }) => ({
			title: `${code} · ${title}`,
			link: `${url.origin}/l/${code}`,
			text: body,
			at: publishedAt,
		})),
	});
	return new Response(feed, {
		headers: { 'content-type': 'application/rss+xml; charset=utf-8', 'x-tuntas-keep': '*' },
	});
};
