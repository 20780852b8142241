import type { Actor, PersonId, UnitId } from '../access/policy.ts';
import { type Capability, type Reach, ROLES } from '../access/roles.ts';
import type { Directory } from '../agency/directory.ts';
import { seenBy, type Tx } from '../platform/db.ts';
import { sha256 } from '../platform/hash.ts';
import { type KeyRing, mac } from '../platform/keys.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import type { DeskRecord } from '../report/desk-record.ts';
import type { StoredPhoto, Submission } from '../report/submission.ts';
import { type Acknowledged, submit, submittedBefore, type Vault } from '../report/submit-commands.ts';
import { type Entry, needsOf, scopeOf, submissionIn, wayOf } from './entry.ts';
import { type PaperNumber, parsePaperNumber } from './paper-number.ts';
import { findIntake, findTaken, type IntakeRow, noteSlip, takeSlip } from './queries.ts';

/** Who takes in, at which desk, of which government. */
export type AtDesk = {
	readonly actor: Actor & { readonly personId: PersonId };
	readonly unitId: UnitId;
	readonly directory: Directory;
	readonly at: Date;
};

/** The desks whose work the viewer sees: their unit's and those below it, or all of the government. */
export function desksOf({ actor, directory }: Pick<AtDesk, 'actor' | 'directory'>): readonly UnitId[] {
	const rights: Partial<Record<Capability, Reach>> = ROLES[actor.role];
	return rights.take_in === 'agency' ? [...directory.units.keys()] : actor.unitIds;
}

/** The same paper typed before: one report, and who typed it when; nothing of that where it was another desk's. */
export type PaperKnown = {
	readonly code: 'paper_known';
	readonly report: string | null;
	readonly by: string | null;
	readonly on: Date | null;
};

/** A report at the desk: its receipt only as long as its slip was not shown. */
export type Taken = {
	readonly id: Acknowledged['id'];
	/** Null when the slip was shown and the report is not the viewer's to see any more. */
	readonly code: string | null;
	readonly receipt: Acknowledged['receipt'] | null;
};

export type DeskPhotos = {
	readonly evidence: readonly StoredPhoto[];
	readonly papers: DeskRecord['papers'];
};

/** What an entry became before, if it was sent before, or its paper was typed before. */
export async function takenBefore(
	vault: Vault,
	entry: EntryKeys,
	desk: AtDesk,
): Promise<Result<Taken, PaperKnown> | null> {
	const key = keysOf(vault.ring, entry, desk);
	const found = await seenBy(desk.actor, vault.db, (tx) =>
		findTaken(tx, { agencyId: desk.directory.agency.id, ...key }),
	);
	return found ? answerOf(vault, found, { ...key, desk }) : null;
}

/** What an entry that was sent before can still print; null when its slip was shown, or it is another's. */
export async function slipOf(
	vault: Vault,
	{ key, paper }: Pick<Entry, 'key' | 'paper'>,
	desk: AtDesk,
): Promise<Taken | null> {
	const taken = await takenBefore(vault, { key, paper, way: paper ? 'box' : 'visit' }, desk);
	return taken?.ok && taken.value.receipt ? taken.value : null;
}

/** Takes a faultless entry in. The same entry again, and the same paper under any key, is the same report. */
export async function takeInAtDesk(
	vault: Vault,
	entry: Entry,
	told: {
		readonly desk: AtDesk;
		readonly photos: DeskPhotos;
		readonly receivedAt: Date;
		readonly lang: Submission['lang'];
	},
): Promise<Result<Taken, PaperKnown>> {
	const { desk, photos } = told;
	const key = keysOf(vault.ring, entry, desk);
	const sent = await submit(vault, {
		directory: desk.directory,
		submission: submissionIn(entry, photos.evidence, { directory: desk.directory, lang: told.lang }),
		at: told.receivedAt,
		key: key.submitKey,
		draftHash: null,
		takenInBy: desk.actor.personId,
		intake: recordOf(entry, { desk, papers: photos.papers, ...key }),
	});
	const found = await seenBy(desk.actor, vault.db, (tx) => findIntake(tx, sent.id));
	return found
		? answerOf(vault, found, { ...key, desk })
		: refuse({ code: 'paper_known', report: null, by: null, on: null });
}

/** Shows the slip: true once for each report, and only to whoever took it in; each time an entry in the audit log. */
export async function showSlip(tx: Tx, id: Acknowledged['id'], { actor, at }: Pick<AtDesk, 'actor' | 'at'>) {
	const shown = await takeSlip(tx, { id, personId: actor.personId, at });
	if (shown) await noteSlip(tx, { id, actor, at });
	return shown;
}

/** As much of an entry as says which one it is. */
type EntryKeys = Pick<Entry, 'key' | 'way' | 'paper'>;
type Keys = {
	readonly entryHash: Buffer;
	readonly paperNo: PaperNumber | null;
	/** Of the submission: from the paper where there is one. Nobody without the installation's keys can make it. */
	readonly submitKey: string;
};

function keysOf(ring: KeyRing, entry: EntryKeys, { directory: { agency } }: AtDesk): Keys {
	const paperNo = entry.way === 'box' ? (parsePaperNumber(entry.paper, agency.prefix)?.number ?? null) : null;
	const what = paperNo ? `paper ${paperNo}` : `entry ${entry.key}`;
	return {
		entryHash: Buffer.from(sha256(`desk ${entry.key}`), 'hex'),
		paperNo,
		submitKey: mac(ring, 'receipt', Buffer.from(`desk of ${agency.id} ${what}`)).toString('base64url'),
	};
}

function recordOf(
	entry: Entry,
	{
		desk,
		papers,
		entryHash,
		paperNo,
	}: Omit<Keys, 'submitKey'> & Pick<DeskPhotos, 'papers'> & { readonly desk: AtDesk },
): DeskRecord {
	const proxyScope = scopeOf(entry);
	const isPhotographed = papers.some(({ paper }) => paper === 'authority_letter');
	const letter = isPhotographed ? 'photographed' : 'seen';
	return {
		unitId: desk.unitId,
		role: desk.actor.role,
		way: wayOf(entry) ?? 'visit',
		paperNo,
		openingId: paperNo ? entry.opening : null,
		at: desk.at,
		entryHash,
		needs: needsOf(entry),
		proxyScope,
		letter: proxyScope && letter,
		papers,
	};
}

/** The same entry leads on to its slip; the same paper under another key is told to be known. */
async function answerOf(
	vault: Vault,
	found: IntakeRow,
	{ entryHash, submitKey, desk }: Keys & { readonly desk: AtDesk },
): Promise<Result<Taken, PaperKnown>> {
	const isSame = found.entryHash.equals(entryHash) && found.personId === desk.actor.personId;
	if (!isSame) return refuse({ code: 'paper_known', report: found.code, by: found.initials, on: found.at });
	if (found.slipShownAt) return ok({ id: found.reportId, code: found.code, receipt: null });
	const earlier = await submittedBefore(vault, { directory: desk.directory, key: submitKey });
	const isTheirs = earlier?.id === found.reportId;
	return ok(isTheirs ? earlier : { id: found.reportId, code: found.code, receipt: null });
}
