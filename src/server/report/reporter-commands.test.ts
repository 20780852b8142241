import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { formatReceipt } from './receipt.ts';
import { openReceipt, readOwn, supportReport, takeOwnStep } from './reporter-commands.ts';
import { publicReport } from './reporter-queries.ts';
import type { OwnStep } from './reporter-steps.ts';
import type { Acknowledged } from './submit-commands.ts';

let world: World;
beforeAll(async () => {
	world = await aWorld();
});
afterAll(() => world.close());

const PUBLIC_COPY = {
	title: 'Lampu padam',
	body: 'Tiga lampu di simpang padam sejak Senin.',
	place: 'Simpang',
};
const aPublished = async (): Promise<Acknowledged> => {
	const sent = await world.report('received');
	await world.taken(sent.id, 'publish', { publicCopy: PUBLIC_COPY });
	return sent;
};
const read = (sent: Acknowledged) =>
	readOwn(world.vault, sent, { directory: world.directory, at: MONDAY_MORNING });
const take = async (
	sent: Acknowledged,
	step: OwnStep,
	given: { words?: string; key?: string; rating?: number; receiptAgain?: boolean; version?: number } = {},
) => {
	const { key = randomUUID(), version, words = '', ...input } = given;
	const seen = version ?? (await read(sent))?.report.version ?? 0;
	return takeOwnStep(world.vault, {
		id: sent.id,
		step,
		input: { words, ...input },
		files: [],
		version: seen,
		key,
		directory: world.directory,
		at: MONDAY_MORNING,
	});
};
const supportOf = async ({ id }: Acknowledged) =>
	(
		await world.owner.query(
			`select r.support_count as report, p.support_count as public, (select count(*)::int from support s where s.report_id = r.id) as devices
			from report r join publication p on p.report_id = r.id where r.id = $1`,
			[id],
		)
	).rows[0];

describe('a receipt', () => {
	test('opens its own report, however it is typed', async () => {
		const sent = await world.report('received');
		const typed = sent.receipt.replaceAll('-', ' ').toLowerCase();

		const opened = await openReceipt(world.vault, world.directory.agency.id, typed);

		expect(opened).toEqual({ ok: true, value: { id: sent.id, code: sent.code } });
	});

	test('that is wrong says nothing but that', async () => {
		const guess = formatReceipt(new Uint8Array(17).fill(7));

		const opened = await openReceipt(world.vault, world.directory.agency.id, guess);

		expect(opened).toEqual({ ok: false, refusal: { code: 'receipt_unknown' } });
	});

	test('is stored as a keyed hash: the database does not hold it', async () => {
		const sent = await world.report('received');

		const { rows } = await world.owner.query('select to_jsonb(r)::text as row from report r where id = $1', [
			sent.id,
		]);

		expect(rows[0].row).not.toContain(sent.receipt);
		expect(rows[0].row).not.toContain(sent.receipt.replaceAll('-', ''));
	});
});

describe('who has only the code', () => {
	test('finds no confidential and no supervisory report: as if it did not exist', async () => {
		const { pool } = world.reader;
		const agencyId = world.directory.agency.id;
		const secret = await world.report('received', { submission: { confidentiality: 'confidential' } });
		const supervisory = await world.report('received', { submission: { kind: 'supervisory_complaint' } });

		const answers = await Promise.all(
			[secret.code, supervisory.code, 'MSR-26-ZZZZZ'].map((code) => publicReport(pool, agencyId, code)),
		);

		expect(answers).toEqual([undefined, undefined, undefined]);
	});

	test('sees status and clock before verification, and no word of it', async () => {
		const sent = await world.report('received');

		const seen = await publicReport(world.reader.pool, world.directory.agency.id, sent.code);

		expect(seen).toMatchObject({ status: 'received', title: null, body: null, publishedAt: null });
		expect(seen?.clocks.map(({ clock }) => clock)).toEqual(['verify', 'case']);
	});

	test('reads the public copy in one statement, and never the original', async () => {
		const sent = await aPublished();
		const asked: string[] = [];
		const pool = world.reader.pool;
		const counting = {
			query: (statement: { text: string }) => {
				asked.push(statement.text);
				return pool.query(statement);
			},
		};

		const seen = await publicReport(counting as unknown as typeof pool, world.directory.agency.id, sent.code);

		expect(asked).toHaveLength(1);
		expect(seen).toMatchObject({ title: PUBLIC_COPY.title, firstName: 'Siti' });
		expect(JSON.stringify(seen)).not.toContain('mengaji');
	});

	test('of another government finds nothing', async () => {
		const sent = await aPublished();
		const { rows } = await world.owner.query('select id from agency where id <> $1 limit 1', [
			world.directory.agency.id,
		]);

		expect(await publicReport(world.reader.pool, rows[0].id, sent.code)).toBeUndefined();
	});
});

