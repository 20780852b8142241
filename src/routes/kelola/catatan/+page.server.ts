import { differences } from '#server/access/change-diff.ts';
import { logPage } from '#server/access/change-log-queries.ts';
import { seenBy } from '#server/platform/db.ts';
import { enter } from '../enter.ts';
import type { PageServerLoad } from './$types.js';
import { logAddress, logAsked, logFilter, placeIn } from './log-filter.ts';

const HERE = '/kelola/catatan';
const PAGE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { viewer } = enter(locals, 'log');
	const { directory, services } = locals;
	const asked = logAsked(url.searchParams);
	const filter = logFilter(asked, directory.calendar);
	const after = placeIn(url.searchParams);
	const rows = await seenBy(viewer, services.db, (tx) =>
		logPage(tx, directory.agency.id, filter, { after, most: PAGE + 1 }),
	);
	const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
	return {
		asked,
		entries: rows.slice(0, PAGE).map(({ before, after: then, ...entry }) => ({
			...entry,
			differs: differences(before, then),
			sameSubject: logAddress({ ...logAsked(new URLSearchParams()), subject: entry.subject ?? '' }, HERE),
		})),
		later: last ? logAddress(asked, HERE, last) : null,
		first: after ? logAddress(asked, HERE) : null,
		download: logAddress(asked, `${HERE}/unduh`),
	};
};
