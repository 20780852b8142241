import { MOST_LIST_BYTES, onDisk } from '#server/bridge/adapters/upload.ts';
import { type ListFile, type ListRead, readList } from '#server/bridge/list-commands.ts';
import { usualMapping } from '#server/bridge/mapping.ts';
import { type Mapping, parseMapping } from '#server/import/mapping.ts';
import { SourceFault } from '#server/import/source-row.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { words } from '#text/words.ts';
import { atTheBridge } from '../desk.ts';

export type UploadRefusal =
	| { readonly code: 'file_missing' | 'file_large' | 'file_kind' | 'file_unreadable' }
	| { readonly code: 'mapping_wrong'; readonly why: string };

const ENDINGS = ['csv', 'xlsx'];

/** Reads the list somebody uploads; what becomes of it, the button they pressed says. */
export async function takeUpload(
	locals: App.Locals,
	form: FormData,
): Promise<Result<ListRead, UploadRefusal>> {
	const { actor } = atTheBridge(locals);
	const { directory, services, now } = locals;
	const given = fileIn(form);
	if (!given.ok) return given;
	const { file, ending } = given.value;
	const mapping = await mappingIn(locals, form.get('pemetaan'));
	if (!mapping.ok) return mapping;

	const what = WHAT[String(form.get('lakukan'))] ?? 'look';
	const ground = { db: services.db, directory, actor, at: now };
	try {
		return await onDisk(file, ending, async (path) =>
			ok(await readList({ path, name: file.name, mapping: mapping.value, what }, ground)),
		);
	} catch (fault) {
		// A file that is no table is the sender's to mend; everything else is ours.
		if (fault instanceof SourceFault) return refuse({ code: 'file_unreadable' });
		throw fault;
	}
}

function fileIn(form: FormData): Result<{ file: File; ending: string }, UploadRefusal> {
	const file = form.get('berkas');
	if (!(file instanceof File) || file.size === 0) return refuse({ code: 'file_missing' });
	if (file.size > MOST_LIST_BYTES) return refuse({ code: 'file_large' });
	const ending = file.name.split('.').at(-1)?.toLowerCase() ?? '';
	return ENDINGS.includes(ending) ? ok({ file, ending }) : refuse({ code: 'file_kind' });
}

const WHAT: Readonly<Record<string, ListFile['what']>> = { simpan: 'keep', terima: 'take_in' };
const MOST_MAPPING_BYTES = 64 * 1024;

async function mappingIn(
	{ directory }: App.Locals,
	given: FormDataEntryValue | null,
): Promise<Result<Mapping, UploadRefusal>> {
	const { names, columns: headings } = words('id').sp4n;
	if (!(given instanceof File) || given.size === 0) return ok(usualMapping(directory, { names, headings }));
	const json = given.size > MOST_MAPPING_BYTES ? undefined : jsonIn(await given.text());
	const parsed = parseMapping(json);
	if (!parsed.ok) {
		const [first] = parsed.refusal;
		return refuse({ code: 'mapping_wrong', why: [first?.path, first?.problem].filter(Boolean).join(': ') });
	}
	const { constants } = parsed.value;
	return ok({ ...parsed.value, agency: directory.agency.key, constants: { ...constants, channel: 'sp4n' } });
}

function jsonIn(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
