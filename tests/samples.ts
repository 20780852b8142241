/** Invented values that stand for nobody, for tests that need one and do not care which. */
import type { Actor, PersonId, ReportId } from '#server/access/policy.ts';
import type { Role } from '#server/access/roles.ts';
import type { Standing } from '#server/report/queries.ts';
import type { Submission } from '#server/report/submission.ts';

const numbers = new Map<string, number>();

/** A number that stands for a name, for ids of governments, offices and term books that no database gave. */
export function idOf<Id extends number>(name: string): Id {
	const id = numbers.get(name) ?? numbers.size + 1;
	numbers.set(name, id);
	return id as Id;
}

/** A complete open complaint from the web; `given` is what the test is about. */
export function aSubmission(given: Partial<Submission> = {}): Submission {
	return {
		kind: 'complaint',
		title: 'Lampu jalan padam di simpang',
		body: 'Tiga tiang lampu di simpang padam sejak Senin, jalan gelap saat anak pulang mengaji.',
		confidentiality: 'open',
		channel: 'web',
		districtCode: '99.01.01',
		villageCode: '99.01.01.1001',
		place: 'Simpang dekat langgar',
		lat: null,
		lon: null,
		occurredOn: null,
		categoryId: null,
		addressedTo: null,
		aboutUnitId: null,
		name: 'Siti Contoh',
		phone: '081200009999',
		email: 'siti@pelapor.example',
		mayCall: false,
		photos: [],
		files: [],
		lang: 'id',
		...given,
	};
}

/** An answer that says what was done, by whom, when, with what evidence. */
export const AN_ANSWER = {
	words: 'Lampu di simpang sudah menyala kembali.',
	parts: {
		found: 'Kabel tiang kedua putus.',
		done: 'Kabel disambung dan tiga lampu diganti.',
		who: 'Regu lampu jalan',
		when: '2026-02-02',
		evidence: 'Berita acara 12/LPJU',
	},
} as const;

/** Somebody of `role` in a unit, for rules that need no database; ids are made from the names given. */
export function anActor({ role, unit = 'desk' }: { role: Role; unit?: string }): Actor {
	const isPerson = role !== 'reporter' && role !== 'system';
	return {
		personId: isPerson ? (`person ${role} ${unit}` as PersonId) : null,
		role,
		agencyId: idOf('agency'),
		unitIds: isPerson ? [idOf(unit)] : [],
		conflictUnitIds: isPerson ? [idOf(unit)] : [],
		reportId: null,
		regionCode: null,
	};
}

/** A report that nobody sent yet, for the desk to verify. */
export const A_DRAFT: Standing = {
	id: 'report' as ReportId,
	agencyId: idOf('agency'),
	code: 'MSR-26-00000',
	kind: 'complaint',
	kindBefore: null,
	status: 'draft',
	confidentiality: 'open',
	channel: 'web',
	verifierUnitId: idOf('desk'),
	unitId: null,
	aboutUnitId: null,
	categoryId: null,
	districtCode: null,
	villageCode: null,
	termBookId: idOf('book'),
	receivedAt: new Date('2026-02-02T01:00:00Z'),
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
	dueAt: null,
	promiseUntil: null,
	mayCall: false,
	hasEmail: false,
	hasPhone: false,
	ombudsmanConsent: false,
	escalatedAt: null,
	rating: null,
	supportCount: 0,
	sp4nId: null,
	version: 1,
};
