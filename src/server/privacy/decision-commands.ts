import { noteChange } from '../access/change-log-commands.ts';
import type { AgencyId, PersonId, ReportId } from '../access/policy.ts';
import type { Role } from '../access/roles.ts';
import { asSystem, type Tx } from '../platform/db.ts';
import { enqueue } from '../platform/jobs.ts';
import type { KeyRing } from '../platform/keys.ts';
import { type Result, refuse } from '../platform/result.ts';
import { openOrNull } from '../platform/sealing.ts';
import {
	type Answer,
	type DecideRefusal,
	decideRequest,
	type Request,
	type RequestState,
	readParts,
} from './request.ts';
import { placeOf } from './request-commands.ts';
import {
	type RequestRow,
	reportOfCode,
	requestForDecision,
	saveDecision,
	takeDetail,
} from './request-queries.ts';

/** What somebody wrote with a request; parts that were not asked for are missing. */
export type Detail = Partial<Request['detail']>;

export type Officer = { readonly agencyId: AgencyId; readonly personId: PersonId; readonly role: Role };

/** A request as its page shows it; what was written with it is read by those who may, each time an entry. */
export async function readRequestPage(
	tx: Tx,
	{
		ring,
		by,
		seq,
		at,
	}: { readonly ring: KeyRing; readonly by: Officer; readonly seq: number; readonly at: Date },
): Promise<{ readonly request: RequestRow; readonly detail: Detail | null } | undefined> {
	const request = await requestForDecision(tx, { agencyId: by.agencyId, seq });
	if (!request) return undefined;
	const taken = await takeDetail(tx, { id: request.id, by, at });
	const text = taken && openOrNull(ring, 'identity', taken, placeOf(request.id));
	return { request, detail: text ? (JSON.parse(text.toString()) as Detail) : null }; // sealed by us
}

export type Deciding = Omit<Answer, 'reportId' | 'parts'> & {
	readonly seq: number;
	readonly parts: readonly string[];
	/** A tracking code without a typing mistake, or nothing. */
	readonly code: string | null;
	readonly by: Officer;
	readonly at: Date;
};

/** An officer grants or refuses; what was granted is done by the job that comes with the commit. */
export async function decide(
	tx: Tx,
	{ seq, by, at, code, parts, ...answer }: Deciding,
): Promise<Result<RequestState, DecideRefusal | { readonly code: 'request_gone' }>> {
	const request = await requestForDecision(tx, { agencyId: by.agencyId, seq });
	if (!request) return refuse({ code: 'request_gone' });
	// A code nobody has is granted like any other: the job finds nothing to erase, and whoever decided learns nothing.
	const reportId = request.reportId ?? (await reportOf(tx, by, code));
	const wanted = request.kind === 'erasure' ? readParts(parts) : [];
	const decided = decideRequest(request, { ...answer, reportId: reportId ?? code, parts: wanted });
	if (!decided.ok) return decided;
	await save(tx, request, { answer, parts: wanted, reportId, state: decided.value, by, at });
	if (decided.value === 'granted') await enqueue(tx, 'personal_data.erase', { agencyId: by.agencyId });
	return decided;
}

type DecidedAnswer = {
	readonly answer: Pick<Answer, 'grant' | 'reasonCode' | 'reason' | 'shownBy'>;
	readonly parts: Answer['parts'];
	readonly reportId: ReportId | null;
	readonly state: RequestState;
	readonly by: Officer;
	readonly at: Date;
};

async function save(tx: Tx, request: RequestRow, decided: DecidedAnswer): Promise<void> {
	const { answer, parts, reportId, state, by, at } = decided;
	const reasonCode = answer.grant ? null : answer.reasonCode;
	await saveDecision(tx, {
		id: request.id,
		state,
		parts: answer.grant ? parts : request.parts,
		reportId,
		reasonCode,
		reason: answer.reason.trim(),
		shownBy: answer.shownBy.trim() || null,
		personId: by.personId,
		at,
	});
	await noteChange(tx, {
		action: 'data_request_decided',
		subject: `data request ${request.seq}`,
		before: { state: request.state },
		after: { state, parts, reason: reasonCode },
		by,
		at,
	});
}

/** Asked as the system: whoever decides learns nothing about which reports there are. */
function reportOf(tx: Tx, { agencyId, role }: Officer, code: string | null): Promise<ReportId | null> {
	return code ? asSystem(tx, role, () => reportOfCode(tx, { agencyId, code })) : Promise.resolve(null);
}
