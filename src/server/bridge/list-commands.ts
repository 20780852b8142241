import { noteChange } from '../access/change-log-commands.ts';
import type { Actor } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import type { LocalDate } from '../deadline/calendar.ts';
import { readRows } from '../import/adapters/files.ts';
import { NOTHING, type Balance as Taken } from '../import/balance.ts';
import { importRows } from '../import/commands.ts';
import type { Mapping } from '../import/mapping.ts';
import { namesOf } from '../import/names.ts';
import type { SourceRow } from '../import/source-row.ts';
import { type Survey, survey } from '../import/survey.ts';
import { toldRows } from '../import/telling.ts';
import { type Database, seenBy } from '../platform/db.ts';
import { byOf } from '../report/sp4n-commands.ts';
import { unguarded } from './adapters/upload.ts';
import { type Balance, balanceOf } from './balance.ts';
import { counted, type Entry, entryIn, type ListBalance, NO_ROWS } from './list.ts';
import { within } from './mapping.ts';
import {
	addList,
	countUnknownThere,
	latestList,
	MOST_COMPARED,
	ourEntries,
	type Period,
	theirEntries,
} from './queries.ts';
import { standsOf } from './stands.ts';

type Ground = {
	readonly db: Database;
	readonly directory: Directory;
	readonly actor: Actor;
	readonly at: Date;
};
export type ListFile = {
	readonly path: string;
	readonly name: string;
	readonly mapping: Mapping;
	/** `look`: nothing is stored. `keep`: the list is compared with. `take_in`: and what is not here is taken in. */
	readonly what: 'look' | 'keep' | 'take_in';
};

export type ListRead = {
	readonly list: ListBalance;
	/** What taking in would bring, before anything of it is stored. */
	readonly fitting: Pick<Survey, 'received' | 'fitting' | 'refused'>;
	readonly taken: Taken;
};

/** Reads a list of the national system; may be broken off and read again: what is here already is counted and left as it is. */
export async function readList(file: ListFile, ground: Ground): Promise<ListRead> {
	const { db, directory, actor, at } = ground;
	const mapping = within(file.mapping, await headerOf(file));
	const rows = () => unguarded(readRows(file.path, mapping));
	const { list, entries } = await entriesOf(rows(), { mapping, directory });
	const fitting = await survey(toldRows(rows(), { mapping, names: namesOf(directory), at }));
	if (file.what === 'look') return { list, fitting, taken: NOTHING };

	await seenBy(actor, db, async (tx) => {
		await addList(tx, actor, { name: file.name, at, entries });
		await noteChange(tx, {
			action: 'sp4n_list_taken',
			subject: 'sp4n',
			before: null,
			after: { name: file.name, received: list.received, kept: entries.length },
			by: byOf(actor),
			at,
		});
	});
	const taken =
		file.what === 'take_in'
			? await importRows({
					db,
					directory,
					mapping,
					rows: rows(),
					source: file.name,
					publish: false,
					at,
					refused: () => undefined,
					progress: () => undefined,
				})
			: NOTHING;
	return { list, fitting, taken };
}

async function headerOf({ path, mapping }: ListFile): Promise<readonly string[]> {
	for await (const { cells } of readRows(path, { ...mapping, columns: {} }))
		if (cells) return [...cells.keys()];
	return [];
}

/** Of two rows about one report the later one is the latest word. */
async function entriesOf(
	rows: AsyncIterable<SourceRow>,
	ground: Parameters<typeof entryIn>[1],
): Promise<{ list: ListBalance; entries: readonly Entry[] }> {
	const entries = new Map<string, Entry>();
	let list = NO_ROWS;
	for await (const row of rows) {
		const entry = entryIn(row, ground);
		list = counted(list, entry);
		if (entry.ok) entries.set(entry.value.sp4nId, entry.value);
	}
	return { list, entries: [...entries.values()] };
}

export type Compared = Balance & {
	/** There is more than can be compared at once: what differs cannot be told apart from what was left out. */
	readonly isCut: boolean;
	readonly unknownThere: number;
	readonly latest: { readonly name: string; readonly at: Date; readonly entries: number } | null;
};

/** Ours against theirs in a period, as far as the viewer may know of ours. */
export async function compare(
	{ db, directory, actor }: Pick<Ground, 'db' | 'directory' | 'actor'>,
	period: { readonly from: LocalDate; readonly until: LocalDate },
): Promise<Compared> {
	const { id: agencyId, zone } = directory.agency;
	const asked: { agencyId: typeof agencyId; zone: string; period: Period } = { agencyId, zone, period };
	return seenBy(actor, db, async (tx) => {
		const theirs = await theirEntries(tx, asked);
		const ours = (await ourEntries(tx, asked)).map(({ status, ...entry }) => ({
			...entry,
			stands: standsOf(status),
		}));
		return {
			...balanceOf(ours, theirs),
			isCut: Math.max(ours.length, theirs.length) >= MOST_COMPARED,
			unknownThere: await countUnknownThere(tx, asked),
			latest: (await latestList(tx, agencyId)) ?? null,
		};
	});
}
