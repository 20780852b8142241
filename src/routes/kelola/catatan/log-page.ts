import { differences } from '#server/access/change-diff.ts';
import { logPage } from '#server/access/change-log-queries.ts';
import type { AgencyId } from '#server/access/policy.ts';
import { seenBy, type Viewer } from '#server/platform/db.ts';
import { logAddress, logAsked, logFilter, placeIn } from './log-filter.ts';

type Reading = { readonly viewer: Viewer; readonly agencyId: AgencyId; readonly path: string };
export type LogPage = Awaited<ReturnType<typeof readLog>>;

const PAGE = 50;

/** A page of the log of changes, as its address asks for it. */
export async function readLog(
	{ viewer, agencyId, path }: Reading,
	locals: App.Locals,
	params: URLSearchParams,
) {
	const asked = logAsked(params);
	const filter = logFilter(asked, locals.directory.calendar);
	const after = placeIn(params);
	const rows = await seenBy(viewer, locals.services.db, (tx) =>
		logPage(tx, agencyId, filter, { after, most: PAGE + 1 }),
	);
	const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
	return {
		asked,
		entries: rows.slice(0, PAGE).map(({ before, after: then, ...entry }) => ({
			...entry,
			differs: differences(before, then),
			sameSubject: logAddress({ ...logAsked(new URLSearchParams()), subject: entry.subject ?? '' }, path),
		})),
		later: last ? logAddress(asked, path, last) : null,
		first: after ? logAddress(asked, path) : null,
	};
}
