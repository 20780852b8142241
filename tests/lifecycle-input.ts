/** Everything a step can need, for a machine that takes every step. */
import type { AgencyId, ReportId, UnitId } from '#server/access/policy.ts';
import type { ClockRow } from '#server/report/clock-effects.ts';
import type { Clock } from '#server/report/clocks.ts';
import type { StepInput } from '#server/report/guards.ts';
import type { Standing } from '#server/report/queries.ts';
import { AN_ANSWER, idOf } from './samples.ts';

export const THE_AGENCY = idOf<AgencyId>('agency');

export function wholeInput({ standing }: { readonly standing: Standing }): StepInput {
	return {
		...AN_ANSWER,
		targetUnitId: idOf<UnitId>('office'),
		reasonCode: 'too_general',
		rating: 4,
		otherBody: { name: 'Lembaga lain', how: 'Lewat laman lembaga itu.' },
		other: { id: 'other' as ReportId, code: 'X', status: 'received', agencyId: THE_AGENCY },
		kind: standing.kind === 'complaint' ? 'aspiration' : 'complaint',
		confidentiality: standing.confidentiality === 'open' ? 'confidential' : 'open',
		receiptAgain: true,
		request: {
			applicant: 'person',
			asked: 'Salinan anggaran jalan 2025',
			purpose: 'Penelitian',
			delivery: 'copy',
		},
		decision: { outcome: 'partly', reason: 'personal_secret', cost: 0 },
		publicCopy: { title: 'Lampu padam', body: 'Tiga lampu padam sejak Senin.', place: '' },
	};
}

/** Whether it may still become a request for public information: kind and secrecy matter for nothing else. */
export function isConvertible({ kind, kindBefore, confidentiality }: Standing): boolean {
	return kind === 'information_request' && kindBefore === null && confidentiality === 'open';
}

/** Once something climbed, time has gone by: what an office owes is late. */
export function lateNow(clocks: readonly ClockRow[]): ClockRow[] {
	return clocks.map((row) => (row.endedAt ? row : { ...row, lateFrom: row.startedAt }));
}

/** How a clock ended matters for its revival, and for what a request for information may still come to. */
export function howEnded(clock: Clock, met: boolean | null): unknown {
	return clock.startsWith('ppid') || met === false ? met : 'ended';
}
