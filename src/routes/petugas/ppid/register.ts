import { localDate } from '#server/deadline/calendar.ts';
import { seenBy } from '#server/platform/db.ts';
import { PPID_REASONS, type PpidReason } from '#server/report/ppid.ts';
import { type PpidEntry, ppidRegister } from '#server/report/ppid-queries.ts';
import { type PpidRegisterCell, registerDays } from '#server/report/ppid-register.ts';
import type { Words } from '#text/words.ts';
import { signedIn } from '../signed-in.ts';

export type RegisterLine = Readonly<Record<PpidRegisterCell, string | number | null>>;

/** The year the address asks for; this one where it asks for none that can be. */
export function yearIn({ now, directory }: App.Locals, search: URLSearchParams): number {
	const asked = search.get('tahun') ?? '';
	return /^20\d\d$/.test(asked) ? Number(asked) : Number(localDate(now, directory.calendar).slice(0, 4));
}

/** The register of a year as its reader may read it. */
export function registerOf(locals: App.Locals, year: number): Promise<readonly PpidEntry[]> {
	const { actor } = signedIn(locals);
	const { services, directory } = locals;
	return seenBy(actor, services.db, (tx) => ppidRegister(tx, directory.agency.id, year));
}

/** One request in words; its days as machines write them. */
export function lineOf(entry: PpidEntry, { directory }: App.Locals, w: Words): RegisterLine {
	const { ppid } = w;
	return {
		...registerDays(entry, directory.calendar),
		number: entry.number,
		code: entry.code,
		applicant: ppid.applicant[entry.applicant],
		asked: entry.asked,
		purpose: entry.purpose,
		delivery: ppid.delivery[entry.delivery],
		outcome: entry.outcome && ppid.outcome[entry.outcome],
		reason: entry.reason && ppid.reason[entry.reason],
		basis: basisOf(entry.reviewReason ?? entry.reason, ppid),
		cost: entry.cost,
		reviewOutcome: entry.reviewOutcome && ppid.outcome[entry.reviewOutcome],
		reviewReason: entry.reviewReason && ppid.reason[entry.reviewReason],
	};
}

function basisOf(reason: PpidReason | null, ppid: Words['ppid']): string | null {
	if (!reason) return null;
	const { source, letter } = PPID_REASONS[reason];
	return ppid.basis(source, letter);
}
