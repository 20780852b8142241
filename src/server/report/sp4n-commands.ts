import { noteChange } from '../access/change-log-commands.ts';
import { type Actor, type AgencyId, can, type PersonId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { asSystem, type Tx } from '../platform/db.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { refreshPublication } from './publication-queries.ts';
import { findByCode, findForStep } from './queries.ts';
import { cleanNumber } from './sp4n-number.ts';
import { lockNumber, reportOfNumber, saveNumber } from './sp4n-queries.ts';

type At = { readonly actor: Actor; readonly directory: Directory; readonly at: Date };

export type NumberRefusal =
	| { readonly code: 'report_not_found' }
	| { readonly code: 'number_shape' }
	/** Another report carries it; its code where the viewer may know of it. */
	| { readonly code: 'number_taken'; readonly by: string | null };

/** Records the national number of a report; noted with what stood before, and shown to the public where the report is. */
export async function recordNumber(
	tx: Tx,
	{ code, typed }: { readonly code: string; readonly typed: string },
	{ actor, directory, at }: At,
): Promise<Result<string, NumberRefusal>> {
	const found = await findByCode(tx, directory.agency.id, code);
	const report = found && (await findForStep(tx, found.id));
	if (!report || !can(actor, 'verify', report)) return refuse({ code: 'report_not_found' });
	const sp4nId = cleanNumber(typed);
	if (!sp4nId) return refuse({ code: 'number_shape' });
	const taken = await takenBy(tx, sp4nId, { actor, directory });
	if (taken && taken.id !== report.id) return refuse({ code: 'number_taken', by: taken.code });
	if (taken) return ok(sp4nId);

	await saveNumber(tx, report.id, sp4nId);
	await asSystem(tx, actor.role, () =>
		refreshPublication(tx, { ...report, sp4nId }, { directory, at, copy: null }),
	);
	await noteChange(tx, {
		action: 'sp4n_number_recorded',
		subject: `report ${code}`,
		before: { sp4nId: report.sp4nId },
		after: { sp4nId },
		by: byOf(actor),
		at,
	});
	return ok(sp4nId);
}

/** The report that carries the number, with its code where the viewer may know of it; kept from changing meanwhile. */
export async function takenBy(tx: Tx, sp4nId: string, { actor, directory }: Pick<At, 'actor' | 'directory'>) {
	const { id } = directory.agency;
	await lockNumber(tx, id, sp4nId);
	const taken = await asSystem(tx, actor.role, () => reportOfNumber(tx, id, sp4nId));
	const seen = await reportOfNumber(tx, id, sp4nId);
	return taken && { id: taken.id, code: seen?.code ?? null };
}

/** Who a change is noted for; only staff come here. */
export function byOf({ agencyId, personId, role }: Actor) {
	return { agencyId, personId: personId as PersonId, role };
}

/** The code of the report that carries a national number, as far as the viewer sees it. */
export async function codeOfNumber(tx: Tx, agencyId: AgencyId, typed: string): Promise<string | undefined> {
	const sp4nId = cleanNumber(typed);
	return sp4nId ? (await reportOfNumber(tx, agencyId, sp4nId))?.code : undefined;
}
