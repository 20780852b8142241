import { describe, expect, it } from 'vitest';
import { MONDAY_TO_FRIDAY, type WorkCalendar } from '#server/deadline/calendar.ts';
import { STEP_NAMES } from '#server/report/steps.ts';
import type { TrailEvent } from '#server/report/trail.ts';
import { speechIn } from './speech.ts';
import { openPromise, type TrailGround, trailItems } from './trail-items.ts';

const calendar: WorkCalendar = {
	utcOffset: 8,
	workweek: MONDAY_TO_FRIDAY,
	daysOff: new Map([
		['2026-02-16', { kind: 'collective_leave', name: 'Cuti bersama', source: 'contoh' }],
		['2026-02-17', { kind: 'national_holiday', name: 'Tahun baru', source: 'contoh' }],
	]),
};
const ground: TrailGround = { speech: speechIn('id', 'Asia/Makassar'), calendar };

function anEvent(facts: Partial<TrailEvent>): TrailEvent {
	return {
		seq: 1,
		step: 'submit',
		to: 'received',
		role: 'reporter',
		day: '2026-02-12',
		at: null,
		facts: {},
		words: null,
		parts: null,
		how: null,
		...facts,
	};
}

const forwarded = anEvent({
	seq: 2,
	step: 'forward',
	role: 'agency_admin',
	day: '2026-02-13',
	at: '2026-02-13T01:15:00.000Z',
	facts: { unit: 'Meja Aduan', target: 'Dinas Contoh', by: 'N.R.' },
});
const answered = anEvent({
	seq: 3,
	step: 'first_answer',
	role: 'liaison',
	day: '2026-02-20',
	facts: { unit: 'Dinas Contoh', promise: '2026-03-03' },
	words: 'Kami meninjau besok.',
});

describe('the trail in words', () => {
	it('names every step', () => {
		for (const step of STEP_NAMES) {
			const [item] = trailItems([anEvent({ step })], ground);
			expect(item?.title.length).toBeGreaterThan(3);
		}
	});

	it('says of an imported answer that its words stayed where it was given', () => {
		const imported = anEvent({
			step: 'answer',
			role: 'system',
			facts: { unit: 'Dinas Contoh', imported: true },
		});
		const [told, heard] = trailItems([imported, { ...imported, seq: 2, words: 'Sudah diperbaiki.' }], ground);

		expect(told).toMatchObject({ by: 'Dinas Contoh', notes: [expect.stringContaining('sistem sebelumnya')] });
		expect(heard?.notes).toEqual([]);
	});

	it('tells the gaps in working days and days off', () => {
		const items = trailItems([anEvent({}), forwarded, answered], ground);

		expect(items.map(({ gap }) => gap)).toEqual([undefined, '1 hari kerja', '3 hari kerja, 4 hari libur']);
	});

	it('says to whom a report went and who sent it there', () => {
		expect(trailItems([forwarded], ground)[0]).toMatchObject({
			node: 'office',
			title: 'Diperiksa dan diteruskan ke Dinas Contoh',
			by: 'Meja Aduan',
			byNote: 'petugas N.R.',
			at: '2026-02-13T01:15:00.000Z',
		});
	});

	it('shows only the day where the minute is not for this reader', () => {
		expect(trailItems([anEvent({})], ground)[0]?.at).toBe('2026-02-12');
	});

	it('calls the reporter what this reader may call them', () => {
		expect(trailItems([anEvent({})], { ...ground, reporter: 'Pelapor (anonim)' })[0]?.by).toBe(
			'Pelapor (anonim)',
		);
	});

	it('marks words of staff among themselves as internal', () => {
		const proposed = anEvent({ step: 'propose_answer', role: 'liaison', words: 'Mohon diperiksa.' });

		expect(trailItems([proposed], ground)[0]?.says?.voice).toBe('internal');
	});

	it('shows an answer in its parts, without the empty ones', () => {
		const parts = { found: 'Lampu putus.', done: 'Diganti.', who: '', when: '2026-03-03', evidence: '' };
		const [item] = trailItems([anEvent({ step: 'answer', role: 'liaison', parts })], ground);

		expect(item?.says?.parts).toEqual([
			{ label: 'Temuan', text: 'Lampu putus.' },
			{ label: 'Yang dikerjakan', text: 'Diganti.' },
			{ label: 'Tanggal', text: 'Sel, 3 Mar 2026' },
		]);
	});

	it('gives the reason of an archived report in words', () => {
		const archived = anEvent({ step: 'archive', role: 'agency_admin', facts: { reasonCode: 'in_court' } });

		expect(trailItems([archived], ground)[0]?.notes).toEqual(['Alasan: Sedang diperiksa pengadilan.']);
	});
});

describe('a promise', () => {
	it('stands until the complete answer', () => {
		expect(openPromise([forwarded, answered])).toEqual({ day: '2026-03-03', unit: 'Dinas Contoh' });
		expect(openPromise([forwarded, answered, anEvent({ step: 'answer', to: 'answered' })])).toBeNull();
	});
});
