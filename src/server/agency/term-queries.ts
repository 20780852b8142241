import { sql } from 'kysely';
import type { Tx } from '#server/platform/db.ts';
import type { AgencyId, TermBookId } from '../access/policy.ts';
import type { NewVersion } from './term-version.ts';

/** The number of the newest version; who else adds one waits for this transaction. */
export async function newestVersion(tx: Tx, agencyId: AgencyId): Promise<number> {
	await sql`select pg_advisory_xact_lock(hashtext(${`term_book ${agencyId}`}))`.execute(tx);
	const { rows } = await sql<{ version: number }>`
		select coalesce(max(version), 0) as version from term_book where agency_id = ${agencyId}`.execute(tx);
	return rows[0]?.version ?? 0;
}

/** Adds a whole book: a report pinned to it needs no other. */
export async function addBook(
	tx: Tx,
	agencyId: AgencyId,
	{ version, book }: { readonly version: number; readonly book: NewVersion },
): Promise<void> {
	const made = await sql<{ id: TermBookId }>`
		insert into term_book (agency_id, version, valid_from, rules)
		values (${agencyId}, ${version}, ${book.validFrom}::date, ${JSON.stringify(book.rules)}::jsonb) returning id`.execute(
		tx,
	);
	const terms = Object.entries(book.terms).flatMap(([kind, clocks]) =>
		Object.entries(clocks).map(([clock, term]) => ({ kind, clock, ...term })),
	);
	await sql`
		insert into term (term_book_id, kind, clock, days, counted, source)
		select ${made.rows[0]?.id ?? null}::int, kind, clock, days, counted, source
		from jsonb_to_recordset(${JSON.stringify(terms)}::jsonb) as x(kind text, clock text, days int, counted text, source text)`.execute(
		tx,
	);
}
