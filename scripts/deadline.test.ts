import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('deadline.ts', import.meta.url));
const TIME_ZONES = ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'] as const;
const MANY = 20_000;

type Question = {
	readonly start: string;
	readonly days: number;
	readonly counted: 'working' | 'calendar';
	readonly zone: (typeof TIME_ZONES)[number];
	readonly daysOff: readonly string[];
	readonly workweek?: readonly number[];
};

const question: Question = {
	start: '2026-02-13T19:42:00+08:00',
	days: 2,
	counted: 'working',
	zone: 'Asia/Makassar',
	daysOff: ['2026-02-16', '2026-02-17'],
};

const MALFORMED = [
	['no JSON', 'besok'],
	['an empty line', ''],
	['a list', '[]'],
	['no offset', JSON.stringify({ ...question, start: '2026-02-13T19:42:00' })],
	['a day that does not exist', JSON.stringify({ ...question, daysOff: ['2026-02-30'] })],
	['an unknown zone', JSON.stringify({ ...question, zone: 'Asia/Singapore' })],
	['days that are no number', JSON.stringify({ ...question, days: '14' })],
	['negative days', JSON.stringify({ ...question, days: -1 })],
	['more than ten years', JSON.stringify({ ...question, days: 3661 })],
	['too many days off', JSON.stringify({ ...question, daysOff: Array(5001).fill('2026-02-16') })],
	['a week without work', JSON.stringify({ ...question, workweek: [] })],
	['an eighth weekday', JSON.stringify({ ...question, workweek: [7] })],
	['a year before the zones', JSON.stringify({ ...question, start: '1987-12-31T00:00:00Z' })],
] as const;

describe('asking for deadlines on the command line', () => {
	test('prints the first late instant and what every day did', async () => {
		const { answers, code } = await ask([JSON.stringify(question)]);

		expect(answers).toEqual([
			{
				lateFrom: '2026-02-19T16:00:00.000Z',
				days: [
					{ date: '2026-02-14', counts: false, why: 'weekend' },
					{ date: '2026-02-15', counts: false, why: 'weekend' },
					{ date: '2026-02-16', counts: false, why: 'day off' },
					{ date: '2026-02-17', counts: false, why: 'day off' },
					{ date: '2026-02-18', counts: true, why: 'working day' },
					{ date: '2026-02-19', counts: true, why: 'working day' },
				],
			},
		]);
		expect(code).toBe(0);
	});

	test('knows offices of six days, and calendar terms', async () => {
		const { answers } = await ask([
			JSON.stringify({ ...question, days: 1, workweek: [1, 2, 3, 4, 5, 6] }),
			JSON.stringify({ ...question, days: 2, counted: 'calendar' }),
		]);

		expect(answers).toMatchObject([
			{ lateFrom: '2026-02-14T16:00:00.000Z' },
			{ lateFrom: '2026-02-15T16:00:00.000Z' },
		]);
	});

	describe('answers what it cannot read with what is wrong, and the lines around it all the same', () => {
		const good = JSON.stringify(question);
		let told: Awaited<ReturnType<typeof ask>>;
		beforeAll(async () => {
			told = await ask([good, ...MALFORMED.flatMap(([, line]) => [line, good])]);
		});

		test.each(MALFORMED.map(([what], index) => [what, 2 * index + 1] as const))('%s', (_, at) => {
			const rightOne = expect.objectContaining({ lateFrom: '2026-02-19T16:00:00.000Z' });

			expect(told.answers.slice(at - 1, at + 2)).toEqual([
				rightOne,
				{ error: expect.stringMatching(/.{5}/), line: at + 1 },
				rightOne,
			]);
			expect(told.code).toBe(1);
		});
	});

	test('of nothing prints nothing', async () => {
		expect(await ask([])).toEqual({ answers: [], code: 0 });
	});

	test('20,000 deadlines equal a second count', { timeout: 120_000 }, async () => {
		const questions = Array.from({ length: MANY }, (_, index) => questionNumber(index));
		const lines = questions.map((asked) => JSON.stringify(asked));

		const { answers, code } = await ask(lines);

		expect(code).toBe(0);
		const differing = questions.filter(
			(asked, index) => JSON.stringify(answers[index]) !== secondCount(asked),
		);
		expect(differing).toEqual([]);
	});
});

async function ask(lines: readonly string[]): Promise<{ answers: unknown[]; code: number }> {
	const child = spawn(process.execPath, [SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] });
	const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
	Readable.from(lines.map((line) => `${line}\n`)).pipe(child.stdin);
	const printed = await text(child.stdout);
	const answers = printed.split('\n').slice(0, -1);
	return { answers: answers.map((line) => JSON.parse(line)), code: await ended };
}

/** Questions of every kind, the same in every run. */
function questionNumber(index: number): Question {
	const random = (below: number, salt: number) => (Math.imul(index + salt * 7919, 2654435761) >>> 8) % below;
	const start = new Date(Date.UTC(2019, 0, 1) + random(4_000_000, 1) * 91_000);
	return {
		start: start.toISOString(),
		days: random(46, 2),
		counted: random(4, 3) === 0 ? 'calendar' : 'working',
		zone: TIME_ZONES[random(4, 4)] ?? 'Asia/Jakarta',
		daysOff: Array.from({ length: random(12, 5) }, (_, n) =>
			isoDate(start.getTime() + random(60, 6 + n) * 86_400_000),
		),
		...(random(5, 30) === 0 ? { workweek: [1, 2, 3, 4, 5, 6] } : {}),
	};
}

const LOCAL_DATE = new Map(
	TIME_ZONES.map((timeZone) => [
		timeZone,
		new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }),
	]),
);
const OFFSET = {
	'Asia/Jakarta': '+07:00',
	'Asia/Pontianak': '+07:00',
	'Asia/Makassar': '+08:00',
	'Asia/Jayapura': '+09:00',
};

/** The same answer by other means: the platform's time zones and a walk over written dates. */
function secondCount({ start, days, counted, zone, daysOff, workweek = [1, 2, 3, 4, 5] }: Question): string {
	const explained: { date: string; counts: boolean; why: string }[] = [];
	let date = LOCAL_DATE.get(zone)?.format(new Date(start)) ?? '';
	while (explained.filter((day) => day.counts).length < days) {
		date = isoDate(Date.parse(`${date}T12:00:00Z`) + 86_400_000);
		const isWorked = workweek.includes(new Date(`${date}T12:00:00Z`).getUTCDay());
		explained.push({ date, ...verdict(counted, isWorked, daysOff.includes(date)) });
	}
	const lateFrom = new Date(Date.parse(`${date}T00:00:00${OFFSET[zone]}`) + 86_400_000).toISOString();
	return JSON.stringify({ lateFrom, days: explained });
}

function verdict(counted: Question['counted'], isWorked: boolean, isOff: boolean) {
	if (counted === 'calendar') return { counts: true, why: 'calendar day' };
	if (!isWorked) return { counts: false, why: 'weekend' };
	return isOff ? { counts: false, why: 'day off' } : { counts: true, why: 'working day' };
}

function isoDate(milliseconds: number): string {
	return new Date(milliseconds).toISOString().slice(0, 10);
}
