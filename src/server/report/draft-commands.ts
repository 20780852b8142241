import type { AgencyId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { localDate } from '../deadline/calendar.ts';
import { type Database, seenBy } from '../platform/db.ts';
import type { KeyRing } from '../platform/keys.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { openOrNull, seal } from '../platform/sealing.ts';
import { newSecret } from '../platform/secret.ts';
import type { FileStore } from '../platform/storage.ts';
import { type Draft, type FieldStep, newDraft, submissionOf } from './draft.ts';
import { firstFaultyStep } from './draft-faults.ts';
import { type DraftKey, deleteDraft, findDraft, findDraftToChange, saveDraft } from './draft-queries.ts';
import { type Acknowledged, submit, submittedBefore } from './submit-commands.ts';

/** What keeping drafts needs to reach. */
export type DraftVault = { readonly db: Database; readonly ring: KeyRing };

/** Whose draft, when, and for how long from now it is kept. */
export type DraftTicket = DraftKey & { readonly at: Date; readonly hours: number };

const HOUR_MS = 60 * 60 * 1000;

/** The draft this browser is writing; null when there is none, or its time is up. */
export async function readDraft({ db, ring }: DraftVault, ticket: DraftTicket): Promise<Draft | null> {
	return opened(ring, ticket, await findDraft(db.pool, ticket, ticket.at));
}

/** Changes the draft, or begins one, and keeps it for its full time from now on. */
export function changeDraft(
	{ db, ring }: DraftVault,
	ticket: DraftTicket,
	change: (draft: Draft) => Draft,
): Promise<Draft> {
	return seenBy(visitorTo(ticket.agencyId), db, async (tx) => {
		const before =
			opened(ring, ticket, await findDraftToChange(tx, ticket, ticket.at)) ?? newDraft(newSecret());
		const after = change(before);
		await saveDraft(tx, ticket, {
			sealed: sealedDraft(ring, ticket, after),
			expiresAt: new Date(ticket.at.getTime() + ticket.hours * HOUR_MS),
		});
		return after;
	});
}

export type SendRefusal =
	/** Its time was up, or it was deleted; nothing was sent. */
	{ readonly code: 'draft_gone' } | { readonly code: 'draft_faulty'; readonly step: FieldStep };

type Sending = {
	readonly ticket: DraftTicket;
	/** The key the form carries: finds the report again when the draft became one a moment ago. */
	readonly key: string;
	readonly directory: Directory;
	readonly lang: 'id' | 'en';
};

/** Makes the draft a report. However often and at once it is sent, it is one report with one receipt. */
export async function sendDraft(
	vault: DraftVault,
	{ ticket, key, directory, lang }: Sending,
): Promise<Result<Acknowledged, SendRefusal>> {
	const draft = await readDraft(vault, ticket);
	if (!draft) return sentBefore(vault, directory, key);
	const step = firstFaultyStep(draft, { today: localDate(ticket.at, directory.calendar), directory });
	if (step) return refuse({ code: 'draft_faulty', step });
	return ok(
		await submit(vault, {
			directory,
			submission: submissionOf(draft, directory, lang),
			at: ticket.at,
			key: draft.key,
			draftHash: ticket.idHash,
			takenInBy: null,
		}),
	);
}

async function sentBefore(
	vault: DraftVault,
	directory: Directory,
	key: string,
): Promise<Result<Acknowledged, SendRefusal>> {
	const earlier = await submittedBefore(vault, { directory, key });
	return earlier ? ok(earlier) : refuse({ code: 'draft_gone' });
}

/** Deletes the draft and its photographs; may run twice. */
export async function discardDraft(
	{ db, ring, store }: DraftVault & { readonly store: FileStore },
	ticket: DraftTicket,
): Promise<void> {
	const sealed = await seenBy(visitorTo(ticket.agencyId), db, (tx) => deleteDraft(tx, ticket));
	await forgetFiles(store, opened(ring, ticket, sealed));
}

/** Removes the files of a draft that nobody will send. */
export async function forgetFiles(
	store: FileStore,
	draft: Partial<Pick<Draft, 'photos' | 'files'>> | null,
): Promise<void> {
	const { photos = [], files = [] } = draft ?? {};
	const keys = photos.flatMap(({ storageKey, thumbKey }) => [storageKey, thumbKey]);
	for (const key of [...keys, ...files.map(({ storageKey }) => storageKey)]) await store.remove(key);
}

/** What was sealed; null for what no longer opens, such as a draft from before the keys were renewed. */
export function opened(
	ring: KeyRing,
	key: Pick<DraftKey, 'idHash'>,
	sealed: Buffer | undefined,
): Draft | null {
	const text = sealed && openOrNull(ring, 'draft', sealed, placeOf(key));
	// Sealed by us: it is what was written, by this version or an earlier one that knew less.
	return text ? { ...newDraft(''), ...(JSON.parse(text.toString()) as Draft) } : null;
}

/** A draft as it is stored: sealed, and bound to the hash it is found under. */
export function sealedDraft(ring: KeyRing, key: Pick<DraftKey, 'idHash'>, draft: Draft): Buffer {
	return seal(ring, 'draft', JSON.stringify(draft), placeOf(key));
}

function placeOf({ idHash }: Pick<DraftKey, 'idHash'>): string {
	return `draft ${idHash.toString('hex')}`;
}

/** Somebody who is nobody yet: reaches rows around reports of this government, and no report. */
export function visitorTo(agencyId: AgencyId) {
	return {
		role: 'visitor',
		personId: null,
		agencyId,
		reportId: null,
		unitIds: [],
		conflictUnitIds: [],
	} as const;
}
