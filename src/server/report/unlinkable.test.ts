/** Attack 97: what a log of a network knows to the second cannot be joined with what somebody sent without a name. */
import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aSubmission } from '../../../tests/samples.ts';
import { aWorld, type World } from '../../../tests/world.ts';
import type { ReportId } from '../access/policy.ts';
import { publicReport } from './reporter-queries.ts';
import { submittedAt } from './submission.ts';

let world: World;
beforeAll(async () => {
	world = await aWorld();
});
afterAll(() => world.close());

const SENT = new Date('2026-02-02T09:47:13.123+08:00');
const HOUR = new Date('2026-02-02T09:00:00+08:00');
/** A time of day that tells more than the hour. */
const MINUTE = /[T ]\d\d:(?!00)\d\d|[T ]\d\d:\d\d:(?!00)\d\d/;

/** Every row that names the report, in every table, as text. */
async function rowsOf(id: ReportId): Promise<string[]> {
	const { rows } = await world.owner.query<{ t: string }>(
		`select table_name as t from information_schema.columns where table_schema = 'public' and column_name = 'report_id'`,
	);
	const questions = [
		...rows.map(({ t }) => `select x::text as row from ${t} x where report_id = $1`),
		'select x::text as row from report x where id = $1',
	];
	const found = await Promise.all(
		questions.map((question) => world.owner.query<{ row: string }>(question, [id])),
	);
	return found.flatMap((answer) => answer.rows.map(({ row }) => row));
}

describe('a submission without a name', () => {
	test.each(['anonymous', 'confidential'] as const)(
		'%s is stored with its hour and nothing finer, in every row',
		async (confidentiality) => {
			const { id, code } = await world.submit({ at: SENT, submission: { confidentiality } });

			const rows = await rowsOf(id);
			expect(rows.length).toBeGreaterThan(5);
			expect(rows.filter((row) => MINUTE.test(row))).toEqual([]);
			const copy = await publicReport(world.reader.pool, world.directory.agency.id, code);
			expect(JSON.stringify(copy ?? null)).not.toMatch(/09:47|01:47/);
			// The time an id of version 7 begins with.
			expect(Number.parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(HOUR.getTime());
		},
	);

	test('an open one keeps its minute, and so does what a desk took in', () => {
		const taken = { at: SENT, takenInBy: 'somebody' };
		expect(submittedAt(aSubmission(), { at: SENT, takenInBy: null })).toEqual(SENT);
		expect(submittedAt(aSubmission({ confidentiality: 'anonymous' }), taken)).toEqual(SENT);
		expect(
			submittedAt(aSubmission({ kind: 'supervisory_complaint' }), { at: SENT, takenInBy: null }),
		).toEqual(HOUR);
	});

	test('has the same deadlines as one with its minute', async () => {
		const [secret, open] = await Promise.all(
			(['anonymous', 'open'] as const).map((confidentiality) =>
				world.submit({ at: SENT, submission: { confidentiality } }),
			),
		);
		const deadlines = async (id: string | undefined) =>
			(
				await world.owner.query(
					'select clock, late_from from report_clock where report_id = $1 order by clock',
					[id],
				)
			).rows;
		expect(await deadlines(secret?.id)).toEqual(await deadlines(open?.id));
	});
});

describe('our own log', () => {
	/** A fault names a random id, so that somebody can mend it; whoever sees to a report by its clocks comes days after it. */
	test('is never handed an address, a path, a code or a receipt', () => {
		const told = globSync('src/**/*.ts', { exclude: ['**/*.test.ts'] }).flatMap((file) =>
			[...readFileSync(file, 'utf8').matchAll(/\blog\.(?:info|warn|error)\(([^;]*)\);/g)].map(
				([, said]) => `${file}: ${said}`,
			),
		);
		expect(told.length).toBeGreaterThan(10);
		const telling = /\b(client|address|ip|pathname|url|path|params|cookies?|receipt|headers)\b(?!_)/;
		expect(
			told.filter((line) => telling.test(line.slice(line.indexOf(': ')).replace(/'[^']*'/g, ''))),
		).toEqual([]);
	});

	test('of the database leaves out what a failed statement carried', () => {
		const settings = readFileSync('src/server/platform/postgres-cluster.ts', 'utf8');
		for (const one of [
			"log_statement: 'none'",
			"log_min_error_statement: 'panic'",
			"log_error_verbosity: 'terse'",
		])
			expect(settings).toContain(one);
	});
});
