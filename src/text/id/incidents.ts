import type { BreachFault, BreachText, Told, ToldFault } from '#server/privacy/breach.ts';
import type { BreachRefusal } from '#server/privacy/breach-commands.ts';

type WhoWasTold = { readonly subjectsTold: boolean; readonly authorityTold: boolean };
type Incident = {
	readonly number: string;
	readonly due: string;
	readonly untold: string;
	readonly link: string | null;
};
const noteAt = (link: string | null) => (link ? ` di ${link}.` : ' di ruang Insiden.');

/** Incidents with personal data: the register, its clock, its letters. */
export const incidents = {
	/** `/kelola/insiden`. */
	breach: {
		title: 'Insiden data',
		lead: (hours: number, source: string) =>
			`Kegagalan pelindungan data pribadi diberitahukan tertulis kepada orangnya dan kepada lembaga dalam ${hours} jam sejak diketahui (${source}).`,
		number: (year: string, seq: number) => `INS-${year}-${seq}`,
		none: 'Belum ada insiden',
		noneHint:
			'Catat setiap kejadian, juga yang kecil: kehilangan HP petugas, surat salah kirim, akun dibobol.',
		note: 'Catat insiden baru',
		fields: {
			title: 'Apa yang terjadi, singkat',
			happened: 'Kapan dan bagaimana terjadinya',
			dataKinds: 'Data apa yang terungkap',
			subjects: 'Data siapa',
			measures: 'Upaya penanganan dan pemulihan',
		} satisfies Record<BreachText, string>,
		knownAt: 'Diketahui pada',
		knownAtHint: 'Sejak saat ini jam pemberitahuan berjalan, tanpa berhenti pada hari libur.',
		subjectCount: 'Jumlah orang',
		subjectCountHint: 'Kosongkan bila belum diketahui.',
		people: (n: number) => `${n} orang`,
		unknownCount: 'belum diketahui',
		save: 'Simpan insiden',
		saveChange: 'Simpan perubahan',
		mustTell: 'Pemberitahuan paling lambat',
		told: 'Pemberitahuan',
		toldTo: {
			subjects: 'Kepada orangnya',
			authority: 'Kepada lembaga',
			public: 'Kepada masyarakat',
		} satisfies Record<Told, string>,
		notYet: 'belum',
		onlySometimes: 'bila layanan terganggu atau dampaknya luas',
		noteTold: 'Catat pemberitahuan',
		whom: 'Kepada',
		at: 'Pada',
		how: 'Cara',
		howHint: 'Misalnya surat lewat kecamatan. Wajib untuk pemberitahuan kepada orangnya.',
		close: 'Tutup insiden',
		closed: 'Ditutup',
		change: 'Ubah catatan',
		letters: 'Naskah pemberitahuan',
		lettersHint: 'Dua surat siap cetak, dari isian di halaman ini.',
		toSubjects: 'Pemberitahuan kepada pemilik data',
		toAuthority: 'Pemberitahuan kepada lembaga pelindungan data pribadi',
		letter: {
			subject: 'Perihal: kegagalan pelindungan data pribadi',
			known: (day: string) =>
				`Pada ${day} kami mengetahui kegagalan pelindungan data pribadi di layanan kami.`,
			basis: (source: string) => `Pemberitahuan ini kami sampaikan menurut ${source}.`,
			dataKinds: 'Data pribadi yang terungkap',
			subjects: 'Pemilik data',
			happened: 'Kapan dan bagaimana data terungkap',
			measures: 'Upaya penanganan dan pemulihan',
			ask: 'Untuk pertanyaan, hubungi',
			advice: 'Waspadai pesan atau telepon yang mengaku dari kami dan meminta kode, kata sandi, atau uang.',
			place: (place: string, day: string) => `${place}, ${day}`,
		},
		faults: {
			too_short: 'Tulis sedikit lebih lengkap.',
			too_long: 'Terlalu panjang. Ringkas dulu.',
			not_an_instant: 'Isi tanggal dan jam.',
			ahead: 'Waktu itu belum terjadi. Periksa tanggal dan jamnya.',
			not_a_number: 'Isi dengan angka, atau kosongkan.',
			before_known: 'Lebih awal dari saat diketahui. Periksa tanggal dan jamnya.',
			how_missing: 'Tulis bagaimana orangnya diberi tahu.',
			how_too_long: 'Terlalu panjang. Ringkas dulu.',
		} satisfies Record<BreachFault['code'] | ToldFault, string>,
		refusals: {
			breach_gone: 'Insiden itu tidak ada. Kembali ke daftar.',
			changed_meanwhile: 'Catatan ini baru saja diubah orang lain. Lihat isinya, lalu ubah lagi.',
			closed_already: 'Insiden ini sudah ditutup. Catat insiden baru bila ada perkembangan.',
			not_told_yet: 'Catat dulu pemberitahuan kepada orangnya dan kepada lembaga.',
		} satisfies Record<BreachRefusal['code'], string>,
	},

	/** Whom nobody told yet, in the middle of a sentence. */
	breachUntold: ({ subjectsTold, authorityTold }: WhoWasTold) =>
		[
			...(subjectsTold ? [] : ['orang yang datanya terkena']),
			...(authorityTold ? [] : ['lembaga pengawas']),
		].join(' dan '),
	/** Letters to the data protection contact and the administrators; they never say what happened. */
	breachLetter: {
		soon: ({ number, due, untold, link }: Incident) => ({
			subject: `${number}: pemberitahuan jatuh tempo ${due}`,
			says: `Insiden ${number} belum diberitahukan kepada ${untold}.\n\nBatasnya ${due}. Beri tahu mereka secara tertulis, lalu catat waktunya${noteAt(link)}`,
		}),
		over: ({ number, due, untold, link }: Incident) => ({
			subject: `${number}: batas pemberitahuan sudah lewat`,
			says: `Insiden ${number} belum diberitahukan kepada ${untold}.\n\nBatasnya ${due} sudah lewat. Beri tahu mereka sekarang dan jelaskan keterlambatannya, lalu catat waktunya${noteAt(link)}`,
		}),
	},
};
