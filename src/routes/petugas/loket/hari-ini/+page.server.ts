import { parsePaperNumber } from '#server/desk/paper-number.ts';
import {
	countChannels,
	countWays,
	type IntakeRow,
	listIntakes,
	searchIntakes,
} from '#server/desk/queries.ts';
import { seenBy, type Tx } from '#server/platform/db.ts';
import { cleanLine } from '#server/report/reporter-text.ts';
import { parseCode } from '#server/report/tracking-code.ts';
import { atDesk, dayBefore } from '../at-desk.ts';
import type { PageServerLoad } from './$types.js';

const LONGEST_QUESTION = 60;
const COUNTED_DAYS = 30;

/** What this desk took in today, or what a code or a paper became; and how reports come in. */
export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	const { actor, directory } = atDesk(locals);
	setHeaders({ 'cache-control': 'no-store' });
	const q = cleanLine(url.searchParams.get('q') ?? '').slice(0, LONGEST_QUESTION) || null;
	const since = dayBefore(locals, COUNTED_DAYS);
	return seenBy(actor, locals.services.db, async (tx) => ({
		q,
		lines: (await (q ? found(tx, q, directory.agency.prefix) : listIntakes(tx, dayBefore(locals, 0)))).map(
			lineOf,
		),
		ways: await countWays(tx, since),
		channels: await countChannels(tx, since),
	}));
};

function found(tx: Tx, q: string, prefix: string): Promise<IntakeRow[]> {
	const code = parseCode(q);
	const paperNo = parsePaperNumber(q, prefix)?.number ?? null;
	return searchIntakes(tx, { code: code.ok ? code.value : null, paperNo });
}

/** What may leave the server: no ids, no hashes. */
function lineOf({ code, way, paperNo, initials, at, receivedAt, slipShownAt }: IntakeRow) {
	return { code, way, paperNo, initials, at, receivedAt, isShown: slipShownAt !== null };
}
