import { CAPABILITIES, type Capability, type Reach, ROLES, type Role } from './roles.ts';

export type PersonId = string & { readonly __brand: 'PersonId' };
export type UnitId = number & { readonly __brand: 'UnitId' };
export type AgencyId = number & { readonly __brand: 'AgencyId' };
export type CategoryId = number & { readonly __brand: 'CategoryId' };
export type TermBookId = number & { readonly __brand: 'TermBookId' };
export type ReportId = string & { readonly __brand: 'ReportId' };

/** Somebody who looks and acts: a signed-in person in one of their roles, a reporter with a receipt, the system. */
export type Actor = {
	/** Null for a reporter (who has no account), a visitor and the system. */
	readonly personId: PersonId | null;
	readonly role: Role;
	readonly agencyId: AgencyId;
	/** The actor's unit and every unit below it. */
	readonly unitIds: readonly UnitId[];
	/** Units whose reports they must not touch: their own, those above and below it; only their own for a leader. */
	readonly conflictUnitIds: readonly UnitId[];
	/** The report whose receipt this visitor holds; null for staff. */
	readonly reportId: ReportId | null;
	/** The district a monitor watches (Kemendagri code); null for everybody else. */
	readonly regionCode: string | null;
};

/** The parts of a report that decide who may act on it. */
export type Subject = {
	readonly id: ReportId;
	readonly agencyId: AgencyId;
	/** The unit that assesses it. */
	readonly verifierUnitId: UnitId;
	/** The unit that has it to do; null until it is forwarded or handled. */
	readonly unitId: UnitId | null;
	/** The unit it complains about, when it is about an office itself. */
	readonly aboutUnitId: UnitId | null;
};

/**
 * Whether `actor` may use `capability` on `subject`.
 *
 * A report never obeys the unit it is about (rules of record §1, conflict). Says nothing about who may
 * *see* the subject: that is decided once, in the database's policies, for every query at the same time.
 */
export function can(actor: Actor, capability: Capability, subject: Subject): boolean {
	const rights: Partial<Record<Capability, Reach>> = ROLES[actor.role];
	switch (rights[capability]) {
		case 'all':
			return true;
		case 'agency':
			return actor.agencyId === subject.agencyId && !isAbout(actor, subject);
		case 'unit':
			return reaches(actor, CAPABILITIES[capability].unitOf, subject) && !isAbout(actor, subject);
		case 'own':
			return actor.reportId === subject.id;
		default:
			return false;
	}
}

function reaches(actor: Actor, whose: 'verifier' | 'handler', subject: Subject): boolean {
	const unitId = whose === 'verifier' ? subject.verifierUnitId : subject.unitId;
	return unitId !== null && actor.agencyId === subject.agencyId && actor.unitIds.includes(unitId);
}

function isAbout(actor: Actor, subject: Subject): boolean {
	return subject.aboutUnitId !== null && actor.conflictUnitIds.includes(subject.aboutUnitId);
}
