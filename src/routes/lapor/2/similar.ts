import { addCalendarDays, localDate } from '#server/deadline/calendar.ts';
import { type Draft, NO_PLACE, titleOf } from '#server/report/draft.ts';
import { type SimilarReport, similarReports } from '#server/report/similar-queries.ts';

/** Open reports that may be about the same; none for what has no place, and none for what nobody may hear of. */
export async function similarTo(
	{ typed }: Draft,
	{ services, directory, now }: Pick<App.Locals, 'services' | 'directory' | 'now'>,
): Promise<readonly SimilarReport[]> {
	if (typed.district === NO_PLACE || typed.kind === 'supervisory_complaint' || typed.about !== '') return [];
	const { agency, calendar } = directory;
	return similarReports(services.reader.pool, {
		agencyId: agency.id,
		district: typed.district,
		village: typed.village || null,
		since: addCalendarDays(localDate(now, calendar), -agency.settings.similar.days),
		title: titleOf(typed),
	});
}
