import { redirect } from '@sveltejs/kit';
import type { Actor } from '#server/access/policy.ts';
import { ROLES, type Role } from '#server/access/roles.ts';
import type { Directory } from '#server/agency/directory.ts';
import { addWorkingDays, localDate } from '#server/deadline/calendar.ts';
import { type Ask, askedOnceBy, type Database, seenBy } from '#server/platform/db.ts';
import { findByCode } from '#server/report/queries.ts';
import { queueLine } from '#server/report/queue-line.ts';
import {
	type Counts,
	countsOf,
	pageOf,
	QUEUE_PAGE,
	type QueueRow,
	searchQueue,
} from '#server/report/queue-queries.ts';
import { queueView, type ViewName, viewNamed, viewsOf, weekStart } from '#server/report/queue-views.ts';
import { MOST_COUNTED } from '#server/report/queue-walk-queries.ts';
import { cleanLine } from '#server/report/reporter-text.ts';
import { codeOfNumber } from '#server/report/sp4n-commands.ts';
import { parseCode } from '#server/report/tracking-code.ts';
import type { PageServerLoad } from './$types.js';
import { caseAddress, countIn, cursorIn, queueAddress } from './queue-address.ts';
import { signedIn } from './signed-in.ts';
import { mayBridge } from './sp4n/desk.ts';

const LONGEST_QUESTION = 200;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor } = signedIn(locals);
	const { directory, now, services } = locals;
	const q = questionIn(url.searchParams);
	const moment = { now, weekStart: weekStart(now, directory.calendar) };
	const ground = { actor, directory };
	const views = viewsOf(actor.role).map((name) => queueView(name, ground));
	const name = viewNamed(url.searchParams.get('tampilan'), actor.role);
	const view = views.find((one) => one.name === name);
	if (!view) return { view: null };

	const after = cursorIn(url.searchParams);
	const [counts, rows] = await Promise.all([
		countedFor(services, ground, (ask) => countsOf(ask, views, moment)),
		q ? search(services.db, ground, q) : pageOf(askedOnceBy(actor, services.db), view, { moment, after }),
	]);
	const start = countIn(url.searchParams, 'mulai');
	const of = counts[view.name] ?? 0;
	const placeOf = (index: number) => ({ view: view.name, nth: start + index + 1, of });
	return {
		q,
		done: url.searchParams.get('selesai') === 'langkah',
		view: view.name,
		order: view.order,
		views: views.map(({ name }) => ({ name, count: counts[name] ?? 0, href: startOfQueue(name) })),
		mostCounted: MOST_COUNTED,
		...rightsOf(actor.role),
		now: now.toISOString(),
		nextWorkingDay: addWorkingDays(localDate(now, directory.calendar), 1, directory.calendar),
		lines: rows.slice(0, q ? rows.length : QUEUE_PAGE).map((row, index) => ({
			...queueLine(row, { directory, now, actor }),
			href: caseAddress(row.code, q ? undefined : placeOf(index)),
		})),
		later: q ? null : laterPage(rows, view.name, start),
		first: after ? startOfQueue(view.name) : null,
	};
};

function questionIn(params: URLSearchParams): string | null {
	return cleanLine(params.get('q') ?? '').slice(0, LONGEST_QUESTION) || null;
}

/** What the workbench offers besides the queue. */
function rightsOf(role: Role) {
	return { mayMoveMany: 'verify' in ROLES[role], mayBridge: mayBridge(role) };
}

function startOfQueue(view: ViewName): string {
	return queueAddress({ view, after: null, start: 0 });
}

type Ground = { readonly actor: Actor; readonly directory: Directory };

/** How many stand in each list is believed for a moment: counting them costs more than showing one. */
function countedFor(
	{ db, counts }: App.Locals['services'],
	{ actor, directory }: Ground,
	count: (ask: Ask) => Promise<Counts>,
): Promise<Counts> {
	const key = JSON.stringify([directory.agency.id, actor]);
	return counts.ask(key, () => count(askedOnceBy(actor, db)));
}

/** A whole code, or a number of the national system, opens its report; words are searched for. A code one may not see is answered like one nobody has. */
function search(db: Database, { actor, directory }: Ground, q: string): Promise<QueueRow[]> {
	return seenBy(actor, db, async (tx) => {
		const numbered = await codeOfNumber(tx, directory.agency.id, q);
		if (numbered) redirect(303, caseAddress(numbered));
		const code = parseCode(q);
		if (!code.ok) return searchQueue(tx, q, actor.role);
		if (await findByCode(tx, directory.agency.id, code.value)) redirect(303, caseAddress(code.value));
		return [];
	});
}

function laterPage(rows: readonly QueueRow[], view: ViewName, start: number): string | null {
	const last = rows[QUEUE_PAGE - 1];
	if (rows.length <= QUEUE_PAGE || !last) return null;
	return queueAddress({ view, after: { place: last.place, id: last.id }, start: start + QUEUE_PAGE });
}
