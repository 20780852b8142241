import { formatNumber } from '../format.ts';

/** Documents, recordings, uploading them, and what a photograph tells about its place. */
export const files = {
	heading: 'Dokumen dan rekaman',
	count: (n: number) => `${n} dokumen atau rekaman`,
	document: (pages: number) => `Dokumen PDF, ${formatNumber(pages, 'id')} halaman`,
	sound: (length: string) => `Rekaman suara, ${length}`,
	soundUnknown: 'Rekaman suara',
	open: (what: string) => `Unduh: ${what}`,
	openHint: 'Tersimpan di perangkat Anda, tidak terbuka di peramban.',
	waiting: 'Belum diperiksa virus. Dapat dibuka setelah pemindai memeriksanya.',
	quarantined: 'Ditahan: pemindai virus menemukan sesuatu di dalamnya. Tidak dapat dibuka.',
	quarantinedOwn: 'Ditahan pemindai virus. Laporan tetap dapat dikirim; berkas ini tidak dibuka siapa pun.',
	neverPublic: 'Hanya dilihat petugas yang membaca laporan aslinya. Tidak pernah tampil di publik.',
	step: {
		lead: (most: number, megabytes: number, minutes: number) =>
			`Juga ${most} dokumen PDF atau rekaman suara (OGG, M4A, MP3, WAV, AMR), masing-masing sampai ${megabytes} MB dan ${minutes} menit.`,
		add: 'Tambah foto, dokumen, atau rekaman',
		addAction: 'Unggah',
		item: (n: number) => `Berkas ${n}`,
		alt: (n: number) => `Apa isi berkas ${n}?`,
		remove: (n: number) => `Hapus berkas ${n}`,
		pdfPromise:
			'Dokumen kami tulis ulang: skrip, formulir, dan lampiran di dalamnya dibuang. Rekaman tidak kami ubah.',
	},
	upload: {
		sending: 'Mengunggah',
		paused: 'Sinyal putus. Disambung sendiri begitu ada sinyal.',
		checking: 'Sedang diperiksa',
		done: 'Sudah masuk',
		failed: 'Belum masuk. Pilih lagi berkasnya, atau kirim lewat tombol Unggah.',
	},
	place: {
		title: 'Foto Anda menyimpan lokasi',
		near: (village: string, district: string) =>
			`Sepertinya diambil di ${village}, ${district}. Lokasinya sudah dibuang dari foto. Pakai sebagai tempat kejadian?`,
		far: 'Lokasinya di luar desa yang kami kenal, dan sudah dibuang dari foto. Pakai sebagai titik peta?',
		use: 'Pakai lokasi ini',
		drop: 'Tidak, buang lokasinya',
		toPlace: 'Periksa di langkah tempat',
		used: 'Lokasi foto sudah menjadi tempat kejadian. Periksa, lalu lanjut.',
		dropped: 'Lokasi foto sudah dibuang.',
	},
	proof: {
		heading: 'Foto bukti',
		hint: 'Boleh kosong. Unggah dulu, lalu pilih yang ditutup. Sebelum Anda memilih, publik tidak melihatnya.',
		chosen: 'Yang dilihat publik dari foto bukti',
		add: 'Pilih foto',
		addAction: 'Unggah foto',
		remove: (n: number) => `Buang foto ${n}`,
		secret: 'Pelapor dan petugas melihat foto ini. Publik melihat yang Anda pilih di bawah.',
		fault: (n: number) => `Foto ke-${n}`,
	},
};
