import { describe, expect, test } from 'vitest';
import { words } from '#text/words.ts';
import { isBoilerplate } from './case-boilerplate.ts';

const { phrases, fillers } = words('id').officer;
const EMPTY = { phrases, fillers };

describe('an answer that would suit every report', () => {
	test.each([
		'Sudah ditindaklanjuti.',
		'SUDAH DITINDAKLANJUTI!!!',
		'Selamat pagi Bapak/Ibu, terima kasih atas laporan Anda. Akan segera ditindaklanjuti.',
		'Telah dikoordinasikan dengan pihak terkait, sesuai prosedur yang berlaku.',
		'Laporan   sudah\n\nkami terima; demikian disampaikan, harap maklum.',
		'...',
		'',
	])('says nothing: %s', (text) => {
		expect(isBoilerplate(text, EMPTY)).toBe(true);
	});

	test.each([
		'Tiang kedua sudah kami bongkar siang ini.',
		'Terima kasih atas laporan Anda. Kabel putus di tiang kedua dan sudah disambung Senin pagi.',
		'Obat batuk anak tersedia lagi mulai Rabu.',
		'Bacaan meteran dibetulkan dari 412 menjadi 214.',
	])('unlike one that says something: %s', (text) => {
		expect(isBoilerplate(text, EMPTY)).toBe(false);
	});
});
