import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { damageIdentity } from '../../../tests/damage.ts';
import type { Officer as Desk } from '../../../tests/officers.ts';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import type { ReportId } from '../access/policy.ts';
import { seenBy } from '../platform/db.ts';
import { setLogLevel } from '../platform/log.ts';
import { readPerson } from '../report/case-identity-commands.ts';
import { checkEvidence } from '../report/chain-commands.ts';
import { publicReport } from '../report/reporter-queries.ts';
import { ownCopy } from './copy-commands.ts';
import { decide, readRequestPage } from './decision-commands.ts';
import { askByForm, askErasure, noteCopy } from './request-commands.ts';
import { carryOut } from './request-jobs.ts';
import { register } from './request-queries.ts';

setLogLevel('silent');
let world: World;
beforeAll(async () => {
	world = await aWorld();
});
afterAll(() => world.close());

const at = MONDAY_MORNING;
const ground = () => ({ directory: world.directory, at });
const jobs = () => ({ db: world.db, directoryOf: async () => world.directory });
const by = ({ actor }: Desk) => ({
	agencyId: actor.agencyId,
	personId: actor.personId as never,
	role: actor.role,
});
const ask = async <T>(question: string, ...values: unknown[]): Promise<T> => {
	const { rows } = await world.owner.query({ text: question, values, rowMode: 'array' });
	return (rows as T[][])[0]?.[0] as T;
};
const asked = (reportId: ReportId, parts: readonly string[], receiptAgain = true) =>
	askErasure(world.vault, { reportId, parts, words: 'Saya khawatir.', receiptAgain }, ground());
const seqOf = (id: ReportId) => ask<number>('select max(seq) from data_request where report_id = $1', id);
const GRANT = { grant: true, reasonCode: '', reason: 'Tidak diperlukan lagi.', shownBy: '', code: null, at };

async function granted(id: ReportId, parts: readonly string[]) {
	const officer = world.officer('coordinator');
	const seq = await seqOf(id);
	const decided = await seenBy(officer.actor, world.db, (tx) =>
		decide(tx, { ...GRANT, seq, parts, by: by(officer) }),
	);
	if (!decided.ok) throw new Error(decided.refusal.code);
	return carryOut(jobs(), at);
}
const standing = (id: ReportId) =>
	ask<string>('select state from data_request where report_id = $1 order by seq desc limit 1', id);

describe('a reporter with the receipt', () => {
	test('reads everything held at once, and it stands in the register', async () => {
		const sent = await world.report('closed');
		const copy = await ownCopy(world.vault, sent, ground());
		await noteCopy(world.vault, sent.id, ground());

		expect(copy?.you).toEqual({
			name: 'Siti Contoh',
			represented: null,
			phone: '081200009999',
			email: 'siti@pelapor.example',
			unreadable: [],
		});
		expect(copy?.report?.body).toContain('Tiga tiang lampu');
		expect(copy?.report?.trail.map(({ step }) => step)).toEqual(['submit', 'forward', 'answer', 'confirm']);
		expect(copy?.planned).toEqual({ identity: '2027-02-02', contact: '2028-02-02', content: '2028-02-02' });
		expect(await standing(sent.id)).toBe('done');
	});

	test('reads what does open where a part is damaged, and that something does not', async () => {
		const sent = await world.report('received');
		await damageIdentity(world.owner, sent.id);

		const copy = await ownCopy(world.vault, sent, ground());

		expect(copy?.you).toMatchObject({
			name: null,
			email: null,
			unreadable: expect.arrayContaining(['name', 'contact']),
		});
		expect(copy?.report?.body).toContain('Tiga tiang lampu');
	});

	test('asks for erasure with the receipt typed again, once at a time', async () => {
		const sent = await world.report('received');

		expect(await asked(sent.id, ['identity'], false)).toMatchObject({ refusal: { code: 'not_own_receipt' } });
		expect(await asked(sent.id, ['everything'])).toMatchObject({ refusal: { code: 'no_parts' } });
		const first = await asked(sent.id, ['identity']);
		expect(first).toMatchObject({ ok: true, value: { dueAt: new Date('2026-02-05T09:00:00+08:00') } });
		expect(await asked(sent.id, ['content'])).toMatchObject({ refusal: { code: 'asked_already' } });
	});
});

