import { randomBytes, randomUUID } from 'node:crypto';
import type { ReportId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { type Database, namedQuery } from '../platform/db.ts';
import { randomSalt, sha256 } from '../platform/hash.ts';
import { type KeyRing, mac, receiptMac } from '../platform/keys.ts';
import { takeIn } from './intake.ts';
import { formatReceipt, RECEIPT_RANDOM_BYTES, type Receipt, receiptBytes } from './receipt.ts';
import type { Submission } from './submission.ts';
import {
	clockColumns,
	identityRows,
	messagesOf,
	publicationRow,
	reportRow,
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
};

type Stored = Pick<Acknowledged, 'id' | 'code'>;

/** What receiving needs to reach: the database as the application, and the keys. */
export type Vault = { readonly db: Database; readonly ring: KeyRing };

const SUBMIT = { name: 'submit_report', text: 'select submit_report($1::jsonb) as answer' };
const CODE_TAKEN = 'report_code_key';
const CODE_TRIES = 5;

/**
 * Takes a report in and answers after its durable commit. The same key gives the same report again:
 * code and receipt are the same, nothing is stored twice.
 */
export async function submit(vault: Vault, request: SubmitRequest): Promise<Acknowledged> {
	const receipt = receiptOf(vault.ring, request);
	for (let tries = 1; ; tries += 1) {
		const answer = await store(vault, request, receipt).catch((fault: unknown) => retriable(fault, tries));
		if (answer) return { ...answer, receipt };
	}
}

async function store(
	{ db, ring }: Vault,
	request: SubmitRequest,
	receipt: Receipt,
): Promise<Stored | undefined> {
	const payload = JSON.stringify(payloadOf(ring, request, receipt));
	const [row] = await namedQuery<{ answer: Stored }>(db.pool, SUBMIT, [payload]);
	return row?.answer;
}

/** A code that happened to be taken is drawn again; every other fault is one. */
function retriable(fault: unknown, tries: number): undefined {
	const isCodeTaken = fault instanceof Error && 'constraint' in fault && fault.constraint === CODE_TAKEN;
	if (!isCodeTaken || tries === CODE_TRIES) throw fault;
}

/** The receipt follows from government and key, so that a repetition shows the same one although it is stored nowhere. */
export function receiptOf(
	ring: KeyRing,
	{ directory, key }: Pick<SubmitRequest, 'directory' | 'key'>,
): Receipt {
	const seed = Buffer.from(`receipt of ${directory.agency.id} ${key}`);
	return formatReceipt(mac(ring, 'receipt', seed).subarray(0, RECEIPT_RANDOM_BYTES));
}

function payloadOf(ring: KeyRing, request: SubmitRequest, receipt: Receipt) {
	const { directory, submission, at } = request;
	const id = randomUUID() as ReportId;
	const code = newCode(directory, at);
	const intake = takeIn(submission, { directory, id, code, at, hash: sha256, salt: randomSalt });
	return {
		key_hash: sha256(request.key),
		draft_hash: request.draftHash?.toString('hex') ?? '',
		answer: { id, code },
		report: reportRow(request, { id, code, receiptMac: receiptMac(ring, receiptBytes(receipt)) }, intake),
		content: {
			title: submission.title,
			body: submission.body,
			place: submission.place,
			lat: submission.lat,
			lon: submission.lon,
			occurred_on: submission.occurredOn,
		},
		identity: identityRows(ring, id, submission),
		clocks: intake.clocks.map(clockColumns),
		step: {
			facts: intake.facts,
			at,
			commitments: intake.link.commitments,
			previous_hash: intake.link.previous,
			hash: intake.link.hash,
		},
		texts: intake.texts.map(({ part, salt, text }) => ({ part, salt, body: text })),
		attachments: submission.photos.map((photo) => ({
			id: randomUUID(),
			at,
			sha256: photo.sha256,
			storage_key: photo.storageKey,
			thumb_key: photo.thumbKey,
			media_type: photo.mediaType,
			bytes: photo.bytes,
			width: photo.width,
			height: photo.height,
			alt: photo.alt,
		})),
		...(intake.confidentiality === 'confidential'
			? {}
			: { publication: publicationRow(request, code, intake) }),
		outbox: messagesOf(request, id),
	};
}

/** Random, not sequential; lengthened when a tenth of the year's codes is used. */
function newCode({ agency }: Directory, at: Date): string {
	const length = lengthFor(agency.codesUsed);
	return formatCode({ prefix: agency.prefix, year: at.getUTCFullYear(), random: randomBytes(length - 1) });
}
