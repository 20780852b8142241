/**
 * What is held about the people of a report, table by table, and what becomes of it. A test asks for a line for every
 * table that names a report: whoever adds one says here what erasing does to it.
 */

/** What can be erased by itself. Erasing the content erases all of it. */
export const PARTS = ['identity', 'contact', 'content'] as const;
export type Part = (typeof PARTS)[number];

/** The parts that go when `part` is asked for. */
export function partsWith(parts: readonly Part[]): readonly Part[] {
	return parts.includes('content') ? PARTS : PARTS.filter((part) => parts.includes(part));
}

type Holding = {
	/** The part whose erasing takes the rows away; `each` where the rows themselves say which they are. */
	readonly rows: Part | 'each' | 'kept';
	/** The part whose erasing empties columns of rows that stay. */
	readonly columns?: Part;
	/** Its rows name files in the store, in columns ending in `_key`. */
	readonly files?: true;
	readonly why: string;
};

// biome-ignore format: a table is read across.
export const HOLDINGS = {
	report_content: { rows: 'content', why: 'the original words and place' },
	handling_copy: { rows: 'content', why: 'what the handling unit read' },
	step_text: { rows: 'content', why: 'words of every step with their salts; the commitments in the chain stay' },
	attachment: { rows: 'content', files: true, why: 'photographs and documents, with their files' },
	staged_photo: { rows: 'content', files: true, why: 'photographs an officer made ready for an answer' },
	paper_photo: { rows: 'identity', files: true, why: 'handwriting is a name; a letter of authority has two' },
	intake_detail: { rows: 'content', why: 'needs of the reporter, and how far somebody may speak for them' },
	intake: { rows: 'kept', why: 'who took it in at which desk on which way' },
	internal_note: { rows: 'content', why: 'notes of officers may repeat what was told' },
	pending_answer: { rows: 'content', why: 'an answer that was never given' },
	support: { rows: 'content', why: 'devices of people who said: mine, too' },
	reporter_identity: { rows: 'each', why: 'name and contact, sealed, a row each' },
	ppid_request: { rows: 'kept', columns: 'content', why: 'the register of the law, without what was asked and for what' },
	publication: { rows: 'kept', columns: 'content', why: 'the tombstone: code, kind, unit, status and dates' },
	outbox: { rows: 'kept', columns: 'content', why: 'that something was told, without what and to whom' },
	report_step: { rows: 'kept', why: 'evidence: codes, offices and dates, never words' },
	report_clock: { rows: 'kept', why: 'how long it took' },
	erasure: { rows: 'kept', why: 'that it was erased' },
	retention_plan: { rows: 'content', why: 'the plan is carried out' },
	data_request: { rows: 'kept', why: 'the register of requests; what was written with them goes by its own rule' },
} as const satisfies Record<string, Holding>;
export type Held = keyof typeof HOLDINGS;

/** Tables whose rows go with `part`, in an order in which nothing points to what is gone. */
export function tablesOf(part: Part): readonly Held[] {
	return (Object.keys(HOLDINGS) as Held[]).filter((table) => HOLDINGS[table].rows === part);
}

export function hasFiles(table: Held): boolean {
	return (HOLDINGS[table] as Holding).files === true;
}
