import { describe, expect, it } from 'vitest';
import { figuresOf, type HealthName, healthOf, type Signals } from './health.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60 * 1000);
const good = (minutes: number) => ({ good: ago(minutes), problem: null });

const WELL: Signals = {
	at: NOW,
	backups: 'ours',
	hasSecondPlace: true,
	backup: good(600),
	log: good(3),
	secondPlace: good(3),
	certificate: good(590),
	outbox: { waiting: 2, oldest: ago(1), dead: 0 },
	mail: 'configured',
	workerSeen: ago(1),
	queue: { waiting: 0, oldest: null, dead: 0 },
	clocksSince: null,
	retentionSince: ago(900),
	disk: { free: 50 * 1024 ** 3, total: 100 * 1024 ** 3 },
	heldMessages: null,
	keyCopy: 'confirmed',
};
const stateOf = (name: HealthName, given: Partial<Signals>) =>
	healthOf({ ...WELL, ...given }).find((line) => line.name === name)?.state;

describe('how the system is', () => {
	it('is well when everything happened in time', () => {
		expect(healthOf(WELL).filter(({ state }) => state !== 'well')).toEqual([]);
	});

	it.each<[string, HealthName, Partial<Signals>, string]>([
		['a backup two days old', 'backup', { backup: good(49 * 60) }, 'look'],
		['a backup three days old', 'backup', { backup: good(72 * 60) }, 'act'],
		[
			'a backup that failed last night',
			'backup',
			{ backup: { good: ago(1500), problem: 'disk_full' } },
			'act',
		],
		['no backup yet', 'backup', { backup: null }, 'look'],
		['a database of the administrator’s own', 'backup', { backups: 'external', backup: null }, 'look'],
		[
			'a trial restore that failed',
			'certificate',
			{ certificate: { good: null, problem: 'chain_broken' } },
			'act',
		],
		['a log not kept for an hour', 'log', { log: good(60) }, 'look'],
		['one place only', 'second_place', { hasSecondPlace: false, secondPlace: null }, 'look'],
		[
			'a second place that refuses',
			'second_place',
			{ secondPlace: { good: ago(5), problem: 'place_refused' } },
			'act',
		],
		['keys without a copy', 'key_copy', { keyCopy: 'missing' }, 'act'],
		['a disk nearly full', 'disk', { disk: { free: 2 * 1024 ** 3, total: 100 * 1024 ** 3 } }, 'act'],
		['clocks nobody looks at', 'clocks', { clocksSince: ago(6) }, 'act'],
		['personal data not kept by rule today', 'retention', { retentionSince: ago(27 * 60) }, 'look'],
		['personal data not kept by rule for two days', 'retention', { retentionSince: ago(51 * 60) }, 'act'],
		['retention that rests until a restore is answered', 'retention', { retentionSince: null }, 'well'],
		['a worker that is silent', 'worker', { workerSeen: ago(11) }, 'act'],
		['a worker that never was', 'worker', { workerSeen: null }, 'look'],
		['a worker that stands still', 'queue', { queue: { waiting: 9, oldest: ago(11), dead: 0 } }, 'act'],
		['a job given up', 'queue', { queue: { waiting: 0, oldest: null, dead: 1 } }, 'look'],
		['a mail server that is away', 'outbox', { outbox: { waiting: 5, oldest: ago(61), dead: 0 } }, 'act'],
		[
			'no mail server',
			'outbox',
			{ mail: 'missing', outbox: { waiting: 5, oldest: ago(600), dead: 0 } },
			'look',
		],
		['messages held since a restore', 'restore', { heldMessages: 4 }, 'act'],
	])('%s: %s is %s', (_, name, given, state) => expect(stateOf(name, given)).toBe(state));

	it('shows what needs doing first', () => {
		const [first] = healthOf({ ...WELL, keyCopy: 'missing' });
		expect(first?.name).toBe('key_copy');
	});

	it('tells a machine ages in seconds, and what never came about', () => {
		expect(figuresOf({ ...WELL, certificate: null })).toMatchObject({
			backup_age_seconds: 36_000,
			outbox_age_seconds: 60,
			worker_age_seconds: 60,
			queue_age_seconds: 0,
			restore_certificate_age_seconds: -1,
			second_place_age_seconds: 180,
			safekeeping_failing: 0,
		});
	});
});
