/** The rows of a new report as `submit_reports` takes them (db/policies/5-submit.sql). */

import type { ReportId } from '../access/policy.ts';
import type { KeyRing } from '../platform/keys.ts';
import type { DeskRecord } from './desk-record.ts';
import type { BoundFile, Intake } from './intake.ts';
import { firstNameOf } from './publication.ts';
import { type IdentityPart, sealIdentity } from './sealed-identity.ts';
import type { Submission } from './submission.ts';
import type { SubmitRequest } from './submit-commands.ts';

/** The report itself with what every report has one of: its words, its first step, and its public copy. */
export function reportRow(
	request: SubmitRequest,
	made: { id: string; code: string; macs: readonly string[] },
	intake: Intake,
) {
	const { directory, submission, at, takenInBy, draftHash } = request;
	return {
		id: made.id,
		agency_id: directory.agency.id,
		code: made.code,
		kind: submission.kind,
		confidentiality: intake.confidentiality,
		channel: submission.channel,
		verifier_unit_id: intake.verifierUnitId,
		about_unit_id: submission.aboutUnitId,
		category_id: submission.categoryId,
		district_code: submission.districtCode,
		village_code: submission.villageCode,
		term_book_id: intake.termBookId,
		received_at: at,
		due_at: intake.dueAt,
		may_call: submission.mayCall && intake.confidentiality === 'open',
		has_email: Boolean(submission.email),
		has_phone: Boolean(submission.phone),
		taken_in_by: takenInBy,
		sp4n_id: submission.sp4nId || null,
		macs: made.macs.map((mac) => `\\x${mac}`),
		draft: draftHash?.toString('hex') ?? null,
		...wordsOf(submission, intake),
		...firstStepOf(intake),
		...publicCopyOf(submission, intake),
	};
}

function wordsOf({ title, body, place, lat, lon, occurredOn }: Submission, { salt }: Intake) {
	return { title, body, place, lat, lon, occurred_on: occurredOn, salt };
}

function firstStepOf({ facts, link: { hash, commitments } }: Intake) {
	return { facts, commitments: commitments.join(''), hash };
}

/** What of it stands in its public copy besides what the report says itself. */
function publicCopyOf({ name }: Submission, { confidentiality, receivedOn }: Intake) {
	return {
		is_public: confidentiality !== 'confidential',
		received_on: receivedOn,
		first_name: confidentiality === 'open' && name ? firstNameOf(name) : null,
	};
}

export function identityRows(ring: KeyRing, id: ReportId, submission: Submission) {
	const { name, represented, phone, email, lang } = submission;
	const parts = {
		...(name ? { name: { name, ...(represented ? { represented } : {}) } } : {}),
		...(phone || email ? { contact: { phone, email, lang } } : {}),
	};
	return Object.entries(parts).map(([part, value]) => ({
		part,
		sealed: sealIdentity(ring, { reportId: id, part: part as IdentityPart }, value).toString('base64'),
	}));
}

/** What was taken in at a desk, as `note_intakes` takes it (db/policies/5-desk.sql). */
export function intakeRow({ entryHash, papers, ...intake }: DeskRecord, takenInBy: string | null) {
	return {
		person_id: takenInBy,
		role: intake.role,
		unit_id: intake.unitId,
		way: intake.way,
		paper_no: intake.paperNo,
		box_opening_id: intake.openingId,
		at: intake.at,
		entry_hash: entryHash.toString('hex'),
		needs: intake.needs,
		proxy_scope: intake.proxyScope,
		letter: intake.letter,
		papers: papers.map(({ paper, photo }) => ({
			paper,
			sha256: photo.sha256,
			storage_key: photo.storageKey,
			thumb_key: photo.thumbKey,
			media_type: photo.mediaType,
			bytes: photo.bytes,
			width: photo.width,
			height: photo.height,
		})),
	};
}

/** A photograph, document or recording; what one kind does not have is null. */
export function attachmentRow({ salt, ...file }: BoundFile) {
	const { thumbKey, width, height, pages, seconds, scan } = { ...NO_KIND, ...file };
	return {
		sha256: file.sha256,
		storage_key: file.storageKey,
		thumb_key: thumbKey,
		media_type: file.mediaType,
		bytes: file.bytes,
		width,
		height,
		pages,
		seconds,
		scan,
		alt: file.alt,
		salt,
	};
}

const NO_KIND = { thumbKey: null, width: null, height: null, pages: null, seconds: null, scan: null };

/** The reporter's acknowledgement, when they left a way to write to them. */
export function messagesOf({ submission, at }: SubmitRequest, id: ReportId) {
	if (!submission.email) return [];
	return [
		{
			recipient: { to: 'reporter' },
			channel: 'email',
			template: 'received',
			facts: {},
			not_before: at,
			once: `received ${id}`,
		},
	];
}
