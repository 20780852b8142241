import type { Directory } from '../agency/directory.ts';
import { type LocalDate, localDate } from '../deadline/calendar.ts';
import { parseInstant } from '../import/instant.ts';
import type { Mapping } from '../import/mapping.ts';
import type { SourceRow } from '../import/source-row.ts';
import { cell } from '../import/told-cells.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { cleanNumber } from '../report/sp4n-number.ts';
import { type Stands, THEIR_WORDS } from './stands.ts';

/** What the national system says of one of its reports; nothing of its words is kept. */
export type Entry = {
	readonly sp4nId: string;
	readonly receivedOn: LocalDate;
	readonly stands: Stands;
};

/** Why a row of a list is no entry: by the column it lacks, or cannot mean. */
export type EntryRefusal = 'not_a_row' | 'sp4nId' | 'receivedAt' | 'status';

export function entryIn(
	{ cells }: SourceRow,
	{ mapping, directory }: { readonly mapping: Mapping; readonly directory: Directory },
): Result<Entry, EntryRefusal> {
	if (!cells) return refuse('not_a_row');
	const sp4nId = cleanNumber(cell(cells, 'sp4nId', mapping) || cell(cells, 'sourceId', mapping));
	if (!sp4nId) return refuse('sp4nId');
	const receivedAt = parseInstant(cell(cells, 'receivedAt', mapping), mapping.dates);
	if (!receivedAt) return refuse('receivedAt');
	const word = cell(cells, 'status', mapping);
	if (!Object.hasOwn(THEIR_WORDS, word)) return refuse('status');
	return ok({
		sp4nId,
		receivedOn: localDate(receivedAt, directory.calendar),
		stands: THEIR_WORDS[word as keyof typeof THEIR_WORDS],
	});
}

/** What became of the rows of a list; every one is counted once. */
export type ListBalance = {
	readonly received: number;
	readonly kept: number;
	readonly refused: Readonly<Record<EntryRefusal, number>>;
};

export const NO_ROWS: ListBalance = {
	received: 0,
	kept: 0,
	refused: { not_a_row: 0, sp4nId: 0, receivedAt: 0, status: 0 },
};

export function counted(balance: ListBalance, entry: Result<Entry, EntryRefusal>): ListBalance {
	const received = balance.received + 1;
	if (entry.ok) return { ...balance, received, kept: balance.kept + 1 };
	const why = entry.refusal;
	return { ...balance, received, refused: { ...balance.refused, [why]: balance.refused[why] + 1 } };
}
