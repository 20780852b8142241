import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Officer } from '../../../tests/officers.ts';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import type { PersonId } from '../access/policy.ts';
import { seenBy } from '../platform/db.ts';
import { newSecret } from '../platform/secret.ts';
import { openReceipt } from '../report/reporter-commands.ts';
import type { StoredPhoto } from '../report/submission.ts';
import { addOpening, issueNumbers, listOpenings } from './box-queries.ts';
import { type AtDesk, type DeskPhotos, desksOf, showSlip, takeInAtDesk, takenBefore } from './commands.ts';
import { type Entry, emptyEntry } from './entry.ts';
import { paperNumber } from './paper-number.ts';
import { listIntakes, searchIntakes } from './queries.ts';

let world: World;
let opening: string;
let printed = 0;
const NO_PHOTOS: DeskPhotos = { evidence: [], papers: [] };
const WEDNESDAY = new Date('2026-02-04T10:00:00+08:00');

beforeAll(async () => {
	world = await aWorld();
	const { actor, unitId, at } = desk('zainab');
	[opening, printed] = await seenBy(actor, world.db, async (tx) => [
		await addOpening(
			tx,
			{ unitId, box: 'Kotak pasar', openedAt: MONDAY_MORNING, papers: 3, witnesses: ['A', 'B'], note: '' },
			{ actor, at },
		),
		await issueNumbers(tx, { count: 40, actor, at }),
	]);
});
afterAll(() => world.close());

const desk = (who: string, at = WEDNESDAY): AtDesk => {
	const { actor } = world.officer(who);
	const [unitId] = actor.unitIds;
	if (!unitId) throw new Error(`${who} has no desk`);
	return {
		actor: { ...actor, personId: actor.personId as PersonId },
		unitId,
		directory: world.directory,
		at,
	};
};
const anEntry = (given: Partial<Entry> = {}) =>
	emptyEntry(newSecret(), {
		story: 'Anak saya demam, puskesmas sudah tutup sebelum waktunya.',
		region: '-',
		confidentiality: 'anonymous',
		read: 'yes',
		...given,
	});
const aPaper = (given: Partial<Entry> = {}) => {
	printed += 1;
	return anEntry({
		way: 'box',
		paper: paperNumber(printed, world.directory.agency.prefix),
		opening,
		...given,
	});
};
const send = (entry: Entry, at: AtDesk = desk('zainab'), photos = NO_PHOTOS, receivedAt = at.at) =>
	takeInAtDesk(world.vault, entry, { desk: at, photos, receivedAt, lang: 'id' });
async function sent(...given: Parameters<typeof send>) {
	const taken = await send(...given);
	if (!taken.ok) throw new Error(taken.refusal.code);
	return taken.value;
}
const rows = async (sql: string, ...values: unknown[]) => (await world.owner.query(sql, values)).rows;
const as = <T>(who: Officer, work: Parameters<typeof seenBy<T>>[2]) => seenBy(who.actor, world.db, work);
const aPhoto = (key: string): StoredPhoto => ({
	sha256: key,
	storageKey: key,
	thumbKey: key,
	mediaType: 'image/webp',
	bytes: 1,
	width: 40,
	height: 30,
	alt: '',
});

describe('taking in for somebody else', () => {
	it('stores the report, who took it in, what the desk notes, and one entry in the audit log', async () => {
		const { id, code, receipt } = await sent(anEntry({ elder: 'yes', way: 'phone' }));

		expect(code).toMatch(/^MSR-26-/);
		expect(receipt && (await openReceipt(world.vault, world.directory.agency.id, receipt))).toMatchObject({
			value: { id },
		});
		expect(await rows('select channel, taken_in_by from report where id = $1', id)).toEqual([
			{ channel: 'desk', taken_in_by: desk('zainab').actor.personId },
		]);
		expect(
			await rows('select needs, proxy_scope, letter from intake_detail where report_id = $1', id),
		).toEqual([{ needs: ['elder'], proxy_scope: null, letter: null }]);
		expect(await rows('select action, role, after from audit where subject = $1', id)).toEqual([
			{ action: 'report.taken_in', role: 'desk_officer', after: { way: 'phone' } },
		]);
	});

	it('is one report however often the same entry comes (attack 66)', async () => {
		const entry = anEntry();

		const all = await Promise.all(Array.from({ length: 100 }, () => sent(entry)));

		expect(new Set(all.map(({ id, code, receipt }) => `${id} ${code} ${receipt}`)).size).toBe(1);
		expect(await rows('select count(*)::int as n from intake where report_id = $1', all[0]?.id)).toEqual([
			{ n: 1 },
		]);
	});

	it('at a desk with its own right to verify, what is meant for that office is verified there', async () => {
		const office = world.directory.units.get(world.unit('perumda_air'))?.name ?? '';
		const { id } = await sent(anEntry({ office }), desk('nurul'));

		expect(await rows('select verifier_unit_id from report where id = $1', id)).toEqual([
			{ verifier_unit_id: world.unit('perumda_air') },
		]);
	});

	it('seals for whom somebody speaks with the name of an open report, and keeps neither of another', async () => {
		const proxy = { proxy: 'yes', represented: 'Ibu Contoh', scope: 'follow', letter: 'No. 7, 2 Feb 2026' };
		const open = await sent(anEntry({ ...proxy, confidentiality: 'open', name: 'Siti Contoh' }));
		const secret = await sent(anEntry(proxy));

		const parts = await rows('select report_id, part from reporter_identity where report_id = any ($1)', [
			open.id,
			secret.id,
		]);
		expect(parts).toEqual([{ report_id: open.id, part: 'name' }]);
		expect(
			await rows('select proxy_scope, letter from intake_detail where report_id = any ($1)', [
				[open.id, secret.id],
			]),
		).toEqual([
			{ proxy_scope: 'follow', letter: 'seen' },
			{ proxy_scope: 'follow', letter: 'seen' },
		]);
		const stored = await rows('select * from intake_detail natural join intake');
		expect(JSON.stringify(stored)).not.toContain('Ibu Contoh');
	});
});

