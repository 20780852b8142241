import { seenBy } from '#server/platform/db.ts';
import { type BreachRow, findBreach } from '#server/privacy/breach-queries.ts';
import { notThere } from '../../../petugas/signed-in.ts';
import type { Administrator } from '../../enter.ts';

/** The number in an address; what can be none is answered like one that does not exist. */
export function seqIn(locals: App.Locals, text: string): number {
	return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : notThere(locals);
}

export async function incidentOf(
	locals: App.Locals,
	{ viewer, by }: Administrator,
	text: string,
): Promise<BreachRow> {
	const place = { agencyId: by.agencyId, seq: seqIn(locals, text) };
	const found = await seenBy(viewer, locals.services.db, (tx) => findBreach(tx, place));
	return found ?? notThere(locals);
}
