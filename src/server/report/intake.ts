import type { AgencyId, ReportId, TermBookId, UnitId } from '../access/policy.ts';
import { calendarOf, type Directory, termBookOn, verifierOf } from '../agency/directory.ts';
import { localDate } from '../deadline/calendar.ts';
import { type ClockRow, clocksAfter, dueAt } from './clock-effects.ts';
import type { Confidentiality } from './clocks.ts';
import { CHAIN_START, type EvidenceText, type Hash, linkStep } from './evidence.ts';
import type { StepTaken } from './lifecycle.ts';
import { type StoredFile, type StoredPhoto, type Submission, secrecyOf } from './submission.ts';

/** What is decided about a report at the moment it is received; storing it is the caller's. */
export type Intake = {
	readonly confidentiality: Confidentiality;
	readonly verifierUnitId: UnitId;
	readonly termBookId: TermBookId;
	readonly clocks: readonly ClockRow[];
	readonly dueAt: Date | null;
	readonly receivedOn: string;
	readonly facts: Readonly<Record<string, string | boolean>>;
	/** Hides its words in their commitment. */
	readonly salt: string;
	readonly files: readonly BoundFile[];
	readonly link: {
		readonly hash: string;
		readonly commitments: readonly string[];
	};
};

/** A file with the salt under which its step commits to it (rules of record §6). */
export type BoundFile = (StoredPhoto | StoredFile) & { readonly salt: string };

/** What a step commits to of a file: the hash of its bytes, hidden by the salt. Erased with the file's row. */
export function fileEvidence({ sha256, salt }: Pick<BoundFile, 'sha256' | 'salt'>): EvidenceText {
	return { part: 'file', salt, text: sha256 };
}

export type IntakeGround = {
	readonly directory: Directory;
	readonly id: ReportId;
	readonly code: string;
	readonly at: Date;
	readonly hash: Hash;
	/** A fresh salt. */
	readonly salt: () => string;
	/** It was received elsewhere, and is told here later. */
	readonly imported?: true;
};

/** Decides who assesses a new report, which clocks run, and what its first link of evidence is. */
export function takeIn(submission: Submission, ground: IntakeGround): Intake {
	const { directory, at } = ground;
	const confidentiality = secrecyOf(submission);
	const verifierUnitId = verifierOf(directory, submission);
	const calendar = calendarOf(directory, verifierUnitId);
	const today = localDate(at, calendar);
	const book = termBookOn(directory, today);
	const taken: StepTaken = { step: 'submit', from: 'draft', to: 'received', words: null, at };
	const clocks = clocksAfter([], taken, {
		agencyId: directory.agency.id,
		kind: submission.kind,
		unitId: verifierUnitId,
		book,
		calendar,
		promisedFor: null,
	});
	const origin = {
		...(ground.imported ? { imported: true } : {}),
		...(submission.sp4nId ? { sp4nId: submission.sp4nId } : {}),
	};
	const facts = { ...factsOfSubmit(submission, confidentiality, directory), ...origin };
	const salt = ground.salt();
	const { title, body, place } = submission;
	const words = { part: 'words', salt, text: { title, body, place } };
	const files = [...submission.photos, ...submission.files].map((file) => ({ ...file, salt: ground.salt() }));
	const evidence = evidenceOfSubmit(directory.agency.id, ground, facts);

	return {
		confidentiality,
		verifierUnitId,
		termBookId: book.id,
		clocks,
		dueAt: dueAt(clocks),
		receivedOn: today,
		facts,
		salt,
		files,
		link: linkStep(ground.hash, CHAIN_START, evidence, [words, ...files.map(fileEvidence)]),
	};
}

/** What stays of it for ever: codes, and the office the reporter thought of, a hint for the verifier who decides. */
function factsOfSubmit(
	{ kind, channel, addressedTo }: Submission,
	confidentiality: Confidentiality,
	{ units }: Directory,
): Readonly<Record<string, string>> {
	const target = addressedTo ? units.get(addressedTo)?.shortName : undefined;
	return { kind, confidentiality, channel, ...(target ? { target } : {}) };
}

function evidenceOfSubmit(agencyId: AgencyId, { id, at }: IntakeGround, facts: Intake['facts']) {
	return stepEvidence({
		agencyId,
		reportId: id,
		seq: 1,
		step: 'submit',
		from: 'draft',
		to: 'received',
		role: 'reporter',
		actorId: null,
		unitId: null,
		targetUnitId: null,
		readers: 'public',
		at,
		facts,
	});
}

/** The facts of a step that its hash covers: every column of its row. */
export function stepEvidence(row: {
	readonly agencyId: AgencyId;
	readonly reportId: string;
	readonly seq: number;
	readonly step: string;
	readonly from: string;
	readonly to: string;
	readonly role: string;
	readonly actorId: string | null;
	readonly unitId: UnitId | null;
	readonly targetUnitId: UnitId | null;
	readonly readers: string;
	readonly at: Date;
	readonly facts: Readonly<Record<string, string | number | boolean | undefined>>;
}) {
	return { ...row };
}
