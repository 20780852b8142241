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
		what: 'Ada lampiran yang tidak ikut tersimpan.',
		toDo: 'Periksa folder files/ dan jalankan npm run backup lagi.',
	},
	other: { what: 'Ada kesalahan.', toDo: 'Baca catatan sistem pada jam itu.' },
} satisfies Record<SafekeepingProblem, { what: string; toDo: string }>;

const about: Readonly<Record<string, string>> = {
	backup: 'Cadangan malam ini tidak jadi',
	log: 'Catatan basis data tidak tersimpan',
	second_place: 'Salinan di tempat kedua tidak jadi',
	certificate: 'Uji pulih malam ini gagal',
};

export const safekeeping = {
	problem,
	/** The letter to whoever runs the installation. */
	alarm: (said: { about: string; problem: string }) => {
		const { what, toDo } = problem[said.problem as SafekeepingProblem] ?? problem.other;
		const subject = about[said.about] ?? 'Ada yang perlu dilihat';
		return {
			subject,
			text: `${subject}.\n\nSebabnya: ${what}\nYang perlu dilakukan: ${toDo}\n\nKeadaan sistem selengkapnya ada di halaman Kelola, ruang Kesehatan.\n`,
		};
	},
};
