import { reporterOf, systemFor } from '../access/actor.ts';
import { calendarOf, type Directory } from '../agency/directory.ts';
import { type LocalDate, localDate } from '../deadline/calendar.ts';
import { seenBy } from '../platform/db.ts';
import { type OpenedReport, type OwnReport, readOwn } from '../report/reporter-commands.ts';
import { type IdentityPart, openIdentity, UNREADABLE } from '../report/sealed-identity.ts';
import { type TrailEvent, trailFor } from '../report/trail.ts';
import { type Besides, besidesOf, eraseDayOf, isTombstone, sealedParts } from './copy-queries.ts';
import type { Part } from './holdings.ts';
import { type RequestVault, rulesOf } from './request-commands.ts';
import { type RequestRow, requestsOf } from './request-queries.ts';
import { plannedDays } from './retention.ts';

type You = {
	readonly name: string | null;
	/** Whom somebody with a letter of authority spoke for. */
	readonly represented: string | null;
	readonly phone: string | null;
	readonly email: string | null;
	/** What of this is held and does not open. */
	readonly unreadable: readonly IdentityPart[];
};

/** Everything held about one report and the person who sent it, as that person may read it. */
export type OwnCopy = Omit<Besides, 'unitId'> & {
	readonly unit: string | null;
	/** Null once erased. */
	readonly you: You;
	/** Null once erased. */
	readonly report: {
		readonly confidentiality: string;
		readonly channel: string;
		readonly title: string;
		readonly body: string;
		readonly place: string;
		readonly occurredOn: string | null;
		readonly photos: readonly { readonly address: string; readonly alt: string; readonly fromWhom: string }[];
		readonly trail: readonly TrailEvent[];
		readonly clocks: readonly {
			readonly clock: string;
			readonly startedAt: Date;
			readonly lateFrom: Date;
			readonly endedAt: Date | null;
			readonly source: string;
		}[];
	} | null;
	/** When each part goes by itself; null while the way has not ended. */
	readonly planned: Readonly<Record<Part, LocalDate>> | null;
	readonly requests: readonly Omit<RequestRow, 'id'>[];
};

type Ground = { readonly directory: Directory; readonly at: Date };

/** The copy, from the receipt alone; undefined when there is no such report any more. */
export async function ownCopy(
	vault: RequestVault,
	held: OpenedReport,
	{ directory, at }: Ground,
): Promise<OwnCopy | undefined> {
	const agencyId = directory.agency.id;
	const today = localDate(at, directory.calendar);
	const found = await seenBy(systemFor(agencyId), vault.db, (tx) => besidesOf(tx, held.id, today));
	if (!found) return undefined;
	const { unitId, ...besides } = found;
	const own = await readOwn(vault, held, { directory, at });
	const rules = await rulesOf(vault.db, agencyId);
	const seen = await seenBy(reporterOf(agencyId, held.id), vault.db, async (tx) => ({
		parts: await sealedParts(tx, held.id),
		requests: await requestsOf(tx, held.id),
	}));
	const endedOn = besides.endedAt && localDate(besides.endedAt, directory.calendar);
	const unit = (unitId && directory.units.get(unitId)?.name) ?? null;
	return {
		...besides,
		unit,
		you: youOf(vault, held, seen.parts),
		report: own ? reportOf(own, directory) : null,
		planned: endedOn && own ? plannedDays({ endedOn, plan: besides.plan }, rules) : null,
		requests: seen.requests.map(({ id: _, ...request }) => request),
	};
}

/** The day the words of a report go by rule; null while nothing is planned. */
export function erasureDay(
	{ db }: Pick<RequestVault, 'db'>,
	{ id }: OpenedReport,
	{ agency }: Directory,
): Promise<LocalDate | null> {
	return seenBy(reporterOf(agency.id, id), db, (tx) => eraseDayOf(tx, id));
}

/** Whether a report is a tombstone: its holder reads so on the page of their data. */
export function isErased(
	{ db }: Pick<RequestVault, 'db'>,
	{ id }: OpenedReport,
	{ directory }: Pick<Ground, 'directory'>,
): Promise<boolean> {
	return seenBy(reporterOf(directory.agency.id, id), db, (tx) => isTombstone(tx, id));
}

type Told = Partial<Pick<You, 'name' | 'phone' | 'email'>> & {
	readonly represented?: { readonly name: string } | null;
};
type Sealed = Awaited<ReturnType<typeof sealedParts>>;

function youOf({ ring }: RequestVault, { id }: OpenedReport, parts: Sealed): You {
	const opened = parts.map(({ part, sealed }) => ({
		part,
		told: openIdentity(ring, { reportId: id, part }, sealed),
	}));
	const readable = opened.flatMap(({ told }) => (told === UNREADABLE ? [] : [told]));
	const told = Object.assign({}, ...readable) as Told; // sealed by us: it is what was written
	return {
		name: told.name ?? null,
		represented: told.represented?.name ?? null,
		phone: told.phone ?? null,
		email: told.email ?? null,
		unreadable: opened.flatMap(({ part, told }) => (told === UNREADABLE ? [part] : [])),
	};
}

function reportOf({ report, content, steps }: OwnReport, directory: Directory): OwnCopy['report'] {
	return {
		confidentiality: report.confidentiality,
		channel: report.channel,
		title: content.title,
		body: content.body,
		place: content.place,
		occurredOn: content.occurredOn,
		photos: content.photos.map(({ key, alt, fromWhom }) => ({
			address: `/foto/${report.code}/${key}`,
			alt,
			fromWhom,
		})),
		trail: trailFor('reporter', steps, calendarOf(directory, report.unitId)),
		clocks: report.clocks.map(({ clock, startedAt, lateFrom, endedAt, term }) => ({
			clock,
			startedAt,
			lateFrom,
			endedAt,
			source: term.source,
		})),
	};
}
