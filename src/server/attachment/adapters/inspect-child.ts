/**
 * The process that opens strangers' documents and recordings, so that the one that serves pages never does.
 * A document leaves it made anew; a recording is only looked at. It knows no database, no keys and no settings.
 * Started by inspect.ts.
 */
import { fileTypeFromBuffer } from 'file-type';
import * as mupdf from 'mupdf';
import { FORBIDDEN_ENTRIES, withoutCameraNotes } from '../document.ts';
import type { FileRefusal } from '../file.ts';
import { measure, type Sound, soundTypeOf } from '../sound.ts';
import { answerTasks } from './child-watch.ts';

export type Task =
	| {
			readonly what: 'document';
			readonly bytes: Uint8Array;
			readonly mostPages: number;
			readonly megabytes: number;
	  }
	| { readonly what: 'sound'; readonly bytes: Uint8Array; readonly megabytes: number };

export type Document = { readonly bytes: Uint8Array; readonly pages: number };

export type Reply =
	| { readonly ok: true; readonly document: Document }
	| { readonly ok: true; readonly sound: Sound }
	| { readonly ok: false; readonly refusal: FileRefusal };

const SAVED = 'garbage=deduplicate,compress=yes,compress-images=no,compress-fonts=yes,sanitize=yes';

answerTasks<Task, Reply>(
	async (task) => (task.what === 'document' ? remade(task) : look(task.bytes)),
	({ what }) => refused({ code: what === 'document' ? 'pdf_unreadable' : 'sound_unreadable' }),
);

async function look(bytes: Uint8Array): Promise<Reply> {
	const type = soundTypeOf((await fileTypeFromBuffer(bytes))?.mime ?? '');
	if (!type) return refused({ code: 'file_format' });
	const sound = measure(bytes, type);
	return sound.ok ? { ok: true, sound: sound.value } : sound;
}

/** Only what draws the pages goes into a new document; then what acts or hides is taken out of that, too. */
function remade({ bytes, mostPages }: Extract<Task, { what: 'document' }>): Reply {
	const sent = mupdf.Document.openDocument(bytes, 'application/pdf');
	if (!(sent instanceof mupdf.PDFDocument)) return refused({ code: 'pdf_unreadable' });
	if (sent.needsPassword()) return refused({ code: 'pdf_locked' });
	const pages = sent.countPages();
	if (pages < 1) return refused({ code: 'pdf_unreadable' });
	if (pages > mostPages) return refused({ code: 'pdf_pages', most: mostPages });

	// What was written into fields and on top of pages is drawn into them: the fields and notes themselves stay behind.
	sent.bake(true, true);
	const made = new mupdf.PDFDocument();
	for (let page = 0; page < pages; page += 1) made.graftPage(-1, sent, page);
	for (let nth = 1; nth < made.countObjects(); nth += 1) strip(made.newIndirect(nth));
	strip(made.getTrailer());
	const saved = made.saveToBuffer(SAVED).asUint8Array();
	return { ok: true, document: { bytes: Buffer.from(saved), pages } };
}

/** Looks into what stands in the object itself; what it only points at is met under a number of its own. */
function strip(reference: mupdf.PDFObject): void {
	const object = reference.resolve();
	const inside = (part: mupdf.PDFObject) => {
		if (!part.isIndirect()) strip(part);
	};
	if (object.isArray()) object.forEach(inside);
	if (!object.isDictionary()) return;
	for (const entry of FORBIDDEN_ENTRIES) object.delete(entry);
	object.forEach(inside);
	if (reference.isStream() && object.get('Filter').toString() === '/DCTDecode')
		reference.writeRawStream(withoutCameraNotes(reference.readRawStream().asUint8Array()));
}

function refused(refusal: FileRefusal): Extract<Reply, { ok: false }> {
	return { ok: false, refusal };
}