describe('a paper from the box', () => {
	it('is received when the box was opened, however late it is typed', async () => {
		const { id } = await sent(aPaper(), desk('zainab'), NO_PHOTOS, MONDAY_MORNING);

		const [report] = await rows(
			`select r.received_at, i.at, (select late_from from report_clock c where c.report_id = r.id and clock = 'verify') as late
			 from report r join intake i on i.report_id = r.id where r.id = $1`,
			id,
		);
		expect(report).toEqual({
			received_at: MONDAY_MORNING,
			at: WEDNESDAY,
			late: new Date('2026-02-06T00:00:00+08:00'),
		});
		const [opened] = await as(world.officer('zainab'), (tx) =>
			listOpenings(tx, { desks: desksOf(desk('zainab')), since: MONDAY_MORNING }),
		);
		expect(opened).toMatchObject({ papers: 3, typed: 1, witnesses: ['A', 'B'] });
	});

	it('typed twice by two clerks is one report, and the second is told (attack 65)', async () => {
		const first = aPaper();
		const { id, code } = await sent(first);
		const again = { ...anEntry(), way: 'box', paper: first.paper.toLowerCase(), opening } as Entry;

		const second = await send(again, desk('rahmah'));

		expect(second).toMatchObject({
			refusal: { code: 'paper_known', report: code, on: WEDNESDAY, by: world.officer('zainab').initials },
		});
		expect(await takenBefore(world.vault, again, desk('rahmah'))).toEqual(second);
		expect(await rows('select count(*)::int as n from intake where report_id = $1', id)).toEqual([{ n: 1 }]);
	});

	it('typed by a hundred at the same time is one report', async () => {
		const { paper } = aPaper();

		const all = await Promise.all(
			Array.from({ length: 100 }, () => send(anEntry({ way: 'box', paper, opening }))),
		);

		expect(all.filter(({ ok }) => ok)).toHaveLength(1);
		expect(await rows('select count(*)::int as n from intake where paper_no = $1', paper)).toEqual([
			{ n: 1 },
		]);
		expect(await rows("select count(*)::int as n from audit where after->>'paper' = $1", paper)).toEqual([
			{ n: 1 },
		]);
	});

	it('shows its photograph to whoever assesses it and to nobody else', async () => {
		const papers = [{ paper: 'box_paper' as const, photo: aPhoto('kertas') }];
		const { id } = await sent(aPaper(), desk('zainab'), { evidence: [], papers });
		await world.taken(id, 'forward');
		const seen = (who: string, unit?: string) =>
			as(world.officer(who, unit), (tx) =>
				tx.selectFrom('paper_photo').select('storage_key').where('report_id', '=', id).execute(),
			);

		expect(await seen('rahmah')).toEqual([{ storage_key: 'kertas' }]);
		for (const [who, unit] of [['zainab'], ['liaison', 'dinas_perhubungan'], ['ratna'], ['nurul'], ['reza']])
			expect([who, await seen(who as string, unit)]).toEqual([who, []]);
		expect(await rows('select count(*)::int as n from attachment where report_id = $1', id)).toEqual([
			{ n: 0 },
		]);
	});
});

describe('the slip', () => {
	it('is shown once, to whoever took the report in, and its receipt never again', async () => {
		const entry = anEntry();
		const { id } = await sent(entry);
		const show = (who: string) => seenBy(desk(who).actor, world.db, (tx) => showSlip(tx, id, desk(who)));

		expect([await show('rahmah'), await show('zainab'), await show('zainab')]).toEqual([false, true, false]);
		expect(await sent(entry)).toMatchObject({ id, receipt: null });
		expect(
			await rows("select count(*)::int as n from audit where subject = $1 and action = 'slip.shown'", id),
		).toEqual([{ n: 1 }]);
	});
});

describe('the list of the desk', () => {
	it('shows codes only where the report itself may be seen, and nothing to another unit', async () => {
		const own = await sent(anEntry());
		const secret = await sent(anEntry({ kind: 'supervisory_complaint' }));
		const everywhere = [...world.directory.units.keys()];
		const list = (who: string, unit?: string) =>
			as(world.officer(who, unit), (tx) => listIntakes(tx, { desks: everywhere, since: MONDAY_MORNING }));
		const codes = async (who: string) => new Map((await list(who)).map((row) => [row.reportId, row.code]));

		expect((await codes('zainab')).get(own.id)).toBe(own.code);
		expect((await codes('zainab')).get(secret.id)).toBeNull();
		expect(await list('liaison', 'dinas_pupr')).toEqual([]);
		expect((await codes('nurul')).has(own.id)).toBe(false);
		expect(
			await as(world.officer('zainab'), (tx) =>
				searchIntakes(tx, { agencyId: world.directory.agency.id, code: own.code ?? '' }),
			),
		).toHaveLength(1);
	});

	it('numbers printed at the same time are different numbers', async () => {
		const { actor, at } = desk('zainab');
		const firsts = await Promise.all(
			Array.from({ length: 8 }, () =>
				seenBy(actor, world.db, (tx) => issueNumbers(tx, { count: 5, actor, at })),
			),
		);

		expect(new Set(firsts).size).toBe(8);
	});
});
