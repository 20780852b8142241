import type { Clock } from '#server/report/clocks.ts';

/** How days are counted: the law says which. */
export type CountedDays = 'working' | 'calendar';

const DAYS = { working: 'hari kerja', calendar: 'hari' } satisfies Record<CountedDays, string>;

/** Everything a clock says. Numbers are whole days of the kind `counted` names. */
export const clock = {
	label: 'Jam laporan',
	labelOf: (name: string) => `Jam: ${name}`,
	days: (n: number, counted: CountedDays) => `${n} ${DAYS[counted]}`,
	left: (n: number, counted: CountedDays) => `Sisa ${n} ${DAYS[counted]}`,
	today: 'Tenggat hari ini',
	late: (n: number, counted: CountedDays) => `Terlambat ${n} ${DAYS[counted]}`,
	/** Late, but only days off have passed since. */
	lateResting: 'Tenggat sudah lewat',
	paused: 'Jam berhenti: menunggu pelapor',
	done: (n: number, counted: CountedDays) => `Dijawab dalam ${n} ${DAYS[counted]}`,
	doneToday: 'Dijawab di hari yang sama',
	doneLate: (n: number, counted: CountedDays) => `Dijawab, terlambat ${n} ${DAYS[counted]}`,
	doneLateResting: 'Dijawab setelah tenggat',
	/** The same for clocks an answer does not stop. */
	met: (n: number, counted: CountedDays) => `Selesai dalam ${n} ${DAYS[counted]}`,
	metToday: 'Selesai di hari yang sama',
	metLate: (n: number, counted: CountedDays) => `Selesai, terlambat ${n} ${DAYS[counted]}`,
	metLateResting: 'Selesai setelah tenggat',
	/** Before the name of the office or person. */
	holder: 'Sekarang di tangan',
	holderShort: 'Di tangan',
	holderEnded: { answer: 'Dijawab oleh', other: 'Dikerjakan oleh' },
	holderSince: (n: number, counted: CountedDays) => `sejak ${n} ${DAYS[counted]}`,
	you: 'Anda',
	start: 'Mulai',
	received: 'Diterima',
	forwarded: 'Diteruskan',
	pausedSince: 'Jeda sejak',
	endedOn: { answer: 'Dijawab', other: 'Selesai' },
	now: 'Hari ini',
	dayOf: (used: number, term: number) => `ke-${used} dari ${term}`,
	pastBy: (n: number) => `lewat ${n}`,
	due: 'Tenggat',
	/** Inside a row: `tenggat Sen, 9 Mar`. */
	dueBefore: 'tenggat',
	moved: 'Tenggat bergeser',
	stage: (name: string, n: number, of: number) => `${name} · tahap ${n} dari ${of}`,
	/** Between two events of a trail; `off` are the days that did not count. */
	gap: (working: number, off: number) => {
		if (working === 0 && off === 0) return 'hari yang sama';
		if (off === 0) return `${working} hari kerja`;
		return working === 0 ? `${off} hari libur` : `${working} hari kerja, ${off} hari libur`;
	},
	legend: 'Cara membaca jam',
	legendUsed: 'hari kerja terpakai',
	legendToday: 'hari ini',
	legendLeft: 'hari kerja tersisa',
	legendOff: 'libur, tidak dihitung',
	legendPaused: 'jeda, tidak dihitung',
	legendDeadline: 'tenggat',
	legendLate: 'terlambat',
	legendAnswered: 'dijawab',
	explain: 'Cara membaca jam, dan apa yang terjadi bila terlambat',
	names: {
		verify: 'Pemeriksaan',
		supply: 'Kelengkapan dari pelapor',
		first_answer: 'Jawaban pertama',
		complete: 'Jawaban tuntas',
		reply: 'Jawaban baru',
		silence: 'Tanggapan pelapor',
		case: 'Seluruh perkara',
		ppid: 'Keputusan PPID',
		ppid_extension: 'Keputusan PPID, diperpanjang',
		ppid_objection: 'Keberatan informasi',
	} satisfies Record<Clock, string>,
};
