import { error, type RequestEvent } from '@sveltejs/kit';
import { localDate } from '#server/deadline/calendar.ts';
import { lastPrinted } from '#server/desk/box-queries.ts';
import { type AtDesk, type Taken, takeInAtDesk, takenBefore } from '#server/desk/commands.ts';
import { ENTRY_FIELDS, type Entry, emptyEntry } from '#server/desk/entry.ts';
import { entryFaults } from '#server/desk/entry-faults.ts';
import { receivedAt } from '#server/desk/received.ts';
import { seenBy } from '#server/platform/db.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { newSecret } from '#server/platform/secret.ts';
import { forgetFiles } from '#server/report/draft-commands.ts';
import { words } from '#text/words.ts';
import { formOf } from '../../lapor/draft-request.ts';
import type { FieldError } from '../../lapor/fault-words.ts';
import { atDesk, openingsNow } from './at-desk.ts';
import { photosOf } from './entry-photos.ts';
import { entryErrors, paperKnownWords } from './entry-words.ts';

/** As a server makes it, or a browser without a connection; each has more than 128 random bits. */
const KEY = /^[A-Za-z0-9_-]{43,72}$/;

/** What became of an entry, and the box its next paper comes from. */
export type Sent = Taken & { readonly opening: string };
export type Unsent = {
	readonly entry: Entry;
	readonly errors: readonly FieldError[];
	/** The paper was typed before: a sentence that says what became of it. Nothing is left to mend. */
	readonly known: string | null;
};

/** Where an officer goes on: to the slip of what was taken in, or at once to the next entry. */
export function nextAfter({ opening }: Sent, { searchParams }: URL): string {
	if (!searchParams.has('lanjut')) return '/petugas/loket/struk';
	return `/petugas/loket?tersimpan${opening && `&kotak=${opening}`}`;
}

/** Takes in what an officer typed for somebody else; however often it comes, it is one report. */
export async function takeEntry(event: RequestEvent): Promise<Result<Sent, Unsent>> {
	const { locals } = event;
	const desk = atDesk(locals);
	const { fields: entry, form } = await formOf(event, ENTRY_FIELDS);
	if (!KEY.test(entry.key)) error(400, words(locals.lang).errors.page['422'].lead);
	const before = await takenBefore(locals.services, entry, desk);
	if (before) return answered(entry, before, locals);
	const ground = await groundOf(locals, desk);
	const faults = entryFaults(entry, ground);
	if (faults.length > 0) return refuse({ entry, errors: entryErrors(faults, locals), known: null });
	const photos = await photosOf(locals, entry, form);
	if (!photos.ok) return refuse({ entry, errors: photos.refusal, known: null });

	const opened = ground.opened.find(({ id }) => id === entry.opening);
	const told = {
		desk,
		photos: photos.value,
		receivedAt: receivedAt(entry, opened, locals.now),
		lang: locals.lang,
	};
	const taken = await takeInAtDesk(locals.services, entry, told);
	if (!taken.ok)
		await forgetFiles(locals.services.store, {
			photos: [...photos.value.evidence, ...photos.value.papers.map(({ photo }) => photo)],
		});
	return answered(entry, taken, locals);
}

function answered(
	entry: Entry,
	taken: Awaited<ReturnType<typeof takeInAtDesk>>,
	locals: App.Locals,
): Result<Sent, Unsent> {
	const { way, opening } = entry;
	if (!taken.ok) {
		const next = emptyEntry(newSecret(), { way, opening });
		return refuse({ entry: next, errors: [], known: paperKnownWords(taken.refusal, locals) });
	}
	if (taken.value.code) locals.touched.add(taken.value.code);
	return ok({ ...taken.value, opening: way === 'box' ? opening : '' });
}

async function groundOf(locals: App.Locals, { actor, directory }: AtDesk) {
	const { printed, opened } = await seenBy(actor, locals.services.db, async (tx) => ({
		printed: await lastPrinted(tx),
		opened: await openingsNow(tx, locals),
	}));
	const today = localDate(locals.now, directory.calendar);
	return { directory, today, printed, opened, openings: opened.map(({ id }) => id) };
}
