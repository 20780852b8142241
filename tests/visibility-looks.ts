/** Roads that show one report at a time. */
import { takeSealedIdentity } from '#server/report/case-identity-queries.ts';
import { findCase } from '#server/report/case-open-commands.ts';
import { caseFileOf } from '#server/report/file-list-queries.ts';
import { addNote } from '#server/report/note-queries.ts';
import { findByCode, stepsOf } from '#server/report/queries.ts';
import { type Ground, has, type Seen, walkEach } from './visibility-seen.ts';
import { MONDAY_MORNING } from './world.ts';

export async function opened({ tx, actor, world: { directory }, samples }: Ground): Promise<Seen> {
	return walkEach(samples, async ({ code }) => {
		const one = await findCase(tx, { code, actor, directory, at: MONDAY_MORNING });
		if (!one) return [];
		const { words, file } = one;
		if ((file.text !== null) !== (words.original !== null || words.handlingCopy !== null))
			throw new Error('the page shows another text');
		return [
			'standing',
			...has(words.original !== null, 'original'),
			...has(words.handlingCopy !== null, 'handling copy'),
			...has(words.proposed !== null, 'proposed answer'),
			...has(words.notes.length > 0, 'note'),
			...has(words.hasName, 'name'),
			...has(words.hasContact, 'contact'),
			...has(file.events.length > 0, 'history'),
		];
	});
}

export async function trailed({ tx, samples }: Ground): Promise<Seen> {
	return walkEach(samples, async ({ id }) => {
		const steps = await stepsOf(tx, id);
		return [
			...has(steps.length > 0, 'steps'),
			...has(
				steps.some(({ texts }) => Object.keys(texts).length > 0),
				'words',
			),
		];
	});
}

export async function photographed({ tx, samples }: Ground): Promise<Seen> {
	return walkEach(samples, async ({ code, photos }) => {
		const seen: string[] = [];
		for (const [name, photoId] of Object.entries(photos)) {
			const file = await caseFileOf(tx, { code, fileId: photoId, size: 'whole' });
			if (file) seen.push(`${name}: ${file.key}`);
		}
		return seen;
	});
}

export async function identified({ tx, actor, samples }: Ground): Promise<Seen> {
	return walkEach(samples, async ({ id }) => {
		const look = { id, actor, at: MONDAY_MORNING };
		const [name, contact] = [
			await takeSealedIdentity(tx, { ...look, part: 'name' }),
			await takeSealedIdentity(tx, { ...look, part: 'contact' }),
		];
		return [...has(name !== undefined, 'name'), ...has(contact !== undefined, 'contact')];
	});
}

export async function noted({ tx, actor, world: { directory }, samples }: Ground): Promise<Seen> {
	return walkEach(samples, async ({ code }) => {
		const report = await findByCode(tx, directory.agency.id, code);
		if (!report || actor.agencyId !== directory.agency.id) return [];
		return has(
			await addNote(tx, { id: report.id, body: 'Catatan baru.', actor, at: MONDAY_MORNING }),
			'note',
		);
	});
}
