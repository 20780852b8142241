/** Reads the packs that come with the system; a pack that does not fit stops the start, with the path of every fault. */
import { readFileSync } from 'node:fs';
import { type Pack, parsePack } from '#server/agency/pack.ts';
import { type DayOff, parseDaysOff } from '#server/agency/pack-days-off.ts';
import { checkPackSet } from '#server/agency/pack-set.ts';
import { type NationalTerms, parseNationalTerms } from '#server/agency/pack-terms.ts';
import type { Result } from '#server/platform/result.ts';

const FOLDER = new URL('../packs/', import.meta.url);

export function readPackFile(name: string): unknown {
	return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
}

/** The value, or a fault that says where: our own files are right, or the start stops. */
export function orFault<Value>(what: string, result: Result<Value, unknown>): Value {
	if (result.ok) return result.value;
	throw new Error(`${what} does not fit: ${JSON.stringify(result.refusal)}`);
}

/** What every government shares: the nation's terms and days off. */
export type Nation = { readonly terms: NationalTerms; readonly daysOff: readonly DayOff[] };

export function nation(): Nation {
	return {
		terms: orFault('national-terms.json', parseNationalTerms(readPackFile('national-terms.json'))),
		daysOff: orFault('days-off.json', parseDaysOff(readPackFile('days-off.json'))).days,
	};
}

/** The fictional regency and what surrounds it: nation, ministry, Ombudsman, province. */
export function demoPacks(): readonly Pack[] {
	const { packs } = readPackFile('demo/agencies.json') as { packs: readonly unknown[] };
	return fitting('demo', [...packs, readPackFile('demo/government.json')]);
}

/** Three governments, one in each time zone of the country. */
export function testPacks(): readonly Pack[] {
	return fitting(
		'test',
		['wib', 'wita', 'wit'].map((zone) => readPackFile(`test/${zone}.json`)),
	);
}

function fitting(folder: string, json: readonly unknown[]): readonly Pack[] {
	const packs = json.map((one) => orFault(`packs/${folder}`, parsePack(one)));
	return orFault(`packs/${folder}`, checkPackSet(packs, nation().terms));
}
