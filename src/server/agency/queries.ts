import type pg from 'pg';
import type { AgencyId, TermBookId } from '../access/policy.ts';
import {
	type LocalDate,
	MONDAY_TO_FRIDAY,
	type WorkCalendar,
	ZONES,
	type Zone,
} from '../deadline/calendar.ts';
import { Believed } from '../platform/believed.ts';
import type { Clock, Kind } from '../report/clocks.ts';
import type { Announcement } from './announcement.ts';
import type { Category, Directory, Region, TermBook } from './directory.ts';
import type { Unit } from './unit.ts';

/** How long a read directory is believed; changes of settings are seen within twice this. */
const BELIEVED_MS = 1000;
/** Whoever asks under invented host names fills no memory with them. */
const MOST_KEPT = 200;

/** One for the whole process: the built pages and the server in front of them are two bundles. */
const SHARED = Symbol.for('tuntas.directories');
const holder = globalThis as { [SHARED]?: Believed<Directory | undefined> };
holder[SHARED] ??= new Believed({ ms: BELIEVED_MS, most: MOST_KEPT });
const directories = holder[SHARED];

/** The government that answers at `host`; with only one government in the installation, that one. */
export function directoryOfHost(pool: pg.Pool, host: string): Promise<Directory | undefined> {
	return directories.ask(`host ${host}`, () =>
		readDirectory(
			pool,
			'h.host = $1 or (select count(*) from agency where prefix is not null and not training) = 1',
			host,
		),
	);
}

export function directoryOfAgency(pool: pg.Pool, id: AgencyId): Promise<Directory | undefined> {
	return directories.ask(`id ${id}`, () => readDirectory(pool, 'a.id = $1::text::int', String(id)));
}

/** Forgets what was read; after a change of settings in this process. */
export function forgetDirectories(): void {
	directories.forget();
}

type Row = {
	agency: Omit<Directory['agency'], 'settings' | 'leaderTitle'> & {
		settings: Directory['agency']['settings'] & {
			leaderTitle: { id: string; en: string };
			workweek?: number[];
		};
	};
	units: Unit[];
	regions: Region[];
	categories: Category[];
	announcements: (Omit<Announcement, 'from' | 'until'> & { from: string; until: string })[];
	days_off: {
		date: LocalDate;
		kind: 'national_holiday' | 'collective_leave' | 'local_holiday';
		name: string;
		source: string;
	}[];
	books: Omit<TermBook, 'terms'>[];
	terms: {
		book: TermBookId;
		kind: Kind;
		clock: Clock;
		days: number;
		counted: 'working' | 'calendar';
		source: string;
	}[];
};

