/**
 * `npm run new-agency -- PACK.json [--check] [--update] [--link]` brings a government into the installation from its pack.
 * Ends with 0 when the pack stands (or could), 1 when it is refused, 2 when it would change a government that stands.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { type Logo, newAgency, type Outcome, type Wish } from '#db/new-agency.ts';
import { jsonLines } from '#server/agency/json-lines.ts';
import { type Pack, parsePack } from '#server/agency/pack.ts';
import { now } from '#server/platform/clock.ts';
import { readConfig } from '#server/platform/config.ts';
import { sha256 } from '#server/platform/hash.ts';
import { openInstallation } from './installation.ts';
import { tellChanges, tellJsonFault, tellRefusals, tellWhole } from './new-agency-report.ts';

const USAGE = 'npm run new-agency -- PACK.json [--check] [--update] [--link]';
const MOST_BYTES = 16 * 1024 * 1024;
const LOGO = { most: 5 * 1024 * 1024, pixels: 4000 * 4000, side: 512 } as const;

/** What ends the run with a sentence and not with a stack. */
class Stop extends Error {}

try {
	process.exitCode = await run();
} catch (fault) {
	if (!(fault instanceof Stop)) throw fault;
	console.error(fault.message);
	process.exitCode = 1;
}

async function run(): Promise<number> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			check: { type: 'boolean', default: false },
			update: { type: 'boolean', default: false },
			link: { type: 'boolean', default: false },
		},
	});
	const [file] = positionals;
	if (!file || positionals.length > 1) throw new Stop(USAGE);
	const { pack, text } = packIn(file);
	const logo = await logoBeside(file, pack);
	const load = values.update ? 'update' : 'load';
	const wish: Wish = {
		pack,
		logo,
		mode: values.check ? 'check' : load,
		link: values.link ? 'new' : 'keep',
		at: now(),
	};
	return bring(file, text, wish);
}

async function bring(file: string, text: string, wish: Wish): Promise<number> {
	const installation = await openInstallation(readConfig()).catch((fault: unknown) => {
		throw new Stop(fault instanceof Error ? fault.message : String(fault));
	});
	try {
		const brought = await newAgency(installation.ownerUrl, wish);
		if (!brought.ok) throw new Stop(tellRefusals(file, text, brought.refusal));
		return tell(wish, brought.value);
	} finally {
		await installation.close();
	}
}

function tell({ pack, mode }: Wish, { was, changes, written, link }: Outcome): number {
	const { key, hostNames, prefix } = pack.agency;
	if (was === 'same') console.log(`${key} stands as the pack says. Nothing was changed.`);
	if (was === 'new') console.log(tellWhole(pack, written));
	if (was === 'changed') console.log(tellChanges(changes, written));
	console.log(`host name: ${hostNames.join(', ') || '(any)'}\nprefix: ${prefix}`);
	if (link)
		console.log(
			`first administrator (once, within 24 hours): https://${hostNames[0] ?? '(this installation)'}${link}`,
		);
	return was === 'changed' && !written && mode !== 'check' ? 2 : 0;
}

function packIn(file: string): { readonly pack: Pack; readonly text: string } {
	const text = textIn(file);
	const lines = jsonLines(text);
	if (!lines.ok) throw new Stop(tellJsonFault(file, lines.refusal));
	const parsed = parsePack(JSON.parse(text));
	if (!parsed.ok) throw new Stop(tellRefusals(file, text, parsed.refusal));
	return { pack: parsed.value, text };
}

function textIn(file: string): string {
	const bytes = bytesIn(file);
	if (bytes.length > MOST_BYTES)
		throw new Stop(`${file} is larger than ${MOST_BYTES / 1024 / 1024} MB: that is no pack.`);
	return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

function bytesIn(file: string): Buffer {
	try {
		return readFileSync(file);
	} catch (fault) {
		throw new Stop(`${file} cannot be read: ${fault instanceof Error ? fault.message : fault}`);
	}
}

/** The picture that stands beside the pack, drawn anew: what was in the file besides the picture is gone. */
async function logoBeside(file: string, { logo }: Pack): Promise<Logo | null> {
	if (!logo) return null;
	const path = join(dirname(file), logo);
	const given = bytesIn(path);
	if (given.length > LOGO.most) throw new Stop(`${path} is larger than ${LOGO.most / 1024 / 1024} MB.`);
	const drawn = await sharp(given, { limitInputPixels: LOGO.pixels, failOn: 'error' })
		.rotate()
		.resize({ width: LOGO.side, height: LOGO.side, fit: 'inside', withoutEnlargement: true })
		.png({ palette: true })
		.toBuffer({ resolveWithObject: true })
		.catch((fault: Error) => {
			throw new Stop(`${path} is no picture this system can read: ${fault.message}`);
		});
	const { width, height } = drawn.info;
	return { bytes: drawn.data, width, height, sha256: sha256(given) };
}
