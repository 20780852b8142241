import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AN_ANSWER } from '../../../tests/samples.ts';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { seenBy } from '../platform/db.ts';
import { findForStep } from './queries.ts';

let world: World;
beforeAll(async () => {
	world = await aWorld();
});
afterAll(() => world.close());

const rows = async (sql: string, ...values: unknown[]) => (await world.owner.query(sql, values)).rows;
const refused = (code: string) => ({ ok: false, refusal: { code } });
/** Everything stored about a report but what counts versions. */
async function whole(id: string) {
	const [report] = await rows('select to_jsonb(r) - $2::text[] as r from report r where id = $1', id, [
		'version',
		'due_at',
	]);
	const [copy] = await rows(
		'select to_jsonb(p) - $2::text[] as p from publication p where report_id = $1',
		id,
		['version', 'due_at'],
	);
	const clocks = await rows(
		'select clock, late_from, ended_at from report_clock where report_id = $1 and ended_at is null order by clock',
		id,
	);
	return {
		report,
		copy,
		clocks,
		content: await rows('select title, body, place from report_content where report_id = $1', id),
	};
}

describe('a step', () => {
	it('stores status, evidence, clocks, message and job together', async () => {
		const { id } = await world.report('received');
		const jobs = async () => (await rows('select count(*)::int as n from graphile_worker.jobs'))[0].n;
		const before = await jobs();

		await world.taken(id, 'forward');

		expect(await rows('select status, unit_id, version from report where id = $1', id)).toEqual([
			{ status: 'forwarded', unit_id: world.unit('dinas_perhubungan'), version: 2 },
		]);
		expect(
			await rows('select seq, step, actor_id, facts from report_step where report_id = $1 and seq = 2', id),
		).toEqual([
			{
				seq: 2,
				step: 'forward',
				actor_id: world.officer('rahmah').actor.personId,
				facts: { by: 'R.A.', unit: 'Meja Pengaduan', target: 'Dishub' },
			},
		]);
		expect(
			await rows(
				'select clock from report_clock where report_id = $1 and ended_at is null order by clock',
				id,
			),
		).toEqual([{ clock: 'case' }, { clock: 'complete' }, { clock: 'first_answer' }]);
		expect(
			await rows(
				"select recipient->>'to' as told from outbox where report_id = $1 and template = 'forward' order by 1",
				id,
			),
		).toEqual([{ told: 'reporter' }, { told: 'unit' }]);
		expect(await jobs()).toBe(before + 1);
	});

	it('that fails half-way leaves nothing behind', async () => {
		const { id } = await world.report('received');
		await world.owner.query(`
			create function no_paper() returns trigger language plpgsql as $$ begin raise exception 'no paper'; end $$;
			create trigger no_paper before insert on outbox for each row execute function no_paper()`);
		const before = await whole(id);

		await expect(world.take(id, 'forward')).rejects.toThrow('no paper');

		await world.owner.query('drop trigger no_paper on outbox');
		expect(await whole(id)).toEqual(before);
		expect(await rows('select max(seq) as seq from report_step where report_id = $1', id)).toEqual([
			{ seq: 1 },
		]);
	});

	it('seen on an older version of the report is refused, not laid over it', async () => {
		const { id } = await world.report('forwarded');

		await world.taken(id, 'start', { version: 2 });

		expect(await world.take(id, 'answer', { ...AN_ANSWER, version: 2 })).toEqual(refused('version_conflict'));
	});

	it('taken twice at once happens once', async () => {
		const { id } = await world.report('in_progress');

		const both = await Promise.all([
			world.take(id, 'answer', AN_ANSWER),
			world.take(id, 'answer', AN_ANSWER),
		]);

		expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
		expect(
			await rows(
				"select count(*)::int as answers from report_step where report_id = $1 and step = 'answer'",
				id,
			),
		).toEqual([{ answers: 1 }]);
	});

	it('cannot be changed or removed by the application, nor its evidence (attack 16)', async () => {
		const { id } = await world.report('answered');
		const { actor } = world.officer('rahmah');
		const asOfficer = (text: string) =>
			seenBy(actor, world.db, (tx) => sql.raw(text.replace('$1', `'${id}'`)).execute(tx));

		for (const text of [
			"update report_step set facts = '{}' where report_id = $1",
			'delete from report_step where report_id = $1',
			"update step_text set salt = 'lain' where report_id = $1",
			'truncate report_step cascade',
		])
			await expect(asOfficer(text)).rejects.toThrow('permission denied');
	});
});

