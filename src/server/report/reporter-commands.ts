import { reporterOf } from '../access/actor.ts';
import type { AgencyId, ReportId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { type Database, seenBy, type Tx } from '../platform/db.ts';
import { randomSalt, sha256 } from '../platform/hash.ts';
import { type KeyRing, mac, receiptMacs } from '../platform/keys.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { forgetForm, isNewForm } from '../platform/sent-form.ts';
import { momentOf, movable, type TakeStepRefusal, takeStep } from './commands.ts';
import { canonical } from './evidence.ts';
import type { StepInput } from './guards.ts';
import { stepsOpenTo } from './lifecycle.ts';
import { isPpid } from './ppid.ts';
import { ppidEntry } from './ppid-queries.ts';
import { type ShownPpid, shownPpid } from './ppid-shown.ts';
import { findByCode, type Loaded, stepsOf } from './queries.ts';
import { parseReceipt, type ReceiptRefusal, receiptBytes } from './receipt.ts';
import { type OwnFile, ownFile } from './reporter-photo-queries.ts';
import {
	countOwnSteps,
	countSupport,
	type OwnContent,
	ownContent,
	reportOfReceipt,
} from './reporter-queries.ts';
import {
	MOST_STEPS_A_DAY,
	NEVER_TOO_MANY,
	type OwnStep,
	type OwnStepRefusal,
	offeredSteps,
} from './reporter-steps.ts';
import type { StoredFile, StoredPhoto } from './submission.ts';
import type { StepRecord } from './trail.ts';

/** What a reporter's doings need to reach. */
export type ReporterVault = { readonly db: Database; readonly ring: KeyRing };

export type OpenedReport = { readonly id: ReportId; readonly code: string };
export type ReceiptAnswer = ReceiptRefusal | { readonly code: 'receipt_unknown' };

/**
 * The report of this government that a receipt opens. What cannot be a receipt is looked up, too, so that a wrong one
 * takes as long as a right one.
 */
export async function openReceipt(
	{ db, ring }: ReporterVault,
	agencyId: AgencyId,
	typed: string,
): Promise<Result<OpenedReport, ReceiptAnswer>> {
	const receipt = parseReceipt(typed);
	const bytes = receipt.ok ? receiptBytes(receipt.value) : new TextEncoder().encode('no receipt');
	const found = await reportOfReceipt(db.pool, receiptMacs(ring, bytes));
	if (!receipt.ok) return receipt;
	if (found?.agencyId !== agencyId) return refuse({ code: 'receipt_unknown' });
	return ok({ id: found.id, code: found.code });
}

/** A report as its reporter sees it: everything of their own, and what they can do now. */
export type OwnReport = {
	readonly report: Loaded;
	readonly content: OwnContent;
	readonly steps: readonly StepRecord[];
	readonly offered: readonly OwnStep[];
	/** Of a request for public information; null for other reports. */
	readonly ppid: ShownPpid | null;
};

export function readOwn(
	{ db }: Pick<ReporterVault, 'db'>,
	{ id, code }: OpenedReport,
	{ directory, at }: { readonly directory: Directory; readonly at: Date },
): Promise<OwnReport | undefined> {
	const agencyId = directory.agency.id;
	const actor = reporterOf(agencyId, id);
	return seenBy(actor, db, async (tx) => {
		const report = await findByCode(tx, agencyId, code);
		const content = report && (await ownContent(tx, id));
		if (!content) return undefined;
		const open = stepsOpenTo(movable(report, directory, at), momentOf(report, { actor, at, directory }));
		const entry = isPpid(report) ? await ppidEntry(tx, id) : null;
		return {
			report,
			content,
			ppid: entry && shownPpid(entry, report, { directory, at }),
			steps: await stepsOf(tx, id),
			offered: offeredSteps(open, report.rating),
		};
	});
}

type OwnTaking = {
	readonly id: ReportId;
	readonly step: OwnStep;
	readonly input: StepInput;
	/** Looked at and stored already. */
	readonly files: readonly (StoredPhoto | StoredFile)[];
	/** The version the reporter was looking at. */
	readonly version: number;
	/** Of the form: the same form with the same words sent again changes nothing more. */
	readonly key: string;
	readonly directory: Directory;
	readonly at: Date;
};

/** The reporter moves their own report; `again` when this very form was taken before. */
export function takeOwnStep(
	{ db }: Pick<ReporterVault, 'db'>,
	{ key, files, ...taking }: OwnTaking,
): Promise<Result<'taken' | 'again', TakeStepRefusal | OwnStepRefusal>> {
	const { id, step, input, directory } = taking;
	const actor = reporterOf(directory.agency.id, id);
	const said = canonical({
		key,
		id,
		step,
		input: JSON.stringify(input),
		photos: files.map((file) => file.sha256),
	});
	const once = {
		agencyId: directory.agency.id,
		keyHash: Buffer.from(sha256(said), 'hex'),
		what: `step ${step}`,
	};
	const bound = files.map((file) => ({ ...file, salt: randomSalt() }));
	return seenBy(actor, db, async (tx) => {
		if (!(await isNewForm(tx, once))) return ok('again');
		const result =
			(await tooMany(tx, taking)) ?? (await takeStep(tx, { ...taking, actor, initials: null, files: bound }));
		if (result.ok) return ok('taken');
		await forgetForm(tx, once);
		return result;
	});
}

const DAY_MS = 24 * 60 * 60 * 1000;

async function tooMany(tx: Tx, { id, step, at, directory }: Omit<OwnTaking, 'key' | 'files'>) {
	if (NEVER_TOO_MANY.includes(step)) return undefined;
	const taken = await countOwnSteps(tx, id, new Date(at.getTime() - DAY_MS));
	if (taken < MOST_STEPS_A_DAY) return undefined;
	const { phone, email } = directory.agency.settings.contact;
	return refuse({ code: 'enough_for_today', most: MOST_STEPS_A_DAY, phone, email } as const);
}

/** "Mine, too", once per device; nothing when there is no such published, open report. */
export function supportReport(
	{ db, ring }: ReporterVault,
	{ device, ...support }: { agencyId: AgencyId; code: string; device: string; at: Date },
) {
	const deviceMac = mac(ring, 'session', Buffer.from(`device ${device}`));
	return countSupport(db.pool, { ...support, device: deviceMac });
}

/** A file of this reporter's own report, when the key names one that may be handed out. */
export function ownFileOf(
	{ db }: Pick<ReporterVault, 'db'>,
	agencyId: AgencyId,
	{ id, key }: { readonly id: ReportId; readonly key: string },
): Promise<OwnFile | undefined> {
	return seenBy(reporterOf(agencyId, id), db, (tx) => ownFile(tx, id, key));
}
