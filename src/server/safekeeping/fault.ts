import { isDiskFull } from '../platform/fault.ts';

/** Why a backup, a restore or a certificate did not come about. Each has its sentence in `text/`, with what to do. */
export const SAFEKEEPING_FAULTS = [
	'disk_full',
	'busy',
	'external_database',
	'no_backup',
	'not_empty',
	'damaged',
	'foreign_key',
	'log_missing',
	'time_not_reached',
	'rows_missing',
	'chain_broken',
	'files_missing',
	'place_away',
	'place_refused',
	'other',
] as const;
export type SafekeepingProblem = (typeof SAFEKEEPING_FAULTS)[number];

export class SafekeepingFault extends Error {
	override readonly name = 'SafekeepingFault';
	readonly problem: SafekeepingProblem;

	constructor(problem: SafekeepingProblem, message: string) {
		super(message);
		this.problem = problem;
	}
}

/** What a fault amounts to: ours by name, a full disk by the system's own code, anything else unnamed. */
export function problemOf(fault: unknown): SafekeepingProblem {
	if (fault instanceof SafekeepingFault) return fault.problem;
	return isDiskFull(fault) ? 'disk_full' : 'other';
}
