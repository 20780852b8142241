import type { UnitId } from '#server/access/policy.ts';
import type { ToldRow } from './telling.ts';
import type { Told } from './told.ts';
import type { Named } from './told-names.ts';

/** What a file would bring, before anything of it is stored. */
export type Survey = {
	received: number;
	fitting: number;
	/** `receivedAt not_a_date` → rows. */
	readonly refused: Map<string, number>;
	/** Unit id → rows; null for those nobody here is named in. */
	readonly units: Map<UnitId | null, number>;
	readonly states: Map<string, number>;
	/** Names nobody here answers to → rows, whether they are refused or let pass. */
	readonly unknown: Map<Named | 'kind' | 'status' | 'confidentiality', Map<string, number>>;
	/** The first rows as they were understood. */
	readonly first: Told[];
};

const SHOWN = 3;

export async function survey(rows: AsyncIterable<ToldRow>): Promise<Survey> {
	const found: Survey = {
		received: 0,
		fitting: 0,
		refused: new Map(),
		units: new Map(),
		states: new Map(),
		unknown: new Map(),
		first: [],
	};
	for await (const { told } of rows) {
		found.received += 1;
		if (told.ok) noteTold(found, told.value);
		else noteRefusal(found, told.refusal);
	}
	return found;
}

function noteTold(found: Survey, told: Told): void {
	found.fitting += 1;
	addOne(found.units, told.unitId);
	addOne(found.states, told.state);
	for (const [named, name] of Object.entries(told.unknown)) noteName(found, named as Named, name);
	if (found.first.length < SHOWN) found.first.push(told);
}

function noteRefusal(
	found: Survey,
	{ field, reason, name }: { field: string | null; reason: string; name?: string },
): void {
	addOne(found.refused, field ? `${field} ${reason}` : reason);
	if (name !== undefined) noteName(found, field as Named, name);
}

function noteName({ unknown }: Survey, named: Named, name: string): void {
	const names = unknown.get(named) ?? new Map<string, number>();
	unknown.set(named, names);
	addOne(names, name);
}

function addOne<Key>(counts: Map<Key, number>, key: Key): void {
	counts.set(key, (counts.get(key) ?? 0) + 1);
}
