/**
 * `npm run import -- FILE --map MAPPING [--units DIR] [--agency KEY] [--publish] [--dry-run] [--refused PATH]`
 * brings the reports of another system into a government. What it understands and how far it is goes to standard error,
 * the balance as JSON to standard output, last. No text of a report is printed or written anywhere but into the database.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadPacks } from '#db/load-pack.ts';
import type { CategoryId, UnitId } from '#server/access/policy.ts';
import type { Pack } from '#server/agency/pack.ts';
import { directoryOfAgency } from '#server/agency/queries.ts';
import { readRows, readUnitLists } from '#server/import/adapters/files.ts';
import { balances, NOTHING } from '#server/import/balance.ts';
import { type Import, importRows } from '#server/import/commands.ts';
import { type Mapping, parseMapping } from '#server/import/mapping.ts';
import { type Names, namesOf, namesOfPack } from '#server/import/names.ts';
import { agencyNamed, prefixHolder } from '#server/import/queries.ts';
import { SourceFault } from '#server/import/source-row.ts';
import { type Survey, survey } from '#server/import/survey.ts';
import { toldRows } from '#server/import/telling.ts';
import { packOfLists } from '#server/import/unit-lists.ts';
import { now } from '#server/platform/clock.ts';
import { readConfig } from '#server/platform/config.ts';
import { type Called, tellingProgress, tellSurvey } from './import-report.ts';
import { type Installation, openInstallation } from './installation.ts';

const USAGE =
	'npm run import -- FILE --map MAPPING [--units DIR] [--agency KEY] [--publish] [--dry-run] [--refused PATH]';
const say = (line: string) => console.error(`import: ${line}`);

type Asked = ReturnType<typeof asked>;

try {
	await run(asked());
} catch (fault) {
	if (!(fault instanceof SourceFault)) throw fault;
	say(fault.message);
	process.exitCode = 1;
}

function asked() {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			map: { type: 'string' },
			units: { type: 'string' },
			agency: { type: 'string' },
			refused: { type: 'string' },
			publish: { type: 'boolean', default: false },
			'dry-run': { type: 'boolean', default: false },
		},
	});
	const [file] = positionals;
	if (!file || !values.map || positionals.length > 1) throw new SourceFault(USAGE);
	return { ...values, file, mapping: mappingIn(values.map, values.agency), at: now() };
}

function mappingIn(path: string, agency: string | undefined): Mapping {
	const parsed = parseMapping(jsonIn(path));
	if (parsed.ok) return agency ? { ...parsed.value, agency } : parsed.value;
	const faults = parsed.refusal.map((fault) => `${fault.path}: ${fault.problem}`);
	throw new SourceFault(`${path} is no mapping. ${faults.join('; ')}`);
}

function jsonIn(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch (fault) {
		throw new SourceFault(`${path} cannot be read: ${fault instanceof Error ? fault.message : fault}`);
	}
}

async function run(all: Asked): Promise<void> {
	const pack = all.units ? await packIn(all.units, all.mapping) : undefined;
	if (all['dry-run'] && pack) {
		const called = {
			units: new Map(pack.units.map(({ name }, nth) => [(nth + 1) as UnitId, name])),
			categories: new Map(pack.categories.map(({ name }, nth) => [(nth + 1) as CategoryId, name.id])),
		};
		return dryBalance(await look(all, namesOfPack(pack), called));
	}
	const installation = await openInstallation(readConfig());
	try {
		await runIn(installation, all, pack);
	} finally {
		await installation.close();
	}
}

async function packIn(folder: string, mapping: Mapping): Promise<Pack> {
	if (!mapping.government) throw new SourceFault('--units needs a mapping with a "government".');
	const made = packOfLists(mapping, mapping.government, await readUnitLists(folder));
	if (made.ok) return made.value;
	const faults = made.refusal.slice(0, 5).map(({ path, code, value }) => `${path}: ${code} (${value})`);
	throw new SourceFault(`The lists in ${folder} make no government. ${faults.join('; ')}`);
}

async function runIn(installation: Installation, all: Asked, pack: Pack | undefined): Promise<void> {
	if (pack) await loadGovernment(installation, pack);
	const { mapping } = all;
	const id = await agencyNamed(installation.db.pool, mapping.agency);
	const directory = id && (await directoryOfAgency(installation.db.pool, id));
	if (!directory) throw new SourceFault(`There is no government with the key "${mapping.agency}".`);
	const called = {
		units: new Map([...directory.units.values()].map(({ id, name }) => [id, name])),
		categories: new Map([...directory.categories.values()].map(({ id, name }) => [id, name])),
	};
	const found = await look(all, namesOf(directory), called);
	if (all['dry-run']) dryBalance(found);
	else await bring(all, found, { db: installation.db, directory });
}

async function loadGovernment({ db, ownerUrl }: Installation, pack: Pack): Promise<void> {
	const { key, prefix } = pack.agency;
	const holder = await prefixHolder(db.pool, prefix);
	if (holder && holder !== key) throw new SourceFault(`The prefix ${prefix} belongs to "${holder}".`);
	await loadPacks(ownerUrl, pack);
	say(
		`${key}: ${pack.units.length} offices, ${pack.regions.length} places, ${pack.categories.length} topics`,
	);
}

async function look({ file, mapping, at }: Asked, names: Names, called: Called): Promise<Survey> {
	const found = await survey(toldRows(readRows(file, mapping), { mapping, names, at }));
	for (const line of tellSurvey(found, called)) say(line);
	return found;
}

/** What would happen, as far as it can be known without the database. */
function dryBalance({ received, fitting }: Survey): void {
	console.log(JSON.stringify({ dryRun: true, received, fitting, refused: received - fitting }));
}

async function bring(
	{ file, mapping, publish, at, refused }: Asked,
	{ received }: Survey,
	ground: Pick<Import, 'db' | 'directory'>,
): Promise<void> {
	const list = refusedList(refused ?? join(tmpdir(), `tuntas-refused-${at.getTime()}.jsonl`));
	const begun = performance.now();
	const balance = await importRows({
		...ground,
		mapping,
		publish,
		at,
		rows: readRows(file, mapping),
		source: basename(file),
		refused: list.add,
		progress: tellingProgress(received, say),
	});
	list.close();
	if (balance.refused > 0) say(`refused rows: ${list.path}`);
	const seconds = (performance.now() - begun) / 1000;
	const rate = Math.round(balance.received / seconds);
	console.log(JSON.stringify({ ...NOTHING, ...balance, seconds: Number(seconds.toFixed(2)), rate }));
	if (!balances(balance)) process.exitCode = 1;
}

/** Line, source id and reason of each row that was not taken; never what it says. Made when there is one. */
function refusedList(path: string) {
	let file: number | undefined;
	return {
		path,
		add: (row: object) => {
			file ??= openSync(path, 'w', 0o600);
			writeSync(file, `${JSON.stringify(row)}\n`);
		},
		close: () => file !== undefined && closeSync(file),
	};
}
