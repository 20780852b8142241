import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { MONDAY_TO_FRIDAY } from '#server/deadline/calendar.ts';
import { readClock } from '#server/deadline/reading.ts';
import { workingDays } from '#server/deadline/term.ts';
import { drawThread } from '#server/deadline/thread.ts';
import Choice from './Choice.svelte';
import Clock from './Clock.svelte';
import { clockFace } from './clock-face.ts';
import ErrorSummary from './ErrorSummary.svelte';
import Field from './Field.svelte';
import Status from './Status.svelte';
import Steps from './Steps.svelte';
import { speechIn } from './speech.ts';
import Trail from './Trail.svelte';

/** As a reader of the source sees it: without Svelte's own marks. */
function shown<Props extends Record<string, unknown>>(part: Component<Props>, props: Props): string {
	// `render` asks for props in a form that generic props do not take.
	return (render as (part: Component<Props>, options: { props: Props }) => { body: string })(part, { props })
		.body.replace(/<!--.*?-->/g, '')
		.replace(/\s+/g, ' ');
}

describe('a field', () => {
	it('stands as label, hint, error, control, and the control points at both', () => {
		const html = shown(Field, {
			name: 'judul',
			label: 'Judul',
			hint: 'Satu kalimat.',
			error: 'Tulis judulnya.',
			value: 'Jalan "rusak"',
		});

		const order = ['<label', 'id="judul-h"', 'id="judul-e"', '<input'].map((part) => html.indexOf(part));
		expect(order).toEqual(order.toSorted((a, b) => a - b));
		expect(html).toContain('aria-describedby="judul-h judul-e"');
		expect(html).toContain('aria-invalid="true"');
		expect(html).toContain('value="Jalan &quot;rusak&quot;"');
	});

	it('keeps what was typed into a text area as it is', () => {
		const html = shown(Field, { name: 'isi', label: 'Isi', type: 'textarea', value: '</textarea><script>' });

		expect(html).toContain('&lt;/textarea>&lt;script>');
	});

	it('keeps the option that was chosen', () => {
		const options = [
			{ value: 'a', label: 'Anggrek' },
			{ value: 'b', label: 'Bakau' },
		];

		expect(shown(Field, { name: 'kec', label: 'Kecamatan', type: 'select', options, value: 'b' })).toMatch(
			/<option value="b" selected[^>]*>Bakau/,
		);
	});
});

describe('an error summary', () => {
	it('counts in words, links to the fields and takes the focus', () => {
		const html = shown(ErrorSummary, {
			errors: [
				{ field: 'judul', message: 'Tulis judulnya' },
				{ field: null, message: 'Muat ulang halaman' },
			],
		});

		expect(html).toContain('role="alert"');
		expect(html).toContain('autofocus');
		expect(html).toContain('Dua hal perlu diperbaiki');
		expect(html).toContain('<a href="#judul">Tulis judulnya</a>');
	});

	it('is not there without errors', () => {
		expect(shown(ErrorSummary, { errors: [] })).toBe('');
	});
});

describe('a status', () => {
	it.each([
		[{ status: 'received' }, 'received', 'Baru masuk'],
		[{ status: 'received', checked: true }, 'verifying', 'Diverifikasi'],
		[{ status: 'closed', outcome: 'confirmed' }, 'closed', 'Tuntas'],
		[{ status: 'closed', outcome: 'silent' }, 'closed_silent', 'Ditutup tanpa tanggapan pelapor'],
		[{ status: 'referred_out', to: 'Balai Contoh' }, 'referred_out', 'Diteruskan ke Balai Contoh'],
		[{ status: 'raised', to: 'Bupati' }, 'raised', 'Naik ke Bupati'],
	] as const)('%o reads in a word with an icon', (props, look, word) => {
		const html = shown(Status, props);

		expect(html).toContain(`data-s="${look}"`);
		expect(html).toContain('<svg');
		expect(html).toContain(`</svg>${word}</span>`);
	});
});

describe('a clock', () => {
	const calendar = { utcOffset: 8, workweek: MONDAY_TO_FRIDAY, daysOff: new Map() } as const;
	const facts = {
		startedAt: new Date('2026-02-13T02:00:00Z'),
		term: workingDays(5, 'contoh'),
		pauses: [],
		pauseLimit: 0,
		stoppedAt: null,
	};
	const today = new Date('2026-02-17T02:00:00Z');
	const face = clockFace(
		{
			clock: 'complete',
			reading: readClock(facts, today, calendar),
			stitches: drawThread(facts, today, calendar),
			startedAt: facts.startedAt.toISOString(),
			endedAt: null,
			source: 'contoh',
		},
		{ holder: 'Dinas <Contoh>' },
		speechIn('id', 'Asia/Makassar'),
	);
	it('draws the weekend, the days used, today, the days left and the flag, hidden from screen readers', () => {
		const html = shown(Clock, { size: 'full', face });

		expect(html).toContain('<i class="h"></i><i class="d"></i><i class="t"></i><i></i><i></i><i></i><b></b>');
		expect(html).toContain('class="thread" aria-hidden="true"');
	});

	it.each(['full', 'row', 'mini'] as const)('says the same in words at the size %s', (size) => {
		const html = shown(Clock, { size, face });

		expect(html).toContain('Sisa 3 hari kerja');
		expect(html).toContain('<time datetime="2026-02-20">Jum, 20 Feb');
	});

	it('names who holds it, escaped', () => {
		expect(shown(Clock, { size: 'row', face })).toContain('<b>Dinas &lt;Contoh></b>');
	});
});

describe('a trail', () => {
	it('shows the gap before an event, whose words they are, and the promise at its end', () => {
		const html = shown(Trail, {
			items: [
				{ key: 1, node: 'reporter', icon: 'person', title: 'Laporan dikirim', at: '2026-02-12' },
				{
					key: 2,
					node: 'office',
					icon: 'office',
					title: 'Jawaban pertama',
					gap: '3 hari kerja',
					says: { voice: 'office', text: 'Baris satu.\n\nBaris dua.' },
				},
			],
			next: [{ icon: 'flag', title: 'Janji berikutnya', text: 'Sel, 3 Mar 2026' }],
		});

		expect(html.indexOf('3 hari kerja')).toBeLessThan(html.indexOf('Jawaban pertama'));
		expect(html).toContain('<p>Baris satu.</p><p>Baris dua.</p>');
		expect(html).toContain('class="next"');
	});

	it('marks internal words as not shown to the public', () => {
		const html = shown(Trail, {
			items: [
				{
					key: 1,
					node: 'system',
					icon: 'person',
					title: 'Catatan',
					says: { voice: 'internal', text: 'Sudah telepon.' },
				},
			],
		});

		expect(html).toContain('Catatan dalam, tidak tampil di publik');
	});
});

describe('small parts', () => {
	it('the steps say where the reader stands', () => {
		const html = shown(Steps, { at: 2, next: 'foto atau bukti' });

		expect(html).toContain('<li class="d"></li><li class="t"></li><li></li>');
		expect(html).toContain('Langkah 2 dari 5.');
	});

	it('a choice is one label with its consequence', () => {
		const html = shown(Choice, {
			name: 'jenis',
			value: 'complaint',
			title: 'Pengaduan',
			hint: 'Dijawab.',
			checked: true,
		});

		expect(html).toMatch(/<label class="choice"><input type="radio" name="jenis" value="complaint" checked/);
	});
});
