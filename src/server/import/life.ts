import type { ReportId, UnitId } from '#server/access/policy.ts';
import type { Directory } from '#server/agency/directory.ts';
import type { ClockRow } from '#server/report/clock-effects.ts';
import type { Hash } from '#server/report/evidence.ts';
import { type Intake, takeIn } from '#server/report/intake.ts';
import type { standingAfter } from '#server/report/standing.ts';
import type { ArchiveReason } from '#server/report/statuses.ts';
import type { StepWords } from '#server/report/step-content.ts';
import { STEPS } from '#server/report/steps.ts';
import { type Submission, UNTOLD } from '#server/report/submission.ts';
import type { StepRecord } from '#server/report/trail.ts';
import { roadOf } from './road.ts';
import { stepOn } from './step-on.ts';
import type { Told } from './told.ts';

export type Standing = ReturnType<typeof standingAfter>;

/** A step of an imported life, with its link of evidence. */
export type LifeStep = StepRecord & {
	readonly unitId: UnitId | null;
	readonly targetUnitId: UnitId | null;
	/** Null when nothing was written with it; those of the first stand in the report's content. */
	readonly words: StepWords | null;
	readonly link: Intake['link'];
};

/** A report that lived elsewhere, as it stands here after its steps were told. */
export type Life = {
	readonly told: Told;
	readonly standing: Standing;
	readonly clocks: readonly ClockRow[];
	/** Of the words it was submitted with; those of later steps carry their own. */
	readonly salt: string;
	readonly steps: readonly LifeStep[];
};

export type LifeGround = {
	readonly directory: Directory;
	readonly id: ReportId;
	/** Now: what would have followed by itself up to here is not done again. */
	readonly at: Date;
	readonly hash: Hash;
	readonly salt: () => string;
	/** Answers are read by the public: personal data is masked before they become evidence. */
	readonly masked: (text: string) => string;
	readonly archiveReason: ArchiveReason | null;
};

/** Lets the report live once more: received, then every step of its road, each decided by the tables of the lifecycle. */
export function lifeOf(told: Told, ground: LifeGround): Life {
	let life = begin(told, ground);
	for (const happening of roadOf(life)) life = stepOn(life, happening, ground);
	return life;
}

function begin(told: Told, ground: LifeGround): Life {
	const { directory, id, hash, salt } = ground;
	const at = told.receivedAt;
	const intake = takeIn(submissionOf(told), { directory, id, code: '', at, hash, salt, imported: true });
	return {
		told,
		standing: standingOf(told, intake, ground),
		clocks: intake.clocks,
		salt: intake.salt,
		steps: [
			{
				seq: 1,
				step: 'submit',
				to: 'received',
				role: 'reporter',
				facts: intake.facts,
				readers: STEPS.submit.readers,
				at,
				texts: {},
				unitId: null,
				targetUnitId: null,
				words: null,
				link: intake.link,
			},
		],
	};
}

function submissionOf(told: Told): Submission {
	return {
		...UNTOLD,
		kind: told.kind,
		title: told.title,
		body: told.text,
		confidentiality: told.confidentiality,
		channel: told.channel,
		districtCode: told.districtCode,
		villageCode: told.villageCode,
		place: told.place,
		categoryId: told.categoryId,
	};
}

function standingOf(told: Told, intake: Intake, { id, directory }: LifeGround): Standing {
	return {
		id,
		agencyId: directory.agency.id,
		code: '',
		kind: told.kind,
		kindBefore: null,
		status: 'received',
		confidentiality: intake.confidentiality,
		channel: told.channel,
		verifierUnitId: intake.verifierUnitId,
		unitId: null,
		aboutUnitId: null,
		categoryId: told.categoryId,
		districtCode: told.districtCode,
		villageCode: told.villageCode,
		termBookId: intake.termBookId,
		receivedAt: told.receivedAt,
		openedAt: null,
		endedAt: null,
		outcome: null,
		archivedFor: null,
		resumeTo: null,
		referredTo: null,
		mergedInto: null,
		hops: 0,
		asks: 0,
		level: 1,
		climbed: 0,
		dueAt: intake.dueAt,
		promiseUntil: null,
		mayCall: false,
		hasEmail: false,
		hasPhone: false,
		ombudsmanConsent: false,
		escalatedAt: null,
		rating: null,
		supportCount: 0,
		sp4nId: told.sp4nId,
		version: 1,
	};
}
