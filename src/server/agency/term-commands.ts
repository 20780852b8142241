import type { Tx } from '#server/platform/db.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { type By, noteChange } from '../access/change-log-commands.ts';
import { addBook, newestVersion } from './term-queries.ts';
import type { NewVersion } from './term-version.ts';

/** Somebody else added a version since this one was written: it was laid over another. */
export type TermRefusal = { readonly code: 'overtaken' };

/** Adds a version of the term book behind `over`, the newest there was; reports keep the one they are pinned to. */
export async function addVersion(
	tx: Tx,
	{ book, over }: { readonly book: NewVersion; readonly over: number },
	{ by, at }: { readonly by: By; readonly at: Date },
): Promise<Result<number, TermRefusal>> {
	if ((await newestVersion(tx, by.agencyId)) !== over) return refuse({ code: 'overtaken' });
	const version = over + 1;
	await addBook(tx, by.agencyId, { version, book });
	await noteChange(tx, {
		action: 'terms_added',
		subject: `term_book ${version}`,
		before: Object.fromEntries(
			book.changes.map(({ place, before }) => [place, `${before.days} ${before.counted}`]),
		),
		after: {
			from: book.validFrom,
			...Object.fromEntries(
				book.changes.map(({ place, after }) => [place, `${after.days} ${after.counted} (${after.source})`]),
			),
		},
		by,
		at,
	});
	return ok(version);
}
