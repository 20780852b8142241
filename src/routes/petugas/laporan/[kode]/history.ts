import { calendarOf } from '#server/agency/directory.ts';
import type { Zone } from '#server/deadline/calendar.ts';
import type { CaseFile } from '#server/report/case-file.ts';
import type { CasePhoto } from '#server/report/case-queries.ts';
import type { Words } from '#text/words.ts';
import { speechIn } from '#ui/speech.ts';
import { trailItems } from '#ui/trail-items.ts';
import type { Photo, TrailItem } from '#ui/trail-view.ts';

/** The history of a case for its officers: every event in words, their notes between, oldest first. */
export function historyOf(
	file: CaseFile,
	reporterName: string | null,
	{ lang, directory }: App.Locals,
): readonly TrailItem[] {
	const speech = speechIn(lang, directory.agency.zone as Zone);
	const { officer } = speech.words;
	const events = trailItems(file.events, {
		speech,
		calendar: calendarOf(directory, null),
		...(reporterName ? { reporter: reporterName } : {}),
		photos: photosByEvent(file, speech.words),
	}).map((item, index) => ({ at: file.events[index]?.at ?? '', item }));
	const notes = file.notes.map(({ id, at, by, body }) => ({
		at: new Date(at).toISOString(),
		item: {
			key: `note ${id}`,
			node: 'office',
			icon: 'lock',
			title: officer.case.noteTitle,
			...(by ? { by } : {}),
			at,
			says: { voice: 'internal', text: body },
		} satisfies TrailItem,
	}));
	return [...events, ...notes].sort((one, other) => one.at.localeCompare(other.at)).map(({ item }) => item);
}

/** Where the file of a photograph is fetched from; what of it is shown, the database decides. */
export function photoOf(
	code: string,
	{ id, alt, width, height }: CasePhoto,
	{ reportPage }: Pick<Words, 'reportPage'>,
	where: 'lampiran' | 'bukti' = 'lampiran',
): Photo {
	const src = `/petugas/laporan/${code}/${where}/${id}`;
	// A picture that leads somewhere needs a name, also when its sender gave it none.
	return { src: `${src}?ukuran=kecil`, href: src, alt: alt || reportPage.photoWithoutAlt, width, height };
}

function photosByEvent({ code, photosOf }: CaseFile, words: Words): ReadonlyMap<number, readonly Photo[]> {
	const bySeq = Map.groupBy(photosOf, ({ seq }) => seq);
	return new Map(
		[...bySeq].map(([seq, found]) => [seq, found.map(({ photo }) => photoOf(code, photo, words))]),
	);
}
