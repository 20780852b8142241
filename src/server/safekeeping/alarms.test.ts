import { describe, expect, it } from 'vitest';
import { alarmsOf } from './alarms.ts';
import type { Signals } from './health.ts';

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
	keyCopy: 'missing',
};

describe('a letter goes out', () => {
	it('for nothing while everything happens in time', () => {
		expect(alarmsOf(WELL)).toEqual([]);
	});

	it.each<[string, Partial<Signals>, ReturnType<typeof alarmsOf>]>([
		[
			'a job given up',
			{ queue: { waiting: 0, oldest: null, dead: 1 } },
			[{ about: 'jobs', problem: 'stopped' }],
		],
		['a worker that is silent', { workerSeen: ago(11) }, [{ about: 'worker', problem: 'late' }]],
		[
			'jobs that nobody takes up',
			{ queue: { waiting: 3, oldest: ago(11), dead: 0 } },
			[{ about: 'queue', problem: 'late' }],
		],
		['clocks nobody looks at', { clocksSince: ago(6) }, [{ about: 'clocks', problem: 'late' }]],
		[
			'personal data nobody kept by rule for two days',
			{ retentionSince: ago(51 * 60) },
			[{ about: 'retention', problem: 'late' }],
		],
		['a day of it that came late: for nothing', { retentionSince: ago(27 * 60) }, []],
		[
			'a backup that has not been tried for three days',
			{ backup: good(72 * 60) },
			[{ about: 'backup', problem: 'late' }],
		],
		[
			'a trial restore that failed',
			{ certificate: { good: ago(600), problem: 'chain_broken' } },
			[{ about: 'certificate', problem: 'chain_broken' }],
		],
		['a full disk', { disk: { free: 1, total: 100 } }, [{ about: 'disk', problem: 'disk_full' }]],
		['backups of the administrator’s own tools: for nothing', { backups: 'external', backup: null }, []],
	])('for %s', (_, given, due) => {
		expect(alarmsOf({ ...WELL, ...given })).toEqual(due);
	});
});
