import { STATUSES, type Status } from '../report/statuses.ts';

/** How far a report has come, as coarsely as two systems can compare it. */
export const STANDS = ['open', 'closed', 'referred', 'merged'] as const;
export type Stands = (typeof STANDS)[number];

/** What each of our statuses is to the national system. */
export function standsOf(status: Status): Stands {
	if (status === 'referred_out') return 'referred';
	if (status === 'merged') return 'merged';
	return STATUSES[status].open ? 'open' : 'closed';
}

/** The words of the national system's statistics, and what each of them says. */
export const THEIR_WORDS = {
	'Belum Terverifikasi': 'open',
	Tertunda: 'open',
	'Terdisposisi Belum Ditindaklanjuti': 'open',
	'Terdisposisi Sedang Diproses': 'open',
	Ditindaklanjuti: 'open',
	'Terdisposisi Selesai': 'closed',
	Selesai: 'closed',
	Arsip: 'closed',
	'Bukan Wewenang': 'referred',
	Digabung: 'merged',
} as const satisfies Record<string, Stands>;
export type TheirWord = keyof typeof THEIR_WORDS;

/** The word we write into a file for the national system. */
export const WORD_OF = {
	draft: 'Belum Terverifikasi',
	received: 'Belum Terverifikasi',
	awaiting_reporter: 'Tertunda',
	forwarded: 'Terdisposisi Belum Ditindaklanjuti',
	in_progress: 'Terdisposisi Sedang Diproses',
	answered: 'Ditindaklanjuti',
	closed: 'Terdisposisi Selesai',
	archived: 'Arsip',
	merged: 'Digabung',
	referred_out: 'Bukan Wewenang',
} as const satisfies Record<Status, TheirWord>;