describe('whose report it is', () => {
	it("another unit's liaison gets the answer of a report that does not exist", async () => {
		const { id } = await world.report('in_progress');
		const stranger = world.officer('liaison', 'dinas_pupr');

		expect(await seenBy(stranger.actor, world.db, (tx) => findForStep(tx, id))).toBeUndefined();
		expect(await world.take(id, 'answer', { ...AN_ANSWER, by: stranger })).toEqual(
			refused('report_not_found'),
		);
	});

	it('is never the unit it is about', async () => {
		const { id } = await world.report('received', {
			submission: { aboutUnitId: world.unit('dinas_perhubungan') },
		});

		expect(await world.take(id, 'forward')).toEqual(refused('target_unit'));
	});

	it('a unit that returned it no longer sees it, and its reason stays', async () => {
		const { id } = await world.report('forwarded');

		await world.taken(id, 'return', { words: 'Ini jalan provinsi.' });

		expect(await world.take(id, 'start')).toEqual(refused('report_not_found'));
		expect(
			await rows(
				"select texts->>'words' as body from step_text where report_id = $1 and seq = (select max(seq) from report_step where report_id = $1)",
				id,
			),
		).toEqual([{ body: 'Ini jalan provinsi.' }]);
		expect(await rows('select status, hops, unit_id from report where id = $1', id)).toEqual([
			{ status: 'received', hops: 1, unit_id: null },
		]);
	});

	it('is the coordinator after two returns', async () => {
		const { id } = await world.report('received');
		for (let hop = 1; hop <= 2; hop += 1) {
			await world.taken(id, 'forward');
			await world.taken(id, 'return', { words: 'Bukan wewenang kami.' });
		}

		expect(await world.take(id, 'forward')).toEqual(refused('coordinator_after_hops'));
		expect(await world.take(id, 'forward', { by: world.officer('coordinator') })).toMatchObject({ ok: true });
		expect(
			await rows(
				"select count(*)::int as n from report_clock where report_id = $1 and clock = 'complete'",
				id,
			),
		).toEqual([{ n: 1 }]);
	});
});

describe('asking the reporter', () => {
	it('goes on as often as the term book says, counted together', async () => {
		const { id } = await world.report('received');
		for (let ask = 1; ask <= 2; ask += 1) {
			await world.taken(id, 'ask_reporter', { words: 'Di jalan mana?' });
			await world.taken(id, 'supply_details', { words: 'Jalan Kenanga.' });
		}

		expect(await world.take(id, 'ask_reporter', { words: 'Nomor berapa?' })).toEqual(refused('asks_left'));
	});

	it('holds the clocks of the unit, and gives it back to the unit that asked', async () => {
		const { id } = await world.report('in_progress');
		await world.taken(id, 'ask_details', { words: 'Tiang nomor berapa?' });
		const lateFrom = "select late_from from report_clock where report_id = $1 and clock = 'complete'";
		const at = new Date(MONDAY_MORNING.getTime() + 2 * 24 * 3600 * 1000);

		await world.taken(id, 'supply_details', { words: 'Tiang nomor tujuh.', at });

		expect(await rows('select status, unit_id from report where id = $1', id)).toEqual([
			{ status: 'in_progress', unit_id: world.unit('dinas_perhubungan') },
		]);
		// 14 working days from Monday 2 February end on the 24th; of the pause only Tuesday was a day that counts.
		expect((await rows(lateFrom, id))[0].late_from.toISOString()).toBe('2026-02-25T16:00:00.000Z');
	});
});

describe('an answer that a superior must approve', () => {
	const proposed = async () => {
		const { id } = await world.report('received');
		await world.taken(id, 'forward', { targetUnitId: world.unit('dinas_pupr') });
		const by = world.officer('liaison', 'dinas_pupr');
		expect(await world.take(id, 'answer', { ...AN_ANSWER, by })).toEqual(refused('no_approval_needed'));
		await world.taken(id, 'propose_answer', { ...AN_ANSWER, promise: '2026-02-20', by });
		return { id, by };
	};

	it('is sent with the words that were proposed, once approved by somebody else', async () => {
		const { id, by } = await proposed();

		expect(await world.take(id, 'approve_answer', { by })).toEqual(refused('not_permitted'));
		await world.taken(id, 'approve_answer', { by: world.officer('head', 'dinas_pupr') });

		expect(
			await rows(
				'select facts, to_status from report_step where report_id = $1 order by seq desc limit 1',
				id,
			),
		).toEqual([
			{
				facts: { by: 'F.Y.', unit: 'Dinas PUPR', promise: '2026-02-20', when: '2026-02-02' },
				to_status: 'answered',
			},
		]);
		expect(
			await rows(
				"select part, body from step_text, jsonb_each_text(texts) as written(part, body) where part in ('words', 'done') and report_id = $1 and seq = (select max(seq) from report_step where report_id = $1) order by part",
				id,
			),
		).toEqual([
			{ part: 'done', body: AN_ANSWER.parts.done },
			{ part: 'words', body: AN_ANSWER.words },
		]);
		expect(await rows('select report_id from pending_answer where report_id = $1', id)).toEqual([]);
		expect(
			await rows("select started_at from report_clock where report_id = $1 and clock = 'silence'", id),
		).toEqual([{ started_at: new Date('2026-02-20T00:00:00+08:00') }]);
	});

	it('goes back to the unit with a reason, and can be proposed anew', async () => {
		const { id, by } = await proposed();

		expect(await world.take(id, 'propose_answer', { ...AN_ANSWER, by })).toEqual(refused('approval_needed'));
		await world.taken(id, 'send_back', {
			words: 'Sebutkan nomor berita acaranya.',
			by: world.officer('head', 'dinas_pupr'),
		});

		expect(await world.take(id, 'propose_answer', { ...AN_ANSWER, by })).toMatchObject({ ok: true });
	});
});

it.each([
	['without what was done', { done: 'Sudah.' }],
	['without who did it', { who: '' }],
	['without evidence', { evidence: ' ' }],
	['done tomorrow', { when: '2026-02-03' }],
])('an answer %s is no answer', async (_, part) => {
	const { id } = await world.report('in_progress');
	const parts = { ...AN_ANSWER.parts, ...part };

	expect(await world.take(id, 'answer', { ...AN_ANSWER, parts })).toEqual(refused('answer_parts'));
});
