import { randomBytes, randomUUID } from 'node:crypto';
import type { ReportId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { batched } from '../platform/batching.ts';
import { type Database, laneBeside, namedQuery } from '../platform/db.ts';
import { randomSalt, sha256 } from '../platform/hash.ts';
import { type KeyRing, mac, receiptMac } from '../platform/keys.ts';
import { orderedId } from '../platform/ordered-id.ts';
import { clockColumns } from './clock-json.ts';
import type { DeskRecord } from './desk-record.ts';
import { type BoundFile, takeIn } from './intake.ts';
import { formatReceipt, RECEIPT_RANDOM_BYTES, type Receipt, receiptBytes } from './receipt.ts';
import { type Submission, submittedAt } from './submission.ts';
import {
	attachmentRow,
	contentRow,
	identityRows,
	intakeRow,
	messagesOf,
	publicationRow,
	reportRow,
	stepRow,
} from './submission-rows-commands.ts';
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

type Stored = Pick<Acknowledged, 'id' | 'code'>;

/** What receiving needs to reach: the database as the application, and the keys. */
export type Vault = { readonly db: Database; readonly ring: KeyRing };

/** The rows of a new report, a list for each parameter of `submit_reports` in their order (db/policies/5-submit.sql). */
const TABLES = [
	'reports',
	'contents',
	'identities',
	'clocks',
	'steps',
	'attachments',
	'publications',
	'messages',
	'intakes',
] as const;
type Rows = Readonly<Record<(typeof TABLES)[number], readonly object[]>>;

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
	const receipt = receiptOf(vault.ring, request);
	for (let tries = 1; tries <= CODE_TRIES; tries += 1) {
		const code = newCode(request, tries > USUAL_TRIES ? 1 : 0);
		const answer = await store(vault, rowsOf(vault.ring, request, { receipt, code }));
		if (answer) return { ...answer, receipt };
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
		const [row] = await namedQuery<{ answers: (Stored | null)[] }>(lane, SUBMIT, lists);
		return row?.answers ?? [];
	};
}

/** The receipt follows from government and key, so that a repetition shows the same one although it is stored nowhere. */
export function receiptOf(
	ring: KeyRing,
	{ directory, key }: Pick<SubmitRequest, 'directory' | 'key'>,
): Receipt {
	const seed = Buffer.from(`receipt of ${directory.agency.id} ${key}`);
	return formatReceipt(mac(ring, 'receipt', seed).subarray(0, RECEIPT_RANDOM_BYTES));
}

function rowsOf(
	ring: KeyRing,
	request: SubmitRequest,
	{ receipt, code }: Pick<Acknowledged, 'receipt' | 'code'>,
): Rows {
	const { directory, submission, at } = request;
	const id = orderedId(at) as ReportId;
	const intake = takeIn(submission, { directory, id, code, at, hash: sha256, salt: randomSalt });
	const belonging = { report_id: id, agency_id: directory.agency.id };
	const ofIt = (rows: readonly object[]) => rows.map((row) => ({ ...belonging, ...row }));
	return {
		reports: [reportRow(request, { id, code, receiptMac: receiptMac(ring, receiptBytes(receipt)) }, intake)],
		contents: ofIt([contentRow(submission, intake)]),
		identities: ofIt(identityRows(ring, id, submission)),
		clocks: ofIt(intake.clocks.map(clockColumns)),
		steps: ofIt([stepRow(intake, at)]),
		attachments: ofIt(attachmentRows(intake.files, at)),
		publications: ofIt(
			intake.confidentiality === 'confidential' ? [] : [publicationRow(request, code, intake)],
		),
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
