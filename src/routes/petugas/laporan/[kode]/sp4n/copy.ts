import { can } from '#server/access/policy.ts';
import { ASKED, type Bridged, cellsOf } from '#server/bridge/columns.ts';
import { seenBy } from '#server/platform/db.ts';
import { findCase } from '#server/report/case-open-commands.ts';
import { words } from '#text/words.ts';
import { codeIn, looking, notThere, signedIn } from '../../../signed-in.ts';

/** What the national system's form asks of this report, as far as whoever assesses it reads it; for others nothing is here. */
export async function copyOf(locals: App.Locals, kode: string) {
	const { actor } = signedIn(locals);
	const { services, directory } = locals;
	const look = looking(locals, codeIn(locals, kode));
	const found = await seenBy(actor, services.db, (tx) => findCase(tx, look));
	const original = found?.words.original;
	if (!original || !can(actor, 'verify', found.report)) notThere(locals);
	const { report } = found;
	const bridged: Bridged = {
		...report,
		...original,
		cursor: '',
		forwardedAt: null,
		answeredAt: null,
		answer: null,
	};
	const { sp4n } = words('id');
	const cells = cellsOf(bridged, ASKED, { directory, names: sp4n.names });
	return {
		code: report.code,
		sp4nId: report.sp4nId,
		isSecret: report.confidentiality !== 'open',
		columns: ASKED.map((column) => sp4n.columns[column]),
		cells,
	};
}
