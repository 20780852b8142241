import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Pack, parsePack } from './pack.ts';
import { parseDaysOff } from './pack-days-off.ts';
import { checkPackSet } from './pack-set.ts';
import { type NationalTerms, parseNationalTerms } from './pack-terms.ts';

const PACKS = new URL('../../../packs/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, PACKS), 'utf8'));

// biome-ignore lint/suspicious/noExplicitAny: a fault is planted in raw JSON, before it has a type.
type Raw = any;

function packOf(json: unknown): Pack {
	const parsed = parsePack(json);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
	return parsed.value;
}

function nation(): NationalTerms {
	const parsed = parseNationalTerms(read('national-terms.json'));
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
	return parsed.value;
}

const demonstration = () => [read('demo/government.json'), ...read('demo/agencies.json').packs].map(packOf);

describe('the packs of the house', () => {
	it.each(['test/wib.json', 'test/wita.json', 'test/wit.json'])('%s stands alone', (name) => {
		const pack = packOf(read(name));

		expect(checkPackSet([pack], nation()).ok).toBe(true);
		expect(pack.regions.filter((region) => region.kind === 'district')).toHaveLength(4);
		expect(pack.regions.filter((region) => region.kind === 'village')).toHaveLength(12);
		expect(pack.units).toHaveLength(12);
	});

	it('the demonstration and its surroundings fit each other', () => {
		expect(checkPackSet(demonstration(), nation())).toMatchObject({ ok: true });
	});

	it('the three zones of the country each have a government', () => {
		const zones = ['wib', 'wita', 'wit'].map((name) => packOf(read(`test/${name}.json`)).agency.zone);

		expect(zones).toEqual(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']);
	});

	it('every day off stands once and names its source', () => {
		const parsed = parseDaysOff(read('days-off.json'));

		expect(parsed.ok && parsed.value.days.length).toBe(239);
	});

	it('the example stands alone, as new-agency would read it', () => {
		const pack = packOf(read('examples/hulu-sungai-selatan.json'));

		expect(checkPackSet([pack], nation()).ok).toBe(true);
		expect(pack.regions.filter((region) => region.kind === 'village')).toHaveLength(148);
		expect(pack.units).toHaveLength(75);
	});

	it('no real government is named in them but the example, which is not loaded by itself', () => {
		const real = ['Hulu Sungai', 'Banjarmasin', 'Surabaya', 'Kandangan', 'Barabai', 'Tabalong', 'Barito'];
		const elsewhere = ['Palangka', 'Kotawaringin', 'Kapuas', 'Kalimantan Selatan', 'Kalimantan Tengah'];

		for (const file of filesUnder(PACKS).filter(({ href }) => !href.includes('/examples/')))
			for (const name of [...real, ...elsewhere]) expect(readFileSync(file, 'utf8')).not.toContain(name);
	});
});

describe('a pack with a fault', () => {
	const faults: [what: string, plant: (pack: Raw) => void, code: string, path: string][] = [
		['an unknown key', (p) => (p.agency.colour = 'red'), 'malformed', 'agency.colour'],
		['a letter Crockford does not know', (p) => (p.agency.prefix = 'MIR'), 'malformed', 'agency.prefix'],
		['a zone that does not exist', (p) => (p.agency.zone = 'Asia/Nowhere'), 'malformed', 'agency.zone'],
		['a unit under nobody', (p) => (p.units[3].parent = 'nobody'), 'unknown_reference', 'units.3.parent'],
		['two units of one key', (p) => (p.units[3].key = p.units[2].key), 'key_repeated', 'units.3.key'],
		['a second root', (p) => (p.units[1].parent = null), 'not_one_root', 'units'],
		[
			'a unit above itself',
			(p) => (p.units[1].parent = 'sekretariat_daerah'),
			'not_a_tree',
			'units.1.parent',
		],
		['no complaint desk', (p) => (p.units[4].kind = 'regional_office'), 'not_one_complaint_desk', 'units'],
		[
			'a region it does not have',
			(p) => p.units[3].jurisdiction.push('98.01.99'),
			'unknown_reference',
			'units.3.jurisdiction.0',
		],
		[
			'a door that closes first',
			(p) => (p.units[3].officeHours.to = '07.00'),
			'hours_reversed',
			'units.3.officeHours',
		],
		[
			'a village without a district',
			(p) => (p.regions[2].code = '98.01.77.2001'),
			'region_without_parent',
			'regions.2.code',
		],
		['a village of a regency', (p) => (p.regions[1].code = '98.02'), 'malformed', 'regions.1.kind'],
		[
			'two districts on one tile',
			(p) => (p.regions[5].tile = p.regions[1].tile),
			'tile_taken',
			'regions.5.tile',
		],
		['a fifth column of tiles', (p) => (p.regions[1].tile.x = 4), 'malformed', 'regions.1.tile.x'],
		[
			'a category of nobody',
			(p) => (p.categories[0].unit = 'nobody'),
			'unknown_reference',
			'categories.0.unit',
		],
		[
			'a category that ended before it began',
			(p) => (p.categories[0].validTo = '2020-01-01'),
			'valid_to_before_from',
			'categories.0.validTo',
		],
		[
			'an inspectorate that is none',
			(p) => (p.agency.oversight.inspectorateUnit = 'pimpinan'),
			'unknown_reference',
			'agency.oversight.inspectorateUnit',
		],
		[
			'a reply that names what nobody can fill',
			(p) => (p.replies = [{ key: 'a', step: 'progress', name: 'Contoh', body: 'Halo {nama}, sabar.' }]),
			'unknown_placeholder',
			'replies.0.body',
		],
		['a logo from elsewhere', (p) => (p.logo = '../../etc/passwd.png'), 'malformed', 'logo'],
		['a local day without a decree', (p) => delete p.daysOff[0].source, 'malformed', 'daysOff.0.source'],
	];

	it.each(faults)('%s is refused, and the place is named', (_, plant, code, path) => {
		const json = read('test/wib.json');
		plant(json);

		const parsed = parsePack(json);

		expect(parsed.ok).toBe(false);
		expect(!parsed.ok && parsed.refusal).toContainEqual(expect.objectContaining({ code, path }));
	});
});

describe('packs that do not fit each other', () => {
	const twins = () => [read('test/wib.json'), read('test/wita.json')];
	const refusalsOf = (packs: Raw[]) => {
		const checked = checkPackSet(packs.map(packOf), nation());
		return checked.ok ? [] : checked.refusal;
	};

	it('one prefix belongs to one agency', () => {
		const [first, second] = twins();
		second.agency.prefix = first.agency.prefix;

		expect(refusalsOf([first, second])).toEqual([
			{ code: 'prefix_taken', path: 'tanjung_kirana.agency.prefix', value: 'WPB' },
		]);
	});

	it('one host name leads to one agency', () => {
		const [first, second] = twins();
		second.agency.hostNames = first.agency.hostNames;

		expect(refusalsOf([first, second])).toMatchObject([{ code: 'host_name_taken' }]);
	});

	it('the agency above must be there, and not be oneself', () => {
		const [first, second] = twins();
		first.agency.parent = 'nobody';
		second.agency.parent = second.agency.key;

		expect(refusalsOf([first, second]).map((refusal) => refusal.path)).toEqual([
			'lembah_purnama.agency.parent',
			'tanjung_kirana.agency.parent',
		]);
	});

	it('a village belongs to one government', () => {
		const first = read('test/wib.json');
		const second = {
			...read('test/wib.json'),
			agency: { ...first.agency, key: 'other', prefix: 'XX', hostNames: [] },
		};

		expect(refusalsOf([first, second])).toHaveLength(first.regions.length);
	});
});

describe('what an agency promises', () => {
	const refusalsWith = (plant: (terms: Raw) => void) => {
		const json = read('test/wita.json');
		plant(json.termBook.terms);
		const parsed = parsePack(json);
		if (!parsed.ok) return parsed.refusal;
		const checked = checkPackSet([parsed.value], nation());
		return checked.ok ? [] : checked.refusal;
	};
	const term = (days: number, counted = 'working') => ({ days, counted, source: 'Peraturan contoh' });

	it('may be less than the nation, also in calendar days', () => {
		expect(refusalsWith((terms) => (terms.complaint.complete = term(14, 'calendar')))).toEqual([]);
	});

	it('is never more', () => {
		expect(refusalsWith((terms) => (terms.complaint.complete = term(15)))).toEqual([
			{
				code: 'promises_more_than_the_nation',
				path: 'tanjung_kirana.termBook.terms.complaint.complete',
				value: '15 working',
			},
		]);
	});

	it('is never as many working days where the nation counts calendar days', () => {
		expect(refusalsWith((terms) => (terms.complaint.case = term(60)))).toMatchObject([
			{ code: 'promises_more_than_the_nation' },
		]);
	});

	it('says nothing about the time a citizen has', () => {
		expect(refusalsWith((terms) => (terms.complaint.silence = term(5)))).toMatchObject([
			{ code: 'malformed', path: 'termBook.terms.complaint.silence' },
		]);
	});
});

function filesUnder(folder: URL): URL[] {
	return readdirSync(folder).flatMap((name) => {
		const file = new URL(name, folder);
		return statSync(file).isDirectory() ? filesUnder(new URL(`${name}/`, folder)) : [file];
	});
}