async function readDirectory(pool: pg.Pool, which: string, value: string): Promise<Directory | undefined> {
	const { rows } = await pool.query<Row>(
		`with a as (
			select a.id, a.key, a.parent_id, a.kind, a.name, a.short_name, a.prefix, a.zone, a.demo, a.ombudsman_id, a.settings,
			       (select name from agency o where o.id = a.ombudsman_id) as ombudsman_name
			from agency a left join agency_host h on h.agency_id = a.id
			where a.prefix is not null and (${which})
			order by h.host = $1 desc nulls last
			limit 1
		)
		select
			json_build_object('id', a.id, 'key', a.key, 'parentId', a.parent_id, 'kind', a.kind, 'name', a.name, 'shortName', a.short_name,
				'prefix', a.prefix, 'zone', a.zone, 'demo', a.demo, 'ombudsmanId', a.ombudsman_id, 'ombudsmanName', a.ombudsman_name, 'settings', a.settings,
				'logo', (select json_build_object('width', l.width, 'height', l.height, 'version', left(l.source_sha256, 12)) from agency_logo l where l.agency_id = a.id),
				'codesUsed', coalesce((select used from code_use c where c.agency_id = a.id and c.year = extract(year from now())), 0)) as agency,
			(select coalesce(json_agg(json_build_object('id', u.id, 'parentId', u.parent_id, 'key', u.key, 'kind', u.kind, 'name', u.name, 'shortName', u.short_name,
				'jurisdiction', u.jurisdiction, 'workweek', u.workweek, 'verifiesDirect', u.verifies_direct, 'answerNeedsApproval', u.answer_needs_approval,
				'topics', u.topics, 'officeHours', u.settings->'officeHours', 'successorId', u.successor_id,
				'formerNames', coalesce((select json_agg(json_build_object('until', f.until, 'name', f.name, 'shortName', f.short_name) order by f.until)
					from unit_name f where f.unit_id = u.id), '[]')) order by u.name), '[]') from unit u where u.agency_id = a.id) as units,
			(select coalesce(json_agg(json_build_object('code', r.code, 'parentCode', r.parent_code, 'kind', r.kind, 'name', r.name,
				'tile', case when r.tile_x is null then null else json_build_object('x', r.tile_x, 'y', r.tile_y) end, 'lat', r.lat, 'lon', r.lon) order by r.name), '[]')
				from region r where r.agency_id = a.id) as regions,
			(select coalesce(json_agg(json_build_object('id', c.id, 'key', c.key, 'name', c.name, 'nameEn', c.name_en, 'unitId', c.unit_id,
				'validFrom', c.valid_from, 'validUntil', c.valid_until) order by c.name), '[]') from category c where c.agency_id = a.id) as categories,
			(select coalesce(json_agg(json_build_object('id', n.id, 'kind', n.kind, 'title', n.title, 'body', n.body, 'titleEn', n.title_en, 'bodyEn', n.body_en,
				'from', n.valid_from, 'until', n.valid_until) order by n.valid_from), '[]')
				from (select id, kind, title, body, title_en, body_en, valid_from, valid_until from announcement n where n.agency_id = a.id and n.valid_until > now() order by n.valid_from limit 20) n) as announcements,
			(select coalesce(json_agg(json_build_object('date', d.date, 'kind', d.kind, 'name', d.name, 'source', d.source)), '[]') from day_off d where d.agency_id = a.id) as days_off,
			(select coalesce(json_agg(json_build_object('id', b.id, 'version', b.version, 'validFrom', b.valid_from, 'ofNation', b.of_nation, 'rules', b.rules) order by b.version desc), '[]')
				from term_book b where b.agency_id = a.id) as books,
			(select coalesce(json_agg(json_build_object('book', t.term_book_id, 'kind', t.kind, 'clock', t.clock, 'days', t.days, 'counted', t.counted, 'source', t.source)), '[]')
				from term t join term_book b on b.id = t.term_book_id where b.agency_id = a.id) as terms
		from a`,
		[value],
	);
	return rows[0] ? directoryOf(rows[0]) : undefined;
}

function directoryOf(row: Row): Directory {
	const { leaderTitle, ...settings } = row.agency.settings;
	const unitOfKind = (kind: string) =>
		row.units.find((unit) => unit.kind === kind && !unit.successorId)?.id ?? null;
	const leadershipUnitId = unitOfKind('leadership') ?? row.units[0]?.id;
	if (!leadershipUnitId) throw new Error(`agency ${row.agency.key} has no units`);
	return {
		agency: { ...row.agency, leaderTitle, settings },
		units: new Map(row.units.map((unit) => [unit.id, unit])),
		regions: new Map(row.regions.map((region) => [region.code, region])),
		categories: new Map(row.categories.map((category) => [category.id, category])),
		announcements: row.announcements.map((one) => ({
			...one,
			from: new Date(one.from),
			until: new Date(one.until),
		})),
		termBooks: row.books.map((book) => ({
			...book,
			terms: termsOf(row.terms.filter((term) => term.book === book.id)),
		})),
		calendar: calendarOfRow(row),
		verifyingUnitId: unitOfKind('complaint_desk') ?? leadershipUnitId,
		inspectorateUnitId: unitOfKind('inspectorate'),
		leadershipUnitId,
	};
}

function termsOf(terms: Row['terms']): TermBook['terms'] {
	const book: Record<
		string,
		Record<string, { days: number; counted: 'working' | 'calendar'; source: string }>
	> = {};
	for (const { kind, clock, days, counted, source } of terms) {
		book[kind] ??= {};
		(book[kind] as Record<string, unknown>)[clock] = { days, counted, source };
	}
	return book as TermBook['terms'];
}

function calendarOfRow({ agency, days_off }: Row): WorkCalendar {
	const zone = ZONES[agency.zone as Zone];
	if (!zone) throw new Error(`agency ${agency.key}: no office zone ${agency.zone}`);
	return {
		utcOffset: zone.utcOffset,
		workweek: MONDAY_TO_FRIDAY,
		daysOff: new Map(days_off.map(({ date, ...day }) => [date, day])),
	};
}
