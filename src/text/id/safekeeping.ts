import type { SafekeepingProblem } from '#server/safekeeping/fault.ts';

/** Backups and the trial restore, for the administrator. */
const problem = {
	disk_full: {
		what: 'Ruang disk tidak cukup.',
		toDo: 'Kosongkan atau perbesar disk, atau pindahkan cadangan ke tempat lain (TUNTAS_BACKUP), lalu tunggu putaran berikutnya.',
	},
	busy: { what: 'Cadangan lain sedang berjalan.', toDo: 'Tunggu sampai selesai.' },
	external_database: {
		what: 'Basis data ini milik Anda sendiri.',
		toDo: 'Cadangkan dengan alat PostgreSQL Anda; lihat docs/running.md.',
	},
	no_backup: { what: 'Belum ada cadangan utuh.', toDo: 'Jalankan npm run backup dan baca pesannya.' },
	not_empty: {
		what: 'Folder tujuan tidak kosong.',
		toDo: 'Pilih folder kosong; pemulihan tidak pernah menimpa.',
	},
	damaged: {
		what: 'Cadangan rusak atau tidak lengkap.',
		toDo: 'Jalankan npm run backup sekarang, lalu periksa disk tempat cadangan.',
	},
	foreign_key: {
		what: 'Kunci cadangan tidak cocok.',
		toDo: 'Kembalikan salinan pemulihan kunci; lihat docs/running.md, bagian Kunci.',
	},
	log_missing: {
		what: 'Catatan basis data belum terkumpul.',
		toDo: 'Hentikan Tuntas dan jalankan lagi dengan npm start, supaya catatan dikumpulkan.',
	},
	time_not_reached: {
		what: 'Catatan tidak sampai ke waktu yang diminta.',
		toDo: 'Pilih waktu yang lebih awal, atau pulihkan keadaan terbaru.',
	},
	rows_missing: {
		what: 'Salinan yang dipulihkan kurang isinya.',
		toDo: 'Simpan cadangan lama, jalankan npm run backup, dan laporkan kesalahan ini.',
	},
	chain_broken: {
		what: 'Rantai bukti dalam salinan putus.',
		toDo: 'Jalankan npm run verify-chain pada sistem yang berjalan; jangan hapus cadangan lama.',
	},
	files_missing: {
		what: 'Ada lampiran yang tidak ada atau rusak dalam cadangan.',
		toDo: 'Namanya ada di catatan sistem. Hapus salinan yang rusak dari tempat cadangan; lima menit kemudian disalin ulang.',
	},
	place_away: {
		what: 'Tempat cadangan tidak bisa dihubungi.',
		toDo: 'Periksa jaringan dan alamatnya (TUNTAS_BACKUP_S3_ENDPOINT); putaran berikutnya mencoba lagi sendiri.',
	},
	place_refused: {
		what: 'Tempat cadangan menolak.',
		toDo: 'Periksa nama wadah, kunci, sandi, dan izinnya (TUNTAS_BACKUP_S3_KEY); alamat di jaringan sendiri harus disebut di TUNTAS_OUTBOUND_ALLOW.',
	},
	other: { what: 'Ada kesalahan.', toDo: 'Baca catatan sistem pada jam itu.' },
} satisfies Record<SafekeepingProblem, { what: string; toDo: string }>;

/** What is not of backups, in letters alone. */
const alarms: Readonly<Record<string, { what: string; toDo: string }>> = {
	late: {
		what: 'Sudah lebih lama daripada seharusnya, dan belum juga terjadi.',
		toDo: 'Lihat apakah Tuntas berjalan dan apa kata catatan sistem; hentikan dan jalankan lagi dengan npm start, lalu buka ruang Kesehatan sepuluh menit kemudian.',
	},
	stopped: {
		what: 'Pekerjaan sudah dicoba sampai percobaan terakhir dan tetap gagal.',
		toDo: 'Buka ruang Kesehatan, baca sebabnya di bawah "Yang macet", perbaiki, lalu tekan "Coba lagi".',
	},
	given_up: {
		what: 'Pesan sudah dicoba dua belas kali selama lebih dari dua hari, dan tetap tidak diterima.',
		toDo: 'Buka ruang Kesehatan, baca sebabnya di bawah "Yang macet", perbaiki, lalu tekan "Coba lagi".',
	},
};

