/** Pages and summaries for what went wrong. Each says what happened and what to do next. */
export const errors = {
	title: 'Ada yang perlu diperbaiki',
	count: (n: number) => `${numberWord(n)} hal perlu diperbaiki`,
	rest: 'Isian lain sudah tersimpan.',
	code: (status: number) => `Kode galat ${status}`,
	/** Around the incident code. */
	incidentBefore: 'sebutkan',
	incidentAfter: 'bila menghubungi kami',
	/** Single sentences for answers that have no page of their own. */
	notFound: 'Halaman yang Anda cari tidak ada, atau sudah pindah.',
	ourFault: 'Ini salah kami, bukan Anda. Coba lagi sebentar lagi.',
	foreignForm: 'Kiriman ini bukan dari halaman kami. Buka lagi halamannya, lalu kirim dari sana.',
	noGovernment: 'Belum ada pemerintah yang memakai alamat ini. Periksa lagi alamatnya.',
	home: 'Ke beranda',
	reports: 'Semua laporan',
	report: 'Sampaikan laporan',
	again: 'Coba lagi',
	track: 'Sudah punya kode? Lacak di sini',
	trackHint: 'Kode ada di tanda terima, WhatsApp, atau SMS Anda.',
	trackAction: 'Lacak',
	page: {
		'404': {
			title: 'Benangnya putus di sini',
			lead: 'Halaman yang Anda cari tidak ada, atau sudah pindah.',
			more: 'Kalau Anda menyalin kode laporan, periksa lagi. Kode kami tidak memakai huruf O, I, L, dan U. Yang mirip pasti angka 0 atau 1.',
		},
		'403': {
			title: 'Kiriman ini bukan dari halaman kami',
			lead: 'Demi keamanan Anda, kiriman dari situs lain tidak kami terima. Tidak ada yang tersimpan.',
			more: 'Buka lagi halamannya dari beranda, lalu kirim dari sana.',
		},
		'413': {
			title: 'Kiriman ini terlalu besar',
			lead: 'Tidak ada yang tersimpan. Teks yang sudah Anda isi masih ada di halaman sebelumnya.',
			more: 'Kembali, pilih foto yang lebih kecil atau lebih sedikit, lalu kirim lagi.',
		},
		'422': {
			title: 'Isian ini tidak dapat kami baca',
			lead: 'Ada bagian kiriman yang rusak di jalan. Tidak ada yang tersimpan.',
			more: 'Kembali, muat ulang halamannya, lalu kirim sekali lagi.',
		},
		'429': {
			title: 'Terlalu banyak percobaan',
			lead: 'Dari jaringan ini ada banyak permintaan dalam waktu singkat. Laporan Anda tetap aman.',
			more: 'Tunggu beberapa menit, lalu coba lagi.',
		},
		'500': {
			title: 'Ini salah kami, bukan Anda',
			lead: 'Sistem sedang terganggu. Kembali ke halaman sebelumnya: isian Anda masih di sana.',
			more: 'Jam tetap adil: gangguan kami tidak mengurangi hak Anda. Laporan mendesak bisa lewat loket mana pun.',
		},
		'503': {
			title: 'Sistem sedang dirawat',
			lead: 'Kami segera kembali. Laporan yang sudah terkirim tetap aman.',
			more: 'Jam tetap adil: gangguan kami tidak mengurangi hak Anda. Coba lagi beberapa menit lagi.',
		},
		'507': {
			title: 'Penyimpanan kami sedang penuh',
			lead: 'Kiriman ini belum tersimpan. Laporan yang sudah terkirim tetap aman.',
			more: 'Kembali ke halaman sebelumnya: isian Anda masih di sana. Kirim lagi beberapa menit lagi. Laporan mendesak bisa lewat loket mana pun.',
		},
	},
	/** Beside the page of 507, for whoever works here. */
	fullForStaff:
		'Pengelola sistem: disk penuh. Kosongkan menurut docs/running.md, bagian "When the disk is full". Begitu ada ruang, sistem menyimpan lagi dengan sendirinya.',
	/** A form is not sent without a signal; nothing is stored, so nothing more is promised. */
	offline: {
		title: 'Tidak ada sinyal.',
		more: 'Yang Anda tulis masih ada di halaman ini. Jangan tutup halamannya, lalu kirim lagi setelah sinyal kembali.',
	},
};

const SMALL = ['Nol', 'Satu', 'Dua', 'Tiga', 'Empat', 'Lima', 'Enam', 'Tujuh', 'Delapan', 'Sembilan'];

function numberWord(n: number): string {
	return SMALL[n] ?? String(n);
}
