import type { SafekeepingProblem } from './fault.ts';
import { type HealthName, healthOf, type Signals } from './health.ts';

/** What whoever runs the installation is written to about: its line on the health page, and why. */
export type Due = { readonly about: string; readonly problem: SafekeepingProblem | 'late' | 'stopped' };

/** Lines that are written about when something must be done; the others wait for somebody to look. */
const WATCHED: ReadonlySet<HealthName> = new Set([
	'backup',
	'certificate',
	'log',
	'second_place',
	'disk',
	'worker',
	'clocks',
	'retention',
	'queue',
]);

/** Everything a letter goes out for at this moment: what failed, what has not happened for too long, jobs given up. */
export function alarmsOf(signals: Signals): readonly Due[] {
	const late = healthOf(signals)
		.filter(({ name, state }) => WATCHED.has(name) && state === 'act')
		.map(({ name, problem }): Due => ({ about: name, problem: problemOf(name, problem) }));
	return signals.queue.dead > 0 ? [...late, { about: 'jobs', problem: 'stopped' }] : late;
}

/** Whether nobody is there to do what happens by itself, letters included. */
export function isWorkerSilent(signals: Signals): boolean {
	return alarmsOf(signals).some(({ about }) => about === 'worker');
}

function problemOf(name: HealthName, problem: SafekeepingProblem | null): Due['problem'] {
	return name === 'disk' ? 'disk_full' : (problem ?? 'late');
}
