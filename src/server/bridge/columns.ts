import type { CategoryId, UnitId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { type LocalDate, localDate } from '../deadline/calendar.ts';
import type { Confidentiality, Kind } from '../report/clocks.ts';
import type { Status } from '../report/statuses.ts';
import { WORD_OF } from './stands.ts';

/** What a file for the national system may tell of a report; the first seven are what its form asks. Never a name or contact. */
export const COLUMNS = [
	'kind',
	'title',
	'body',
	'occurredOn',
	'place',
	'category',
	'secrecy',
	'code',
	'sp4nId',
	'receivedAt',
	'district',
	'village',
	'unit',
	'status',
	'forwardedAt',
	'answeredAt',
	'answer',
	'closedAt',
] as const;
export type Column = (typeof COLUMNS)[number];

/** What their form asks when an officer types a report in. */
export const ASKED = COLUMNS.slice(0, 7);

/** A report as far as its reader may read it. */
export type Bridged = {
	readonly id: string;
	/** Its place in the order, exact to the microsecond. */
	readonly cursor: string;
	readonly code: string;
	readonly sp4nId: string | null;
	readonly kind: Kind;
	readonly status: Status;
	readonly confidentiality: Confidentiality;
	readonly categoryId: CategoryId | null;
	readonly unitId: UnitId | null;
	readonly districtCode: string | null;
	readonly villageCode: string | null;
	readonly receivedAt: Date;
	readonly endedAt: Date | null;
	readonly title: string;
	readonly body: string;
	readonly place: string;
	readonly occurredOn: string | null;
	readonly forwardedAt: Date | null;
	readonly answeredAt: Date | null;
	readonly answer: string | null;
};

/** The names the national system has for kinds and secrecy; its files are in Indonesian whoever writes them. */
export type Names = {
	readonly kind: Readonly<Record<Kind, string>>;
	readonly secrecy: Readonly<Record<Confidentiality, string>>;
};

type Ground = { readonly directory: Directory; readonly names: Names };

/** One report as cells of the columns asked for. */
export function cellsOf(report: Bridged, columns: readonly Column[], ground: Ground): string[] {
	return columns.map((column) => CELL[column](report, ground) ?? '');
}

type Cell = (report: Bridged, ground: Ground) => string | null | undefined;
const CELL = {
	kind: ({ kind }, { names }) => names.kind[kind],
	title: ({ title }) => title,
	body: ({ body }) => body,
	occurredOn: ({ occurredOn }) => occurredOn,
	place: ({ place }) => place,
	category: ({ categoryId }, { directory }) => categoryId && directory.categories.get(categoryId)?.name,
	secrecy: ({ confidentiality }, { names }) => names.secrecy[confidentiality],
	code: ({ code }) => code,
	sp4nId: ({ sp4nId }) => sp4nId,
	receivedAt: ({ receivedAt }, { directory }) => momentIn(receivedAt, directory),
	district: ({ districtCode }, { directory }) => districtCode && directory.regions.get(districtCode)?.name,
	village: ({ villageCode }, { directory }) => villageCode && directory.regions.get(villageCode)?.name,
	unit: ({ unitId }, { directory }) => unitId && directory.units.get(unitId)?.name,
	status: ({ status }) => WORD_OF[status],
	forwardedAt: ({ forwardedAt }, { directory }) => momentIn(forwardedAt, directory),
	answeredAt: ({ answeredAt }, { directory }) => momentIn(answeredAt, directory),
	answer: ({ answer }) => answer,
	closedAt: ({ status, endedAt }, { directory }) =>
		status === 'closed' || status === 'archived' ? momentIn(endedAt, directory) : null,
} as const satisfies Record<Column, Cell>;

/** `2026-02-02 09:00:00` in the office's own zone: sorts, and is read back without guessing. */
function momentIn(instant: Date | null, { calendar }: Directory): string | null {
	if (!instant) return null;
	const day: LocalDate = localDate(instant, calendar);
	const local = new Date(instant.getTime() + calendar.utcOffset * 60 * 60 * 1000);
	return `${day} ${local.toISOString().slice(11, 19)}`;
}