describe('"mine, too"', () => {
	const support = ({ code }: Pick<Acknowledged, 'code'>, device: string) =>
		supportReport(world.vault, { agencyId: world.directory.agency.id, code, device, at: MONDAY_MORNING });

	test('counts a device once, in the report and in its public copy', async () => {
		const sent = await aPublished();

		expect(await support(sent, 'phone 1')).toEqual({ supporters: 1, counted: true });
		expect(await support(sent, 'phone 1')).toEqual({ supporters: 1, counted: false });
		expect(await support(sent, 'phone 2')).toEqual({ supporters: 2, counted: true });
		expect(await supportOf(sent)).toEqual({ report: 2, public: 2, devices: 2 });
	});

	test('counts right when many press at once', async () => {
		const sent = await aPublished();

		await Promise.all(Array.from({ length: 40 }, (_, phone) => support(sent, `phone ${phone % 20}`)));

		expect(await supportOf(sent)).toEqual({ report: 20, public: 20, devices: 20 });
	});

	test('is not for what is not public: nothing tells that it is there', async () => {
		const unpublished = await world.report('received');
		const secret = await world.report('received', { submission: { confidentiality: 'confidential' } });

		expect(await support(unpublished, 'phone')).toBeUndefined();
		expect(await support(secret, 'phone')).toBeUndefined();
	});
});

describe('the reporter', () => {
	test('sees everything of their own and the steps open to them', async () => {
		const own = await read(await world.report('answered'));

		expect(own?.content).toMatchObject({ title: 'Lampu jalan padam di simpang', isPublished: false });
		expect(own?.offered).toEqual(['confirm', 'dispute', 'raise_confidentiality', 'withdraw']);
	});

	test('closes with a rating; a poor one offers an objection', async () => {
		const sent = await world.report('answered');

		expect(await take(sent, 'confirm', { rating: 1 })).toEqual({ ok: true, value: 'taken' });
		expect((await read(sent))?.offered).toEqual(['reopen', 'object_to_answer']);
	});

	test('cannot close without a rating', async () => {
		expect(await take(await world.report('answered'), 'confirm')).toEqual({
			ok: false,
			refusal: { code: 'rating' },
		});
	});

	test('sends a form twice and is heard once; other words are heard, too', async () => {
		const sent = await world.report('in_progress');
		const form = {
			key: 'same form',
			words: 'Masih gelap.',
			version: (await read(sent))?.report.version ?? 0,
		};

		const answers = [await take(sent, 'reply', form), await take(sent, 'reply', form)];

		expect(answers).toEqual([
			{ ok: true, value: 'taken' },
			{ ok: true, value: 'again' },
		]);
		expect(await take(sent, 'reply', { key: 'same form', words: 'Sudah terang.' })).toEqual({
			ok: true,
			value: 'taken',
		});
		expect((await read(sent))?.steps.filter(({ step }) => step === 'reply')).toHaveLength(2);
	});

	test('twenty identical replies at once are one', async () => {
		const sent = await world.report('in_progress');
		const form = { key: 'storm', words: 'Masih gelap.', version: (await read(sent))?.report.version ?? 0 };

		await Promise.all(Array.from({ length: 20 }, () => take(sent, 'reply', form)));

		expect((await read(sent))?.steps.filter(({ step }) => step === 'reply')).toHaveLength(1);
	});

	test('is told when the report changed under their eyes; the same form may then be sent again', async () => {
		const sent = await world.report('in_progress');
		const version = ((await read(sent))?.report.version ?? 0) - 1;

		expect(await take(sent, 'reply', { key: 'late', words: 'Masih gelap.', version })).toEqual({
			ok: false,
			refusal: { code: 'version_conflict' },
		});
		expect(await take(sent, 'reply', { key: 'late', words: 'Masih gelap.' })).toEqual({
			ok: true,
			value: 'taken',
		});
	});

	test('withdraws only with the receipt typed again', async () => {
		const sent = await world.report('forwarded');

		expect(await take(sent, 'withdraw')).toEqual({ ok: false, refusal: { code: 'receipt_again' } });
		expect(await take(sent, 'withdraw', { receiptAgain: true })).toEqual({ ok: true, value: 'taken' });
	});

	test('storms, and is heard twenty times a day; then a person is named, and withdrawing still works', async () => {
		const sent = await world.report('in_progress');
		const answers = [];
		for (let nth = 0; nth < 25; nth += 1)
			answers.push(await take(sent, 'reply', { words: `Kabar ke-${nth}?` }));

		expect(answers.filter(({ ok }) => ok)).toHaveLength(20);
		expect(answers.at(-1)).toMatchObject({
			refusal: { code: 'enough_for_today', email: expect.any(String) },
		});
		expect(await take(sent, 'withdraw', { receiptAgain: true })).toMatchObject({ ok: true });
	});

	test('of one report sees and moves no other', async () => {
		const [mine, other] = [await world.report('answered'), await world.report('answered')];

		expect(await read({ ...mine, code: other.code })).toBeUndefined();
	});
});
