/** How long personal data is kept and how soon what must be answered, where a government says nothing else. */
import type pg from 'pg';
import { parseRules, type Rules } from '#server/privacy/rules.ts';
import { orFault, readPackFile } from './packs.ts';

export function nationalRules(): Rules {
	const json = readPackFile('national-personal-data.json');
	return orFault('national-personal-data.json', parseRules(json));
}

/** The nation's rows; what a government set for itself stands beside them and before them. May run at every start. */
export async function fillNationalRules(client: pg.Client): Promise<void> {
	const rules = Object.entries(nationalRules()).map(([what, rule]) => ({ what, ...rule }));
	await client.query(
		`insert into personal_data_rule (what, span, counted, notices, source)
		select what, span, counted, notices, source
		from jsonb_to_recordset($1) as x(what text, span int, counted text, notices int[], source text)
		on conflict (agency_id, what) do update set span = excluded.span, counted = excluded.counted, notices = excluded.notices, source = excluded.source`,
		[JSON.stringify(rules)],
	);
}
