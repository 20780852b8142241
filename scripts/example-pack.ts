/**
 * `node scripts/example-pack.ts UNITS.csv REGIONS CODE PREFIX ZONE > PACK.json` makes an example pack from public lists: offices
 * (`code,name,type`) and a folder with `regencies.csv`, `districts.csv`, `villages.csv` and `centroids.csv`.
 * What no list knows (hours, contacts, topics) is put in plainly, for people to change.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { UnitKind } from '#server/agency/pack-words.ts';
import { CATEGORIES, KINDS, REPLIES, TOPICS } from './example-pack-words.ts';

type Row = Readonly<Record<string, string>>;
const rowsIn = (path: string): Row[] => parse(readFileSync(path), { columns: true, bom: true });

const [unitsFile = '', folder = '', code = '', prefix = '', zone = ''] = process.argv.slice(2);
const regency = rowsIn(join(folder, 'regencies.csv')).find((row) => row.code === code);
if (!regency) throw new Error(`no regency has the code ${code}`);
const name = regency.name ?? '';
const place = name.replace(/^(Kabupaten|Kota) /, '');
const host = `${place.toLowerCase().replaceAll(' ', '')}.example`;
const centroids = new Map(rowsIn(join(folder, 'centroids.csv')).map((row) => [row.code ?? '', row]));
const under = (file: string) => rowsIn(join(folder, file)).filter((row) => row.code?.startsWith(`${code}.`));
const centroidOf = (region: Row) => {
	const { lat, lng } = centroids.get(region.code ?? '') ?? centroids.get(region.district_code ?? '') ?? {};
	return { lat: rounded(lat), lon: rounded(lng) };
};
const rounded = (number: string | undefined) => Math.round(Number(number) * 1e4) / 1e4;

const lower = (text: string) =>
	text
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/^_|_$/g, '');
const villages = under('villages.csv');
const districts = under('districts.csv');
const regionNamed = (list: readonly Row[], wanted: string) =>
	list.find((row) => wanted.endsWith(` ${row.name}`))?.code;

const HOURS = { from: '08.00', to: '16.00' };
const office = (key: string, kind: UnitKind, called: string, parent: string | null = 'pimpinan') => ({
	key,
	parent,
	kind,
	name: called,
	shortName: called,
	jurisdiction: [] as string[],
	workweek: 5,
	officeHours: HOURS,
	verifiesDirect: false,
	answerNeedsApproval: false,
	publicContact: null,
	topics: Object.entries(TOPICS).flatMap(([word, topics]) => (called.includes(word) ? topics : [])),
});

const listed = rowsIn(unitsFile).map(({ code: key = '', name: called = '', type = '' }) => {
	const kind = KINDS[type];
	if (!kind) throw new Error(`${called}: nobody knows what a ${type} is`);
	const parent = kind === 'secretariat_division' ? 'sekretariat_daerah' : 'pimpinan';
	const region = regionNamed(kind === 'district_office' ? districts : villages, called);
	const unit = office(lower(key), kind, called, parent);
	return {
		...unit,
		shortName: key.includes('.') ? called : key,
		jurisdiction: region && kind.endsWith('_office') && kind !== 'regional_office' ? [region] : [],
		workweek: kind === 'hospital' || kind === 'health_centre' ? 6 : 5,
	};
});
const unitNamed = (word: string) => listed.find((unit) => unit.name.includes(word))?.key ?? null;
const informatics = unitNamed('Komunikasi dan Informatika') ?? 'sekretariat_daerah';

/** Districts on a map of four columns: from west to east by columns, from north to south in each. */
function tiles(): Map<string, { x: number; y: number }> {
	const at = districts.map((row) => ({ code: row.code ?? '', ...centroidOf(row) }));
	const high = Math.ceil(at.length / 4);
	const columns = at.sort((one, other) => one.lon - other.lon);
	return new Map(
		[0, 1, 2, 3].flatMap((x) =>
			columns
				.slice(x * high, (x + 1) * high)
				.sort((one, other) => other.lat - one.lat)
				.map((district, y): [string, { x: number; y: number }] => [district.code, { x, y }]),
		),
	);
}

const tileOf = tiles();
const pack = {
	agency: {
		key: lower(place),
		name: `Pemerintah ${name}`,
		shortName: name.replace('Kabupaten', 'Pemkab').replace('Kota', 'Pemkot'),
		kind: name.startsWith('Kota ') ? 'city' : 'regency',
		prefix,
		zone,
		hostNames: [host],
		parent: null,
		demo: false,
		contact: { address: `Kantor ${name}`, email: `aduan@${host}`, phone: null, emergencyPhone: '112' },
		leaderTitle: name.startsWith('Kota ') ? { id: 'Wali Kota', en: 'Mayor' } : { id: 'Bupati', en: 'Regent' },
		deputyTitle: null,
		secretaryTitle: { id: 'Sekretaris Daerah', en: 'Regional Secretary' },
		oversight: { inspectorateUnit: unitNamed('Inspektorat'), ombudsmanAgency: null, provinceAgency: null },
	},
	regions: [
		{ kind: name.startsWith('Kota ') ? 'city' : 'regency', code, name, centroid: centroidOf(regency) },
		...districts.map((row) => ({
			kind: 'district',
			code: row.code,
			name: row.name,
			tile: tileOf.get(row.code ?? ''),
			centroid: centroidOf(row),
		})),
		...villages.map((row) => ({
			kind: 'village',
			code: row.code,
			name: row.name,
			urban: row.code?.split('.')[3]?.startsWith('1') ?? false,
			centroid: centroidOf(row),
		})),
	],
	units: [
		office('pimpinan', 'leadership', `Kepala Daerah ${name}`, null),
		office('sekretariat_daerah', 'secretariat', 'Sekretariat Daerah'),
		office('meja_pengaduan', 'complaint_desk', 'Meja Pengaduan', informatics),
		...listed,
	],
	categories: CATEGORIES.map(([key, id, en, word]) => ({
		key,
		name: { id, en },
		unit: unitNamed(word),
		validFrom: '2026-01-01',
		validTo: null,
	})),
	daysOff: [],
	termBook: null,
	replies: REPLIES.map(([key, step, called, body]) => ({ key, step, name: called, body })),
	letterhead: [`PEMERINTAH ${name.toUpperCase()}`, `Kantor ${name}`],
};
console.log(laidOut(pack));

/** One row, one line: a refusal names a line, and a person finds the row there. */
function laidOut(value: Readonly<Record<string, unknown>>): string {
	const parts = Object.entries(value).map(([key, part]) => {
		const rows =
			Array.isArray(part) && part.length > 0 ? part.map((row) => `\t\t${JSON.stringify(row)}`) : null;
		return `\t${JSON.stringify(key)}: ${rows ? `[\n${rows.join(',\n')}\n\t]` : JSON.stringify(part, null, '\t').replaceAll('\n', '\n\t')}`;
	});
	return `{\n${parts.join(',\n')}\n}`;
}