describe('what an officer granted', () => {
	test('the name goes from everywhere, the rest stays', async () => {
		const sent = await world.report('forwarded');
		await asked(sent.id, ['identity']);

		expect(await granted(sent.id, ['identity'])).toMatchObject({ done: 1 });

		const liaison = world.officer('liaison', 'dinas_perhubungan');
		const name = await seenBy(liaison.actor, world.db, (tx) =>
			readPerson({ tx, ring: world.vault.ring, look: { id: sent.id, actor: liaison.actor, at } }),
		);
		expect(name ?? null).toBeNull();
		expect(
			(await publicReport(world.reader.pool, world.directory.agency.id, sent.code))?.firstName,
		).toBeNull();
		const copy = await ownCopy(world.vault, sent, ground());
		expect(copy?.you).toEqual({
			name: null,
			represented: null,
			phone: '081200009999',
			email: 'siti@pelapor.example',
			unreadable: [],
		});
		expect(copy?.erased).toMatchObject([{ part: 'identity', why: 'request' }]);
		expect(await standing(sent.id)).toBe('done');
	});

	test('without a contact no letter finds anybody', async () => {
		const sent = await world.report('forwarded');
		await asked(sent.id, ['contact']);

		await granted(sent.id, ['contact']);

		expect(
			await ask('select count(*) from outbox where report_id = $1 and state = $2', sent.id, 'waiting'),
		).toBe(
			await ask(
				`select count(*) from outbox where report_id = $1 and state = 'waiting' and recipient->>'to' <> 'reporter'`,
				sent.id,
			),
		);
		expect(await ask('select has_email or has_phone from report where id = $1', sent.id)).toBe(false);
	});

	test('words of an open case wait for its end; then a tombstone is left and every chain holds', async () => {
		const sent = await world.report('answered');
		await asked(sent.id, ['content']);

		expect(await granted(sent.id, ['content'])).toMatchObject({ held: 1 });
		expect(await ask('select count(*) from report_content where report_id = $1', sent.id)).toBe(1);
		await world.taken(sent.id, 'confirm', { rating: 4, words: 'Sudah menyala.' });
		expect(await carryOut(jobs(), at)).toMatchObject({ done: 1 });

		expect(await ask('select count(*) from report_content where report_id = $1', sent.id)).toBe(0);
		const copy = await ownCopy(world.vault, sent, ground());
		expect(copy).toMatchObject({
			code: sent.code,
			status: 'closed',
			report: null,
			you: { name: null, represented: null, phone: null, email: null },
		});
		const { broken } = await checkEvidence(world.db, new Date('2026-02-04T00:00:00Z'));
		expect(broken).toEqual([]);
		expect(await carryOut(jobs(), at)).toEqual({ done: 0, held: 0 });
	});

	test('under a legal hold is put off with reason and day, and the name is sealed at once (attack 81)', async () => {
		const sent = await world.report('forwarded');
		await world.owner.query(
			`insert into legal_hold (agency_id, code, why, asked_by, until, placed_at) values ($1, $2, 'Perkara di pengadilan', 'Pengadilan Negeri', '2026-03-01', now())`,
			[world.directory.agency.id, sent.code],
		);
		const liaison = world.officer('liaison', 'dinas_perhubungan');
		const nameRead = () =>
			seenBy(liaison.actor, world.db, (tx) =>
				readPerson({ tx, ring: world.vault.ring, look: { id: sent.id, actor: liaison.actor, at } }),
			);
		expect(await nameRead()).toMatchObject({ name: 'Siti Contoh' });
		await asked(sent.id, ['identity']);

		expect(await granted(sent.id, ['identity'])).toMatchObject({ held: 1 });

		expect((await nameRead()) ?? null).toBeNull();
		const copy = await ownCopy(world.vault, sent, ground());
		expect(copy?.hold).toEqual({ why: 'Perkara di pengadilan', until: '2026-03-01' });
		expect(copy?.you.name).toBe('Siti Contoh');
		const later = new Date('2026-03-02T09:00:00+08:00');
		expect(await carryOut(jobs(), later)).toMatchObject({ done: 1 });
		expect(
			await ask('select count(*) from reporter_identity where report_id = $1 and part = $2', sent.id, 'name'),
		).toBe(0);
	});
});

describe('a request from the form', () => {
	const detail = { name: 'Salwa Rahmi', reach: 'salwa@warga.example', code: '', words: 'Tentang lampu.' };
	const send = () => askByForm(world.vault, { kind: 'erasure', parts: ['identity'], detail }, ground());
	const read = (officer: Desk, seq: number) =>
		seenBy(officer.actor, world.db, (tx) =>
			readRequestPage(tx, { ring: world.vault.ring, by: by(officer), seq, at }),
		);

	test('is read by the coordinator, each time an entry; the administrator of the system sees its dates only', async () => {
		await send();
		const seq = await ask<number>('select max(seq) from data_request');

		expect((await read(world.officer('coordinator'), seq))?.detail).toEqual(detail);
		expect(
			await ask(`select count(*) from audit where action = 'identity.read' and subject like 'data request%'`),
		).toBe(1);
		expect(await read(world.officer('reza'), seq)).toMatchObject({
			detail: null,
			request: { state: 'received' },
		});
		expect(await read(world.officer('rahmah'), seq)).toBeUndefined();
	});

	test('of a code nobody has is decided like any other', async () => {
		await send();
		const seq = await ask<number>('select max(seq) from data_request');
		const officer = world.officer('coordinator');
		const answer = {
			...GRANT,
			seq,
			code: 'MSR-26-00000',
			shownBy: 'Datang dengan KTP.',
			parts: ['identity'],
			by: by(officer),
		};

		const decided = await seenBy(officer.actor, world.db, (tx) => decide(tx, answer));

		expect(decided).toEqual({ ok: true, value: 'granted' });
		await carryOut(jobs(), at);
		expect(await ask('select state from data_request where seq = $1', seq)).toBe('done');
		expect(
			await ask(
				`select count(*) from audit where action = 'data_request_decided' and subject = 'data request ' || $1`,
				seq,
			),
		).toBe(1);
	});

	test('is seen by no other government and by no other role', async () => {
		for (const who of [
			'rahmah',
			'liaison',
			'head',
			'leader',
			'inspectorate',
			'ombudsman',
			'overseer',
			'monitor',
		])
			expect([
				who,
				await seenBy(world.officer(who).actor, world.db, (tx) => register(tx, world.directory.agency.id)),
			]).toEqual([who, []]);
		const secretary = world.officer('secretary');
		expect(
			(await seenBy(secretary.actor, world.db, (tx) => register(tx, world.directory.agency.id))).length,
		).toBeGreaterThan(3);
		const elsewhere = { ...secretary.actor, agencyId: world.officer('ombudsman').actor.agencyId };
		expect(await seenBy(elsewhere, world.db, (tx) => register(tx, world.directory.agency.id))).toEqual([]);
	});
});
