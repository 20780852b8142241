import { randomUUID } from 'node:crypto';
import type { ReportId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { batched } from '../platform/batching.ts';
import { type Database, laneBeside, namedQuery } from '../platform/db.ts';
import { randomSalt, sha256 } from '../platform/hash.ts';
import { type KeyRing, macs, receiptMacs } from '../platform/keys.ts';
import { orderedId } from '../platform/ordered-id.ts';
import { randomBytes } from '../platform/random.ts';
import { clockColumns } from './clock-json.ts';
import type { DeskRecord } from './desk-record.ts';
import { findSubmitted } from './draft-queries.ts';
import { type BoundFile, takeIn } from './intake.ts';
import {
	formatReceipt,
	type KeptReceipt,
	RECEIPT_RANDOM_BYTES,
	type Receipt,
	receiptBytes,
	type Stored,
} from './receipt.ts';
import { type Submission, submittedAt } from './submission.ts';
import { attachmentRow, identityRows, intakeRow, messagesOf, reportRow } from './submission-rows-commands.ts';
import { formatCode, lengthFor } from './tracking-code.ts';

/** What the reporter gets for a report that is durably stored. */
export type Acknowledged = { readonly id: ReportId; readonly code: string; readonly receipt: Receipt };

export type SubmitRequest = {
	readonly directory: Directory;
	readonly submission: Submission;
	readonly at: Date;
	/** At least 128 random bits, the same for every repetition of the same submission. */
	readonly key: string;
	/** The draft it was written as, as the hash it is stored under. */
	readonly draftHash: Buffer | null;
	/** The desk officer or monitor who took it in; null when the reporter sent it. */
	readonly takenInBy: string | null;
	/** What the desk notes besides; stored with the report or not at all. */
	readonly intake?: DeskRecord;
};

/** What receiving needs to reach: the database as the application, and the keys. */
export type Vault = { readonly db: Database; readonly ring: KeyRing };

/** What a new report brings, a list for each parameter of `submit_reports` in their order (db/policies/5-submit.sql). */
const TABLES = ['reports', 'identities', 'clocks', 'attachments', 'messages', 'intakes'] as const;
type Rows = Readonly<Record<(typeof TABLES)[number], readonly object[]>> & {
	/** What it is answered with when it is stored as it was drawn. */
	readonly drawn: Stored;
};

const SUBMIT = {
	name: 'submit_reports',
	text: `select submit_reports(${TABLES.map((_, place) => `$${place + 1}`)}) as answers`,
};
const CODE_TRIES = 8;
/** So many draws of the usual length: where a tenth of the codes is used, one in a thousand needs more. */
const USUAL_TRIES = 3;
/** One at a time: while the database stores some, this process prepares the next, and both are always at work. */
const BATCH = { most: 64, lanes: 1 };

/**
 * Takes a report in and answers after its durable commit. The same key gives the same report again:
 * code and receipt are the same, nothing is stored twice. What arrives at the same time is stored together.
 */
export async function submit(vault: Vault, asked: SubmitRequest): Promise<Acknowledged> {
	const request = { ...asked, at: submittedAt(asked.submission, asked) };
	const receipts = receiptsOf(vault.ring, request);
	for (let tries = 1; tries <= CODE_TRIES; tries += 1) {
		const code = newCode(request, tries > USUAL_TRIES ? 1 : 0);
		const answer = await store(vault, rowsOf(vault.ring, request, { receipts, code }));
		if (answer) return acknowledged(answer, receipts);
	}
	throw new Error(`No free tracking code found in ${CODE_TRIES} draws`);
}

type Store = (rows: Rows) => Promise<Stored | null>;
const stores = new WeakMap<Database['pool'], Store>();

/** Null when the drawn code was taken. */
function store({ db: { pool } }: Vault, rows: Rows): Promise<Stored | null> {
	const known = stores.get(pool) ?? batched(storing(pool), BATCH);
	stores.set(pool, known);
	return known(rows);
}

function storing(pool: Database['pool']) {
	const lane = laneBeside(pool);
	return async (all: readonly Rows[]) => {
		const lists = TABLES.map((table) => JSON.stringify(all.flatMap((rows) => rows[table])));
		const [row] = await namedQuery<{ answers: (Stored | null)[] | null }>(lane, SUBMIT, lists);
		return row?.answers ?? all.map(({ drawn }) => drawn);
	};
}

/**
 * The receipt follows from government and key, so that a repetition shows the same one although it is stored nowhere:
 * under the current key of the installation first, then under those it had before.
 */
export function receiptsOf(
	ring: KeyRing,
	{ directory, key }: Pick<SubmitRequest, 'directory' | 'key'>,
): readonly KeptReceipt[] {
	const seed = Buffer.from(`receipt of ${directory.agency.id} ${key}`);
	return macs(ring, 'receipt', seed).map((random, nth) => {
		const receipt = formatReceipt(random.subarray(0, RECEIPT_RANDOM_BYTES));
		return { receipt, mac: receiptMacs(ring, receiptBytes(receipt))[nth]?.toString('hex') ?? '' };
	});
}

/** What an earlier submission under this key was answered with; null when there was none. */
export async function submittedBefore(
	{ db, ring }: Vault,
	request: Pick<SubmitRequest, 'directory' | 'key'>,
): Promise<Acknowledged | null> {
	const receipts = receiptsOf(ring, request);
	const earlier = await findSubmitted(db.pool, request.directory.agency.id, receipts);
	return earlier ? acknowledged(earlier, receipts) : null;
}

function acknowledged({ id, code, mac }: Stored, receipts: readonly KeptReceipt[]): Acknowledged {
	const kept = receipts.find((one) => one.mac === mac);
	if (!kept) throw new Error('a report was stored under a receipt that nobody asked for');
	return { id, code, receipt: kept.receipt };
}

function rowsOf(
	ring: KeyRing,
	request: SubmitRequest,
	{ receipts, code }: { readonly receipts: readonly KeptReceipt[]; readonly code: string },
): Rows {
	const { directory, submission, at } = request;
	const id = orderedId(at) as ReportId;
	const intake = takeIn(submission, { directory, id, code, at, hash: sha256, salt: randomSalt });
	const belonging = { report_id: id, agency_id: directory.agency.id };
	const ofIt = (rows: readonly object[]) => rows.map((row) => ({ ...belonging, ...row }));
	const hashes = receipts.map(({ mac }) => mac);
	return {
		drawn: { id, code, mac: hashes[0] ?? '' }, // under the current key, which stands first
		reports: [reportRow(request, { id, code, macs: hashes }, intake)],
		identities: ofIt(identityRows(ring, id, submission)),
		clocks: ofIt(intake.clocks.map(clockColumns)),
		attachments: ofIt(attachmentRows(intake.files, at)),
		messages: ofIt(messagesOf(request, id)),
		intakes: ofIt(request.intake ? [intakeRow(request.intake, request.takenInBy)] : []),
	};
}

/** Their ids sort as they were sent: they came at the same instant. */
function attachmentRows(files: readonly BoundFile[], at: Date) {
	const ids = files.map(() => randomUUID()).sort();
	return files.map((file, nth) => ({ ...attachmentRow(file), id: ids[nth], at }));
}

/** Random, not sequential; lengthened when a tenth of the year's codes is used, and by `longer` when draws were taken. */
function newCode({ directory: { agency }, at }: SubmitRequest, longer: number): string {
	const length = lengthFor(agency.codesUsed) + longer;
	return formatCode({ prefix: agency.prefix, year: at.getUTCFullYear(), random: randomBytes(length - 1) });
}
