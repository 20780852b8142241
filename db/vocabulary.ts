/** The words the database may use for statuses, steps, roles …: filled from the TypeScript tables at every deploy. */
import type pg from 'pg';
import { type Capability, type Reach, ROLES } from '#server/access/roles.ts';
import { CHANNELS, CLOCK_NAMES, CONFIDENTIALITIES, KINDS } from '#server/report/clocks.ts';
import { STATUS_NAMES } from '#server/report/statuses.ts';
import { STEP_NAMES } from '#server/report/steps.ts';

const VOCABULARY = {
	status: STATUS_NAMES,
	kind: KINDS,
	confidentiality: CONFIDENTIALITIES,
	channel: CHANNELS,
	clock: CLOCK_NAMES,
	step: STEP_NAMES,
	role: Object.keys(ROLES),
} as const satisfies Record<string, readonly string[]>;

/**
 * `is_status(text)`, `is_step(text)` …: whether a word is known. The tables every report writes to ask these and not a
 * foreign key, which would look up and lock the same few rows fourteen times for each submission.
 */
export function vocabularyFunctions(): string {
	return Object.entries(VOCABULARY)
		.map(
			([
				word,
				codes,
			]) => `create or replace function is_${word}(word text) returns boolean language plpgsql immutable strict
  as $$ begin return word = any ('{${codes.join(',')}}'); end $$;`,
		)
		.concat(takeInReach())
		.join('\n');
}

/** `take_in_reach(role)`: how far a role takes reports in, for the policies of the front desk; null for the others. */
function takeInReach(): string {
	const lines = Object.entries(ROLES).flatMap(
		([role, rights]: [string, Partial<Record<Capability, Reach>>]) =>
			rights.take_in ? [`when '${role}' then '${rights.take_in}'`] : [],
	);
	return `create or replace function take_in_reach(role text) returns text language sql immutable
  as $$ select case role ${lines.join(' ')} end $$;`;
}

/** The same words as rows, for what refers to them seldom. */
export async function fillVocabulary(client: pg.Client): Promise<void> {
	for (const [table, codes] of Object.entries(VOCABULARY))
		await client.query(`insert into ${table} (code) select unnest($1::text[]) on conflict do nothing`, [
			codes,
		]);
}
