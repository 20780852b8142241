import * as z from 'zod';

/** What a backup is made of; written last, so that a backup without one is half and counts for nothing. */
export const Manifest = z.object({
	version: z.literal(1),
	id: z.string(),
	startedAt: z.iso.datetime(),
	endedAt: z.iso.datetime(),
	/** PostgreSQL's own number of the cluster; pieces of another cluster's log do not fit. */
	systemId: z.string().regex(/^\d+$/),
	postgres: z.string(),
	/** The newest migration: an older Tuntas does not understand this database. */
	migration: z.string(),
	startWal: z.string(),
	stopWal: z.string(),
	/** The sealed stream, in order. */
	parts: z.array(z.object({ name: z.string(), bytes: z.int(), sha256: z.string() })).min(1),
	/** Stored files that belong to it: how many, and the hash of the list of their names. */
	files: z.object({ count: z.int(), bytes: z.int(), sha256: z.string() }),
	/** Rows at the end of the copy: a restored copy has as many, or more. */
	counts: z.record(z.string(), z.int()),
});
export type Manifest = Readonly<z.infer<typeof Manifest>>;

const Signed = z.object({ manifest: Manifest, mac: z.string() });

const ID = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[0-9a-f]{8}$/;

/** `20261122T170000Z-1a2b3c4d`: sorts by time, and two of the same second differ. */
export function backupId(at: Date, random: string): string {
	return `${at.toISOString().replace(/[-:]|\.\d+/g, '')}-${random}`;
}

/** When the backup of this id was begun; undefined for a name that is none. */
export function timeOfId(id: string): Date | undefined {
	const [, year, month, day, hour, minute, second] = ID.exec(id) ?? [];
	return year ? new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) : undefined;
}

export const namesOf = {
	base: (id: string) => `base/${id}/`,
	manifest: (id: string) => `base/${id}/manifest.json`,
	part: (id: string, nth: number) => `base/${id}/part-${String(nth).padStart(5, '0')}.age`,
	fileList: (id: string) => `base/${id}/files.txt`,
	settings: (id: string) => `base/${id}/settings.age`,
	log: (systemId: string, name = '') => `wal/${systemId}/${name}${name && '.age'}`,
	file: (key: string) => `files/${key.slice(0, 2)}/${key.slice(2, 4)}/${key}`,
} as const;

/** The ids of backups whose manifest stands among `names`. */
export function wholeIds(names: readonly string[]): readonly string[] {
	const ids = names
		.filter((name) => /^base\/[^/]+\/manifest\.json$/.test(name))
		.map((name) => name.split('/')[1] ?? '');
	return ids.filter((id) => timeOfId(id));
}

/** The manifest as it is stored: with a mark only the holder of the backup key can make. */
export function signedText(manifest: Manifest, macOf: (text: string) => string): string {
	return JSON.stringify({ manifest, mac: macOf(JSON.stringify(manifest)) }, null, '\t');
}

/** The manifest, when it is whole and ours; a stranger who can write to the place of backups cannot slip one in. */
export function readSigned(
	text: string,
	isMac: (text: string, mac: string) => boolean,
): Manifest | undefined {
	const parsed = Signed.safeParse(jsonOrNull(text));
	if (!parsed.success) return undefined;
	const { manifest, mac } = parsed.data;
	return isMac(JSON.stringify(manifest), mac) ? manifest : undefined;
}

/** Tables whose rows only grow: a restored copy with fewer has lost something. Named with how many rows are missing. */
export function missingRows(
	before: Readonly<Record<string, number>>,
	after: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
	const missing = Object.entries(before).map(([table, rows]) => [table, rows - (after[table] ?? 0)] as const);
	return Object.fromEntries(missing.filter(([, rows]) => rows > 0));
}

function jsonOrNull(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
