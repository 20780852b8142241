import { systemFor } from '../access/actor.ts';
import type { AgencyId, ReportId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { localDate } from '../deadline/calendar.ts';
import { type Database, seenBy } from '../platform/db.ts';
import type { KeyRing } from '../platform/keys.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { seal } from '../platform/sealing.ts';
import { type Request, type RequestRefusal, readParts, requestNumber, tooLong } from './request.ts';
import { addDetail, addRequest, countUndecided, openRequestOf, type RequestRow } from './request-queries.ts';
import { ruleRows } from './retention-queries.ts';
import { type Rules, rulesFrom, termEnd } from './rules.ts';

export type RequestVault = { readonly db: Database; readonly ring: KeyRing };
type Ground = { readonly directory: Directory; readonly at: Date };

/** The number a request is spoken of by, and until when it is answered. */
export type Entered = { readonly number: string; readonly dueAt: Date };

/** The rules in force in a government. */
export async function rulesOf({ pool }: Pick<Database, 'pool'>, agencyId: AgencyId): Promise<Rules> {
	return rulesFrom(await ruleRows(pool, agencyId));
}

type OwnAsked = {
	readonly reportId: ReportId;
	readonly parts: readonly string[];
	readonly words: string;
	/** The receipt was typed again just now, and opens this report. */
	readonly receiptAgain: boolean;
};

/** The reporter asks for the end of their own data. One request at a time; the cookie alone is not enough. */
export async function askErasure(
	{ db, ring }: RequestVault,
	{ reportId, parts, words, receiptAgain }: OwnAsked,
	{ directory, at }: Ground,
): Promise<Result<Entered, RequestRefusal>> {
	const wanted = readParts(parts);
	if (wanted.length === 0) return refuse({ code: 'no_parts' });
	const long = tooLong({ words });
	if (long) return refuse(long);
	if (!receiptAgain) return refuse({ code: 'not_own_receipt' });
	const agencyId = directory.agency.id;
	const { erasure_answer: term } = await rulesOf(db, agencyId);
	return seenBy(systemFor(agencyId), db, async (tx) => {
		const before = await openRequestOf(tx, reportId);
		if (before) return refuse({ code: 'asked_already', number: numberOf(before, directory) });
		const dueAt = termEnd(at, term);
		const entry = { agencyId, reportId, parts: wanted, road: 'receipt', state: 'received' } as const;
		const { id, seq } = await addRequest(tx, { ...entry, kind: 'erasure', at, dueAt, source: term.source });
		if (words.trim())
			await addDetail(tx, { id, agencyId, sealed: sealed(ring, id, { words: words.trim() }) });
		return ok({ number: numberOf({ seq, receivedAt: at }, directory), dueAt });
	});
}

/** A copy was handed out from the receipt: asked and answered at once, and both stand in the register. */
export async function noteCopy(
	{ db }: Pick<RequestVault, 'db'>,
	reportId: ReportId,
	{ directory, at }: Ground,
): Promise<void> {
	const agencyId = directory.agency.id;
	const { access_answer: term } = await rulesOf(db, agencyId);
	const entry = { agencyId, reportId, kind: 'access', parts: [], road: 'receipt', state: 'done' } as const;
	await seenBy(systemFor(agencyId), db, (tx) =>
		addRequest(tx, { ...entry, at, dueAt: termEnd(at, term), source: term.source }),
	);
}

/** So many wait at most: whoever floods the form hides nobody's request, and fills no disk. */
const MOST_UNDECIDED = 500;

/** Somebody without a receipt asks; an officer finds out whether and which report is theirs. */
export async function askByForm(
	{ db, ring }: RequestVault,
	{ kind, parts, detail }: Request,
	{ directory, at }: Ground,
): Promise<Result<Entered, RequestRefusal>> {
	const agencyId = directory.agency.id;
	const rules = await rulesOf(db, agencyId);
	const term = kind === 'access' ? rules.access_answer : rules.erasure_answer;
	return seenBy(systemFor(agencyId), db, async (tx) => {
		if ((await countUndecided(tx, agencyId)) >= MOST_UNDECIDED) return refuse({ code: 'busy' });
		const dueAt = termEnd(at, term);
		const entry = { agencyId, reportId: null, kind, parts, road: 'form', state: 'received' } as const;
		const { id, seq } = await addRequest(tx, { ...entry, at, dueAt, source: term.source });
		await addDetail(tx, { id, agencyId, sealed: sealed(ring, id, detail) });
		return ok({ number: numberOf({ seq, receivedAt: at }, directory), dueAt });
	});
}

function numberOf(
	{ seq, receivedAt }: Pick<RequestRow, 'seq' | 'receivedAt'>,
	{ calendar }: Pick<Directory, 'calendar'>,
): string {
	return requestNumber(Number(localDate(receivedAt, calendar).slice(0, 4)), seq);
}

function sealed(ring: KeyRing, id: string, detail: Partial<Request['detail']>): Buffer {
	return seal(ring, 'identity', JSON.stringify(detail), placeOf(id));
}

/** Where what was written with a request belongs; it opens only there. */
export function placeOf(id: string): string {
	return `data_request ${id}`;
}
