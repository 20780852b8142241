/** The administration: its frame and its rooms. Each room's own words stand in a file of their own. */
export const admin = {
	title: 'Kelola',
	lead: (government: string) => `Pengaturan ${government}. Setiap perubahan tercatat.`,
	menu: 'Ruang kelola',
	/** What was just saved, on the page one returns to. */
	saved: 'Tersimpan.',
	/** Each has a line in `routes/kelola/rooms.ts`; the compiler asks for it. */
	rooms: {
		people: { name: 'Orang', line: 'Undang petugas, atur peran dan masa tugas, hentikan sementara.' },
		units: { name: 'Unit', line: 'Tambah, ganti nama, pindahkan, atau gabungkan kantor.' },
		calendar: { name: 'Kalender', line: 'Hari libur, hari kerja, dan jam kantor.' },
		terms: { name: 'Tenggat', line: 'Janji waktu pemerintah ini, dari tanggal ke tanggal.' },
		categories: { name: 'Kategori', line: 'Pokok laporan dan unit yang biasanya dituju.' },
		replies: { name: 'Balasan', line: 'Kalimat siap pakai untuk petugas.' },
		announcements: { name: 'Pengumuman', line: 'Kabar di beranda dan pemberitahuan pemeliharaan.' },
		settings: { name: 'Pengaturan', line: 'Foto, jam tenang, angka yang ditampilkan, kontak.' },
		health: { name: 'Kesehatan', line: 'Cadangan, uji pulih, antrean, dan pesan yang macet.' },
		keys: { name: 'Kunci', line: 'Salinan pemulihan kunci dan penggantiannya.' },
		bodies: { name: 'Lembaga luar', line: 'Orang Ombudsman, pengawas, dan pengelola sistem ini.' },
		personalData: { name: 'Data pribadi', line: 'Permintaan warga, masa simpan, penahanan hukum.' },
		incidents: {
			name: 'Insiden data',
			line: 'Kegagalan pelindungan data dan pemberitahuannya dalam 3 × 24 jam.',
		},
		log: { name: 'Catatan perubahan', line: 'Siapa mengubah apa, kapan, dari apa menjadi apa.' },
	},
};
