import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceRow } from '../../import/source-row.ts';

/** The largest list taken through a page; a larger one is brought by `npm run import`. */
export const MOST_LIST_BYTES = 5 * 1024 * 1024;

/** Runs `work` on an uploaded file, which lies on disk for as long and is readable by nobody else. */
export async function onDisk<T>(file: File, ending: string, work: (path: string) => Promise<T>): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), 'tuntas-list-'));
	try {
		const path = join(folder, `list.${ending}`);
		await writeFile(path, new Uint8Array(await file.arrayBuffer()), { mode: 0o600 });
		return await work(path);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

const GUARDED = /^'(?=[=+\-@\t\r＝＋－＠])/;

/** Cells as they were before a file for spreadsheets made them harmless (monitor/feed.ts, csvLine). */
export async function* unguarded(rows: AsyncIterable<SourceRow>): AsyncGenerator<SourceRow, void> {
	for await (const { line, cells } of rows)
		yield {
			line,
			cells: cells && new Map([...cells].map(([name, text]) => [name, text.replace(GUARDED, '')])),
		};
}
