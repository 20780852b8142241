/** A government comes into the installation from its pack, or is brought up to date with it: whole or not at all. */
import type pg from 'pg';
import { setUpLink } from '#server/access/set-up-commands.ts';
import type { Pack } from '#server/agency/pack.ts';
import { standFaults } from '#server/agency/pack-stand.ts';
import type { PackRefusal } from '#server/agency/pack-words.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { asOwner, inTransaction } from './as-owner.ts';
import { isLoaded, joinAgencies, loadPack } from './load-pack.ts';
import { type PackChange, packChanges } from './pack-changes.ts';
import { rowsOf } from './pack-rows.ts';
import { nation } from './packs.ts';
import { standing, storedRows } from './stored-rows.ts';

/** The arms of a government, drawn anew. */
export type Logo = {
	readonly bytes: Buffer;
	readonly width: number;
	readonly height: number;
	/** Of the picture as it was given. */
	readonly sha256: string;
};

export type Wish = {
	readonly pack: Pack;
	readonly logo: Logo | null;
	/** `check` writes nothing, `update` also changes a government that stands. */
	readonly mode: 'check' | 'load' | 'update';
	/** Whether a new link is made for a government that stands and has no administrator yet. */
	readonly link: 'new' | 'keep';
	readonly at: Date;
};

export type Outcome = {
	readonly was: 'new' | 'same' | 'changed';
	readonly changes: readonly PackChange[];
	/** Whether anything was written. */
	readonly written: boolean;
	/** Path of the page on which the first administrator is made; null when none was made. */
	readonly link: string | null;
};

/** Answers what was done, or everything because of which nothing was. */
export function newAgency(ownerUrl: string, wish: Wish): Promise<Result<Outcome, PackRefusal[]>> {
	return asOwner(ownerUrl, (client) => inTransaction(client, () => bring(client, wish)));
}

async function bring(client: pg.Client, wish: Wish): Promise<Result<Outcome, PackRefusal[]>> {
	const { pack, mode } = wish;
	const shared = nation();
	const codes = pack.regions.map(({ code }) => code);
	const ground = { nation: shared.terms, ...(await standing(client, { key: pack.agency.key, codes })) };
	const faults = standFaults(pack, ground);
	if (faults.length > 0) return refuse(faults);

	const rows = rowsOf(pack, shared);
	const stored = await storedRows(client, pack.agency.key);
	const changes = stored ? [...packChanges(stored, rows), ...(await logoChange(client, wish))] : [];
	const was = await stateOf(client, { rows, stored, changes });
	const may = was === 'new' ? mode !== 'check' : mode === 'update' && was === 'changed';
	if (may && changes.every(({ unsafe }) => !unsafe)) {
		await loadPack(client, rows);
		await joinAgencies(client, [pack]);
		await saveLogo(client, wish);
		return ok({ was, changes, written: true, link: await linkFor(client, wish, was) });
	}
	return ok({ was, changes, written: false, link: await linkFor(client, wish, was) });
}

type Known = {
	readonly rows: ReturnType<typeof rowsOf>;
	readonly stored: unknown;
	readonly changes: readonly PackChange[];
};

async function stateOf(client: pg.Client, { rows, stored, changes }: Known): Promise<Outcome['was']> {
	if (!stored) return 'new';
	const isSame = (await isLoaded(client, rows)) && changes.every(({ subject }) => subject !== 'logo');
	return isSame || changes.length === 0 ? 'same' : 'changed';
}

async function linkFor(
	client: pg.Client,
	{ pack, mode, link, at }: Wish,
	was: Outcome['was'],
): Promise<string | null> {
	if (mode === 'check' || (was !== 'new' && link === 'keep')) return null;
	return (await setUpLink(client, at, pack.agency.key)) ?? null;
}

async function logoChange(client: pg.Client, { pack, logo }: Wish): Promise<PackChange[]> {
	if (!logo) return [];
	const { rows } = await client.query<{ sha256: string }>(
		`select l.source_sha256 as sha256 from agency_logo l join agency a on a.id = l.agency_id where a.key = $1`,
		[pack.agency.key],
	);
	const before = rows[0]?.sha256 ?? null;
	return before === logo.sha256
		? []
		: [{ subject: 'logo', field: null, before, after: logo.sha256, unsafe: null }];
}

async function saveLogo(client: pg.Client, { pack, logo }: Wish): Promise<void> {
	if (!logo) return;
	await client.query(
		`insert into agency_logo (agency_id, media_type, bytes, width, height, source_sha256)
		select id, 'image/png', $2, $3, $4, $5 from agency where key = $1
		on conflict (agency_id) do update set media_type = excluded.media_type, bytes = excluded.bytes, width = excluded.width,
			height = excluded.height, source_sha256 = excluded.source_sha256`,
		[pack.agency.key, logo.bytes, logo.width, logo.height, logo.sha256],
	);
}
