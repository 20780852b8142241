import { noteChange } from '../access/change-log-commands.ts';
import type { Actor } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { type LocalDate, localDate, startOf } from '../deadline/calendar.ts';
import { type Database, seenBy } from '../platform/db.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { byOf, type NumberRefusal, takenBy } from '../report/sp4n-commands.ts';
import { cleanNumber } from '../report/sp4n-number.ts';
import type { Submission } from '../report/submission.ts';
import { type Acknowledged, submit, type Vault } from '../report/submit-commands.ts';
import type { Bridged } from './columns.ts';
import { exportPage, type Wanted } from './queries.ts';

type At = { readonly actor: Actor; readonly directory: Directory; readonly at: Date };

/** A file is for people to work with: more than this is taken in parts of the period. */
export const MOST_EXPORTED = 5000;
const PAGE = 250;

/** The reports of an export, page by page, each page under the policies of who asks; that it was taken is noted first. */
export async function* exported(
	db: Database,
	wanted: Wanted,
	{ actor, at, format }: Pick<At, 'actor' | 'at'> & { readonly format: string },
): AsyncGenerator<readonly Bridged[], void> {
	await seenBy(actor, db, (tx) =>
		noteChange(tx, {
			action: 'sp4n_exported',
			subject: 'sp4n',
			before: null,
			after: {
				from: wanted.from.toISOString(),
				until: wanted.until.toISOString(),
				direction: wanted.direction,
				format,
			},
			by: byOf(actor),
			at,
		}),
	);
	let after: Bridged | null = null;
	for (let left = MOST_EXPORTED; left > 0; ) {
		const most = Math.min(PAGE, left);
		const cursor: Bridged | null = after;
		const page: readonly Bridged[] = await seenBy(actor, db, (tx) =>
			exportPage(tx, wanted, { after: cursor, most }),
		);
		if (page.length > 0) yield page;
		if (page.length < most) return;
		left -= page.length;
		after = page.at(-1) ?? null;
	}
}

export type IntakeRefusal =
	| Exclude<NumberRefusal, { readonly code: 'report_not_found' }>
	| { readonly code: 'day_wrong' };

/** A report that was sent to the national system: it is received on the day it was received there, and its clocks run from then. */
export async function takeInFromSp4n(
	vault: Vault,
	{
		submission,
		typed,
		receivedOn,
	}: { submission: Submission; typed: string; receivedOn: LocalDate | undefined },
	{ actor, directory, at }: At,
): Promise<Result<Acknowledged, IntakeRefusal>> {
	const sp4nId = cleanNumber(typed);
	if (!sp4nId) return refuse({ code: 'number_shape' });
	const today = localDate(at, directory.calendar);
	if (!receivedOn || receivedOn > today) return refuse({ code: 'day_wrong' });
	const taken = await seenBy(actor, vault.db, (tx) => takenBy(tx, sp4nId, { actor, directory }));
	if (taken) return refuse({ code: 'number_taken', by: taken.code });
	const sent = await submit(vault, {
		directory,
		submission: { ...submission, channel: 'sp4n', sp4nId },
		at: receivedOn === today ? at : startOf(receivedOn, directory.calendar),
		// One number, one report, however often and by whomever its form is sent.
		key: `sp4n ${sp4nId}`,
		draftHash: null,
		takenInBy: actor.personId,
	});
	return ok(sent);
}
