import type { Directory } from '#server/agency/directory.ts';
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
import { atDesk, sinceAtDesk } from '../at-desk.ts';
import type { PageServerLoad } from './$types.js';

const LONGEST_QUESTION = 60;
const COUNTED_DAYS = 30;

/** What this desk took in today, or what a code or a paper became; and how reports come in. */
export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	const { actor, directory } = atDesk(locals);
	setHeaders({ 'cache-control': 'no-store' });
	const q = cleanLine(url.searchParams.get('q') ?? '').slice(0, LONGEST_QUESTION) || null;
	const counted = sinceAtDesk(locals, COUNTED_DAYS);
	return seenBy(actor, locals.services.db, async (tx) => ({
		q,
		lines: (await (q ? found(tx, q, directory) : listIntakes(tx, sinceAtDesk(locals, 0)))).map(lineOf),
		ways: await countWays(tx, counted),
		channels: await countChannels(tx, counted.since),
	}));
};

async function found(tx: Tx, q: string, { agency }: Directory): Promise<IntakeRow[]> {
	const [code, paper] = [parseCode(q), parsePaperNumber(q, agency.prefix)];
	if (code.ok) return searchIntakes(tx, { agencyId: agency.id, code: code.value });
	return paper ? searchIntakes(tx, { agencyId: agency.id, paperNo: paper.number }) : [];
}

/** What may leave the server: no ids, no hashes. */
function lineOf({ code, way, paperNo, initials, at, receivedAt, slipShownAt }: IntakeRow) {
	return { code, way, paperNo, initials, at, receivedAt, isShown: slipShownAt !== null };
}
