/** A government as it stands in the database, in the shape of a pack's rows, so that the two can be laid side by side. */
import type pg from 'pg';
import type { Installed } from '#server/agency/pack-stand.ts';
import type { PackRows } from './pack-rows.ts';

/** Undefined where no government has this key. */
export async function storedRows(client: pg.Client, key: string): Promise<PackRows | undefined> {
	const { rows } = await client.query<PackRows>(
		`select
			jsonb_build_object('key', a.key, 'kind', a.kind, 'name', a.name, 'short_name', a.short_name, 'prefix', a.prefix, 'zone', a.zone,
				'leader_title', a.leader_title, 'demo', a.demo, 'settings', a.settings,
				'hosts', (select coalesce(jsonb_agg(host), '[]') from agency_host where agency_id = a.id)) as agency,
			(select coalesce(jsonb_agg(jsonb_build_object('code', code, 'parent_code', parent_code, 'kind', kind, 'name', name,
				'tile_x', tile_x, 'tile_y', tile_y, 'lat', lat, 'lon', lon)), '[]') from region where agency_id = a.id) as regions,
			(select coalesce(jsonb_agg(jsonb_build_object('key', u.key, 'parent', above.key, 'kind', u.kind, 'name', u.name, 'short_name', u.short_name,
				'jurisdiction', u.jurisdiction, 'workweek', u.workweek, 'verifies_direct', u.verifies_direct,
				'answer_needs_approval', u.answer_needs_approval, 'topics', u.topics, 'settings', u.settings)), '[]')
				from unit u left join unit above on above.id = u.parent_id where u.agency_id = a.id) as units,
			(select coalesce(jsonb_agg(jsonb_build_object('key', c.key, 'name', c.name, 'name_en', c.name_en, 'unit', u.key,
				'valid_from', c.valid_from, 'valid_until', c.valid_until)), '[]')
				from category c left join unit u on u.id = c.unit_id where c.agency_id = a.id) as categories,
			(select coalesce(jsonb_agg(jsonb_build_object('date', date, 'kind', kind, 'name', name, 'source', source)), '[]')
				from day_off where agency_id = a.id) as days_off,
			(select coalesce(jsonb_agg(jsonb_build_object('valid_from', b.valid_from, 'of_nation', b.of_nation, 'rules', b.rules, 'terms',
				(select jsonb_agg(jsonb_build_object('kind', kind, 'clock', clock, 'days', days, 'counted', counted, 'source', source))
				 from term where term_book_id = b.id)) order by b.version), '[]') from term_book b where b.agency_id = a.id) as books,
			(select coalesce(jsonb_agg(jsonb_build_object('key', key, 'step', step, 'name', name, 'body', body)), '[]')
				from reply_template where agency_id = a.id) as replies
		from agency a where a.key = $1`,
		[key],
	);
	return rows[0];
}

/** Every government of the installation, and which of these regions belong to others than `key`. */
export async function standing(
	client: pg.Client,
	{ key, codes }: { key: string; codes: readonly string[] },
): Promise<{ readonly installed: readonly Installed[]; readonly takenRegions: ReadonlySet<string> }> {
	const installed = await client.query<Installed>(
		`select key, kind, prefix, array(select host from agency_host h where h.agency_id = a.id) as hosts from agency a order by key`,
	);
	const taken = await client.query<{ code: string }>(
		'select r.code from region r join agency a on a.id = r.agency_id where a.key <> $1 and r.code = any ($2)',
		[key, codes],
	);
	return { installed: installed.rows, takenRegions: new Set(taken.rows.map(({ code }) => code)) };
}