const about: Readonly<Record<string, string>> = {
	jobs: 'Ada pekerjaan latar yang berhenti',
	worker: 'Proses pekerja tidak berjalan',
	queue: 'Pekerjaan latar menunggu terlalu lama',
	clocks: 'Jam tenggat tidak ditangani tepat waktu',
	retention: 'Penghapusan data pribadi terlambat',
	outbox: 'Ada pesan yang berhenti dikirim',
	disk: 'Disk hampir penuh',
	backup: 'Cadangan malam ini tidak jadi',
	log: 'Catatan basis data tidak tersimpan',
	second_place: 'Salinan di tempat kedua tidak jadi',
	certificate: 'Uji pulih malam ini gagal',
};

export const safekeeping = {
	title: 'Kesehatan sistem',
	lead: 'Yang perlu dikerjakan berdiri paling atas.',
	elsewhere: 'Sistem ini dijalankan oleh lembaga lain; merekalah yang menjaga cadangan dan kuncinya.',
	done: 'Sudah dicatat. Hasilnya terlihat di sini dalam beberapa menit.',
	since: 'Terakhir:',
	states: { well: 'baik', look: 'perlu dilihat', act: 'kerjakan sekarang' },
	/** Each line: what it is, and how it is in each state. */
	lines: {
		restore: {
			name: 'Pemulihan',
			well: () => 'Tidak ada pemulihan yang menunggu keputusan.',
			look: () => '',
			act: (held: number | null) =>
				`Ada ${held ?? 0} pesan tertahan sejak pemulihan. Putuskan di atas: kirim atau buang.`,
		},
		backup: {
			name: 'Cadangan',
			well: () => 'Cadangan utuh diambil setiap malam.',
			look: () =>
				'Cadangan belum diambil, dimatikan, atau dikerjakan alat Anda sendiri. Pastikan ada yang mengambilnya setiap malam.',
			act: () => 'Cadangan tidak jadi diambil. Jalankan npm run backup dan baca pesannya.',
		},
		certificate: {
			name: 'Uji pulih',
			well: () => 'Cadangan terbaru sudah dicoba dipulihkan dan isinya utuh.',
			look: () => 'Belum ada uji pulih yang baru. Tekan "Uji pulih sekarang" di bawah.',
			act: () => 'Cadangan terbaru gagal dipulihkan. Jangan hapus cadangan lama.',
		},
		log: {
			name: 'Catatan basis data',
			well: () => 'Paling banyak beberapa menit terakhir bisa hilang bila mesin ini rusak.',
			look: () => 'Catatan belum tersimpan di luar basis data. Lihat lagi dalam lima menit.',
			act: () => 'Catatan tidak tersimpan. Bila mesin rusak, semua sejak waktu itu hilang.',
		},
		second_place: {
			name: 'Tempat kedua',
			well: () => 'Salinan cadangan ada di tempat kedua.',
			look: () => 'Cadangan hanya ada di mesin ini. Atur TUNTAS_BACKUP_SECOND ke disk atau mesin lain.',
			act: () => 'Salinan di tempat kedua tertinggal. Periksa apakah tempat itu bisa ditulis.',
		},
		key_copy: {
			name: 'Salinan kunci',
			well: () => 'Salinan pemulihan kunci sudah dipastikan.',
			look: () => '',
			act: () =>
				'Belum ada salinan pemulihan kunci. Tanpa kunci, identitas pelapor dan lampiran hilang selamanya. Buka ruang Kunci.',
		},
		disk: {
			name: 'Disk',
			well: (free: number | null) => `Masih kosong ${free ?? 0} GB.`,
			look: (free: number | null) => `Tinggal ${free ?? 0} GB. Rencanakan tambahan minggu ini.`,
			act: (free: number | null) =>
				`Tinggal ${free ?? 0} GB. Kosongkan sekarang; lihat docs/running.md, bagian disk penuh.`,
		},
		worker: {
			name: 'Proses pekerja',
			well: () => 'Berjalan: tenggat, surat, dan cadangan dikerjakan.',
			look: () => 'Belum pernah terlihat. Lihat lagi semenit setelah sistem dijalankan.',
			act: () =>
				'Tidak terlihat lebih dari sepuluh menit: tenggat tidak naik, surat tidak keluar, cadangan tidak diambil. Jalankan lagi dengan npm start dan baca catatan sistem.',
		},
		clocks: {
			name: 'Jam tenggat',
			well: () => 'Semua tenggat ditangani tepat waktu.',
			look: () => '',
			act: () => 'Tenggat menunggu terlalu lama. Periksa apakah proses pekerja berjalan.',
		},
		retention: {
			name: 'Masa simpan data pribadi',
			well: () => 'Data pribadi yang habis masa simpannya dihapus setiap hari.',
			look: () => 'Pekerjaan hari ini belum selesai. Ia diulang setiap jam; lihat lagi nanti.',
			act: () =>
				'Pekerjaan harian sudah dua hari tidak selesai. Lihat pekerjaan yang berhenti di halaman ini dan catatan layanan.',
		},
		queue: {
			name: 'Antrean pekerjaan',
			well: () => 'Tidak ada pekerjaan yang tertinggal.',
			look: (dead: number | null) =>
				`${dead ?? 0} pekerjaan berhenti setelah percobaan terakhir; daftarnya di bawah.`,
			act: () => 'Pekerjaan menunggu terlalu lama. Periksa apakah proses pekerja berjalan.',
		},
		outbox: {
			name: 'Kotak keluar',
			well: (waiting: number | null) => `${waiting ?? 0} pesan menunggu giliran.`,
			look: (count: number | null) =>
				`Server surel belum diatur (TUNTAS_SMTP), atau ada pesan yang berhenti: ${count ?? 0}.`,
			act: () => 'Pesan menunggu lebih dari satu jam. Periksa server surel dan TUNTAS_SMTP.',
		},
	},
	keys: {
		title: 'Kunci',
		lead: 'Kunci membuka identitas pelapor dan lampiran. Kunci tidak ikut dalam cadangan.',
		safe: 'Salinan pemulihan kunci ini sudah dipastikan',
		unsafe: 'Kunci ini belum punya salinan yang dipastikan',
		lost: 'Bila kunci hilang, yang hilang untuk selamanya: nama dan kontak pelapor, foto dan lampiran, rancangan laporan, dan tanda terima lama. Teks laporan, tenggat, dan rantai bukti tetap ada. Tidak ada yang bisa membuat ulang kuncinya.',
		make: '1. Unduh salinan',
		makeHint:
			'Salinan dikunci dengan kalimat sandi. Simpan berkasnya di luar mesin ini dan di luar tempat cadangan, misalnya di brankas; simpan kalimat sandinya di tempat lain.',
		passphrase: 'Kalimat sandi',
		passphraseHint: (least: number) =>
			`Paling sedikit ${least} karakter; beberapa kata yang tidak berhubungan paling mudah diingat.`,
		again: 'Kalimat sandi sekali lagi',
		download: 'Unduh salinan',
		confirm: '2. Pastikan salinannya ada',
		words: 'Kata periksa',
		wordsHint: 'Buka berkas yang diunduh; kata periksa ada di baris kedua, misalnya 7K2M-Q4XD.',
		confirmButton: 'Pastikan',
		rotate: 'Ganti kunci',
		rotateHint:
			'Ganti bila kunci mungkin dilihat orang lain. Sistem tetap berjalan; yang lama disegel ulang sedikit demi sedikit. Kunci lama tetap disimpan, karena cadangan lama membutuhkannya. Setelah itu buat salinan pemulihan yang baru.',
		rotateButton: 'Ganti',
		rotations: 'Penggantian terakhir',
		rotating: (count: number) => `sedang berjalan, ${count} sudah disegel ulang.`,
		rotated: (count: number) => `selesai, ${count} disegel ulang.`,
		purposes: {
			identity: 'Identitas pelapor',
			totp: 'Autentikator petugas',
			draft: 'Rancangan laporan',
			file: 'Foto dan lampiran yang baru',
		},
		done: {
			salinan: 'Salinan kunci sudah dipastikan.',
			ganti: 'Kunci baru mulai dipakai dalam beberapa detik. Unduh salinan pemulihan yang baru.',
		},
		faults: (least: number) => ({
			pendek: `Kalimat sandi paling sedikit ${least} karakter. Tambahkan beberapa kata.`,
			beda: 'Kedua kalimat sandi tidak sama. Ketik lagi keduanya.',
			kata: 'Kata periksa itu bukan dari salinan kunci yang sekarang. Unduh salinan baru dan pakai kata periksanya.',
			contoh:
				'Akun contoh yang terbuka untuk umum tidak bisa menyentuh kunci, dan bukti masuk harus masih baru. Masuk sekali lagi.',
		}),
		/** The file itself. */
		file: ({ day, words, locked }: { day: string; words: string; locked: string }) =>
			`Salinan pemulihan kunci Tuntas, ${day}\nKata periksa: ${words}\n\nSimpan berkas ini jauh dari mesin dan dari tempat cadangan.\nMembukanya: npm run open-keys -- BERKAS --into FOLDER\n\n${locked}`,
	},
	stuck: 'Yang macet',
	nothingStuck: 'Tidak ada yang macet.',
	message: (id: number) => `Pesan nomor ${id}`,
	job: (name: string, attempts: number) => `Pekerjaan ${name}, ${attempts} kali dicoba`,
	tryAgain: 'Coba lagi',
	history: 'Cadangan dan uji pulih terbaru',
	noHistory: 'Belum ada; yang pertama diambil beberapa menit setelah sistem berjalan.',
	taken: (bytes: number) => `Utuh, ${Math.max(1, Math.round(bytes / 1024 / 1024))} MB.`,
	proved: (reports: number, rto: string, rpo: string) =>
		`Utuh: ${reports} laporan, semua rantai bukti tersambung. Pulih dalam ${rto}; yang akan hilang: ${rpo} terakhir.`,
	provedFrom: { first: 'Dari tempat pertama.', second: 'Dari tempat kedua.' },
	duration: (seconds: number) => (seconds < 120 ? `${seconds} detik` : `${Math.round(seconds / 60)} menit`),
	certifyNow: 'Uji pulih sekarang',
	restored: {
		title: 'Sistem ini dipulihkan dari cadangan',
		from: 'Isinya sampai',
		lost: 'Yang masuk setelah itu tidak ada lagi, sampai pemulihan pada',
		held: (count: number) =>
			`${count} pesan ditahan: sebagian mungkin sudah pernah terkirim. Selama belum diputuskan, pesan otomatis ikut ditahan, dan tidak ada yang dihapus menurut aturan.`,
		release: 'Kirim semuanya',
		drop: 'Buang semuanya',
	},
	problem,
	/** The letter to whoever runs the installation. */
	alarm: (said: { about: string; problem: string }) => {
		const { what, toDo } =
			problem[said.problem as SafekeepingProblem] ?? alarms[said.problem] ?? problem.other;
		const subject = about[said.about] ?? 'Ada yang perlu dilihat';
		return {
			subject,
			text: `${subject}.\n\nSebabnya: ${what}\nYang perlu dilakukan: ${toDo}\n\nKeadaan sistem selengkapnya ada di halaman Kelola, ruang Kesehatan.\n`,
		};
	},
};
