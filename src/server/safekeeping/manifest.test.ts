import { describe, expect, it } from 'vitest';
import { backupId, type Manifest, missingRows, readSigned, signedText, timeOfId } from './manifest.ts';
import { isKeptLog, isOutlived, segmentsBetween } from './wal-name.ts';

const MANIFEST: Manifest = {
	version: 1,
	id: '20261122T170000Z-1a2b3c4d',
	startedAt: '2026-11-22T17:00:00.000Z',
	endedAt: '2026-11-22T17:00:09.000Z',
	systemId: '7710932640351952676',
	postgres: '18.4',
	migration: '0010_safekeeping.sql',
	startWal: '000000010000000000000002',
	stopWal: '000000010000000000000002',
	parts: [{ name: 'base/x/part-00001.age', bytes: 1, sha256: 'a' }],
	files: { count: 0, bytes: 0, sha256: 'b' },
	counts: { report: 3 },
};
const mac = (text: string) => String(text.length);
const isMac = (text: string, given: string) => mac(text) === given;

describe('the manifest of a backup', () => {
	it('is named after its moment, and the moment is read from the name', () => {
		const id = backupId(new Date('2026-11-22T17:00:00.123Z'), '1a2b3c4d');
		expect(id).toBe('20261122T170000Z-1a2b3c4d');
		expect(timeOfId(id)).toEqual(new Date('2026-11-22T17:00:00Z'));
		expect(timeOfId('lost+found')).toBeUndefined();
	});

	it.each([
		['cut short', (text: string) => text.slice(0, -9)],
		['empty', () => ''],
		['with another number in it', (text: string) => text.replace('"report": 3', '"report": 33')],
		['of no version we know', (text: string) => text.replace('"version": 1', '"version": 2')],
	])('%s is none', (_, change) => {
		const text = signedText(MANIFEST, mac);
		expect(readSigned(text, isMac)).toEqual(MANIFEST);
		expect(readSigned(change(text), isMac)).toBeUndefined();
	});

	it('names what a restored copy lacks, and does not mind more', () => {
		expect(missingRows({ report: 3, audit: 5 }, { report: 2, audit: 9 })).toEqual({ report: 1 });
		expect(missingRows({ report: 3 }, {})).toEqual({ report: 3 });
	});
});

describe('pieces of the log', () => {
	it('follow each other over the step of the middle digits', () => {
		expect(segmentsBetween('0000000100000000000000FE', '000000010000000100000001')).toEqual([
			'0000000100000000000000FE',
			'0000000100000000000000FF',
			'000000010000000100000000',
			'000000010000000100000001',
		]);
	});

	it.each([
		['000000010000000000000002', true],
		['00000002.history', true],
		['000000010000000000000002.00000028.backup', false],
		['000000010000000000000002.partial', false],
		['archtemp.x', false],
	])('%s belongs to a backup: %s', (name, belongs) => expect(isKeptLog(name)).toBe(belongs));

	it('before the oldest needed one may go, whatever their timeline; histories never', () => {
		const oldest = '000000030000000000000010';
		expect(isOutlived('00000001000000000000000F', oldest)).toBe(true);
		expect(isOutlived('000000010000000000000010', oldest)).toBe(false);
		expect(isOutlived('00000002.history', oldest)).toBe(false);
	});
});
