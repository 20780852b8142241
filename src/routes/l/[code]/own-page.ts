import { calendarOf, type Directory } from '#server/agency/directory.ts';
import { localDate } from '#server/deadline/calendar.ts';
import { erasureDay } from '#server/privacy/copy-commands.ts';
import { hasPublicCopy } from '#server/report/publication.ts';
import { type OpenedReport, type ReporterVault, readOwn } from '#server/report/reporter-commands.ts';
import { reportView } from '#server/report/reporter-view.ts';
import { trailFor } from '#server/report/trail.ts';

type Ground = { readonly directory: Directory; readonly now: Date };

/** Everything the reporter sees of their own report; nothing when it is not there (any more). */
export async function ownPage(vault: ReporterVault, held: OpenedReport, { directory, now }: Ground) {
	const read = await readOwn(vault, held, { directory, at: now });
	if (!read) return undefined;
	const { report, content, steps } = read;
	const eraseOn = report.endedAt ? await erasureDay(vault, held, directory) : null;
	const calendar = calendarOf(directory, report.unitId);
	const checked = report.openedAt !== null || steps.some(({ role }) => role !== 'reporter');
	const receivedOn = localDate(report.receivedAt, directory.calendar);
	const trail = trailFor('reporter', steps, calendar);
	return {
		view: reportView({ ...report, checked, receivedOn }, { directory, now }),
		title: content.title,
		body: content.body,
		place: content.place,
		reporter: null,
		photos: content.photos,
		trail,
		calendar,
		isPublished: true,
		erasedOn: null,
		mergedInto: trail.findLast(({ step }) => step === 'merge')?.facts.otherCode ?? null,
		referredTo: report.referredTo,
		sp4nId: report.sp4nId,
		ombudsman: directory.agency.ombudsmanName,
		leaderTitle: directory.agency.leaderTitle,
		own: {
			version: report.version,
			occurredOn: content.occurredOn,
			files: content.files,
			offered: read.offered,
			ppid: read.ppid,
			hasContact: report.hasEmail || report.hasPhone,
			isPublic: hasPublicCopy(report),
			isShown: content.isPublished,
			eraseOn,
			question:
				steps.findLast(({ step }) => step === 'ask_reporter' || step === 'ask_details')?.texts.words ?? null,
		},
	};
}
