import { type Period, periodNamed, yearsSince } from '#server/dashboard/period.ts';
import { firstDay } from '#server/dashboard/queries.ts';

/** The period a scorecard is asked for, and the years that can be asked for instead. */
export async function periodAsked(
	{ directory, services, now }: App.Locals,
	url: URL,
): Promise<{ readonly period: Period; readonly years: readonly number[] }> {
	const first = await firstDay(services.reader.pool, directory.agency.id);
	const years = yearsSince(first, now, directory);
	return { period: periodNamed(url.searchParams.get('tahun'), { now, directory, years }), years };
}
