import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { systemFor } from '../access/actor.ts';
import { seenBy } from '../platform/db.ts';
import { newSecret, secretHash } from '../platform/secret.ts';
import type { FileStore, StorageKey } from '../platform/storage.ts';
import type { Draft, Typed } from './draft.ts';
import { changeDraft, type DraftTicket, discardDraft, readDraft, sendDraft } from './draft-commands.ts';
import { sweepDrafts } from './draft-jobs.ts';

let world: World;
beforeAll(async () => {
	world = await aWorld();
});
afterAll(() => world.close());

const HOUR_MS = 60 * 60 * 1000;
const STORY = 'Lampu jalan di simpang padam sejak Senin, gelap sekali.';
const COMPLETE: Partial<Typed> = {
	kind: 'complaint',
	story: STORY,
	district: '99.01.01',
	confidentiality: 'anonymous',
};
const aTicket = (at = MONDAY_MORNING): DraftTicket => ({
	agencyId: world.directory.agency.id,
	idHash: secretHash(newSecret()) ?? Buffer.alloc(0),
	at,
	hours: 24,
});
const type = (ticket: DraftTicket, typed: Partial<Typed>) =>
	changeDraft(world.vault, ticket, (draft) => ({ ...draft, typed: { ...draft.typed, ...typed } }));
const send = (ticket: DraftTicket, key: string) =>
	sendDraft(world.vault, { ticket, key, directory: world.directory, lang: 'id' });
const reports = async () => (await world.owner.query('select count(*)::int as n from report')).rows[0].n;

describe('a draft', () => {
	test('keeps what was typed, step after step, right or wrong', async () => {
		const ticket = aTicket();
		await type(ticket, { story: 'jalan' });
		await type(ticket, { district: 'nowhere' });

		const draft = await readDraft(world.vault, ticket);

		expect(draft?.typed).toMatchObject({ story: 'jalan', district: 'nowhere' });
	});

	test('is sealed: the database does not tell what it says, nor does another browser', async () => {
		const ticket = aTicket();
		await type(ticket, { story: 'kata yang amat rahasia' });

		const { rows } = await world.owner.query('select sealed from draft where id_hash = $1', [ticket.idHash]);
		expect(rows[0].sealed.includes('rahasia')).toBe(false);
		expect(await readDraft(world.vault, aTicket())).toBeNull();
	});

	test('has the same key from its first step on', async () => {
		const ticket = aTicket();
		const first = await type(ticket, { kind: 'complaint' });
		const second = await type(ticket, { story: STORY });

		expect(second.key).toBe(first.key);
		expect(first.key).toMatch(/^[\w-]{43}$/);
	});

	test('is gone after its time, and each step gives it its time again', async () => {
		const ticket = aTicket();
		await type(ticket, COMPLETE);
		const later = (hours: number) => ({ ...ticket, at: new Date(ticket.at.getTime() + hours * HOUR_MS) });
		await type(later(23), {});

		expect(await readDraft(world.vault, later(46))).not.toBeNull();
		expect(await readDraft(world.vault, later(47.1))).toBeNull();
	});

	test('sent a hundred times at once is one report with one receipt', async () => {
		const ticket = aTicket();
		const { key } = await type(ticket, COMPLETE);
		const before = await reports();

		const answers = await Promise.all(Array.from({ length: 100 }, () => send(ticket, key)));

		expect(await reports()).toBe(before + 1);
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect(answers[0]).toMatchObject({
			ok: true,
			value: { receipt: expect.stringMatching(/^(\w{3}-){5}\w{3}$/) },
		});
		expect(await readDraft(world.vault, ticket)).toBeNull();
	});

	test('that is not complete is not sent; the step to mend is named', async () => {
		const ticket = aTicket();
		const { key } = await type(ticket, { ...COMPLETE, district: '' });

		expect(await send(ticket, key)).toEqual({ ok: false, refusal: { code: 'draft_faulty', step: 2 } });
	});

	test('that was deleted is not sent', async () => {
		const ticket = aTicket();
		const { key } = await type(ticket, COMPLETE);
		await discardDraft({ ...world.vault, store: aStore() }, ticket);

		expect(await send(ticket, key)).toEqual({ ok: false, refusal: { code: 'draft_gone' } });
		expect(await send(ticket, randomUUID())).toEqual({ ok: false, refusal: { code: 'draft_gone' } });
	});

	test('nobody sent is swept away with its photographs', async () => {
		const ticket = aTicket(new Date(MONDAY_MORNING.getTime() - 48 * HOUR_MS));
		const photo = { storageKey: 'a', thumbKey: 'b' } as Draft['photos'][number];
		await changeDraft(world.vault, ticket, (draft) => ({ ...draft, photos: [photo] }));
		const store = aStore();

		await seenBy(systemFor(ticket.agencyId), world.db, (tx) =>
			sweepDrafts(tx, { ring: world.vault.ring, store }, MONDAY_MORNING),
		);

		expect(store.removed).toEqual(['a', 'b']);
		const { rows } = await world.owner.query('select from draft where id_hash = $1', [ticket.idHash]);
		expect(rows).toEqual([]);
	});
});

function aStore(): FileStore & { readonly removed: string[] } {
	const removed: string[] = [];
	return {
		removed,
		put: async () => 'a' as StorageKey,
		get: async () => undefined,
		list: async () => [],
		remove: async (key) => {
			removed.push(key);
		},
	};
}
