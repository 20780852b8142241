import type { ArrangeRefusal } from '#server/agency/unit-commands.ts';

/** The offices of a government, as their administrator changes them. */
export const units = {
	title: 'Unit',
	lead: 'Kantor pemerintah ini. Unit tidak pernah dihapus: yang digabung tetap tercatat.',
	add: 'Tambah unit',
	closed: 'Sudah digabung',
	closedInto: (name: string) => `digabung ke ${name}`,
	back: 'Semua unit',
	name: 'Nama resmi',
	nameHint: 'Seperti dalam peraturan pembentukannya.',
	shortName: 'Nama pendek',
	shortNameHint: 'Dipakai di daftar dan surel, misalnya Dishub.',
	kind: 'Jenis',
	parent: 'Di bawah',
	choose: 'Pilih',
	addTitle: 'Tambah unit',
	addButton: 'Tambah unit ini',
	seeLog: 'Catatan tentang unit ini',

	touchedTitle: 'Yang sedang dipegang',
	handled: 'Laporan terbuka',
	verified: 'Laporan yang diperiksa',
	people: 'Orang bertugas',
	below: 'Unit di bawahnya',
	formerTitle: 'Nama sebelumnya',
	until: 'sampai',

	prove: 'Mengubah unit perlu bukti baru bahwa ini Anda.',
	rename: 'Ganti nama',
	renameFrom: 'Berlaku mulai',
	renameFromHint: 'Hari ini atau sebelumnya. Yang terjadi sebelum hari itu tetap memakai nama lama.',
	move: 'Pindahkan',
	moveTo: 'Menjadi di bawah',
	merge: 'Gabungkan',
	mergeInto: 'Dilanjutkan oleh',
	mergeHint:
		'Berlaku mulai hari ini. Orang, topik, dan laporan terbukanya pindah ke unit penerus; setiap laporan mencatat perpindahannya.',
	look: 'Lihat akibatnya',

	preview: {
		title: 'Sebelum disimpan',
		rename: (before: string, after: string) => `${before} menjadi ${after}.`,
		move: (unit: string, parent: string) => `${unit} akan berada di bawah ${parent}.`,
		merge: (unit: string, heir: string) => `${unit} ditutup dan dilanjutkan oleh ${heir}.`,
		touched: (reports: number, people: number, below: number) =>
			`Menyangkut ${reports} laporan terbuka, ${people} orang bertugas, dan ${below} unit di bawahnya.`,
		kept: 'Laporan tetap di tempatnya; namanya saja yang berganti.',
		moved: 'Laporan tetap di tempatnya; atasannya yang berganti.',
		save: 'Simpan',
		back: 'Batal',
	},
	done: {
		added: 'Unit ditambah.',
		renamed: 'Nama diganti. Catatan lama tetap memakai nama lama.',
		moved: 'Unit dipindahkan.',
		merged: 'Unit digabung ke sini. Laporannya sedang dipindahkan.',
	},
	fault: {
		name: 'Isi nama resminya.',
		shortName: 'Isi nama pendeknya.',
		from: 'Pilih tanggal mulai berlakunya.',
	},
	refusal: {
		proof_needed: 'Pastikan dulu ini Anda, lalu ulangi.',
		demo_shared:
			'Akun contoh ini dipakai bersama, jadi unit tidak bisa diubah di sini. Jalankan Tuntas di komputer Anda untuk mencobanya.',
		not_found: 'Unit ini sudah berubah. Muat ulang halaman ini.',
		kind_missing: 'Pilih jenisnya.',
		parent_missing: 'Pilih unit di atasnya.',
		own_child: 'Unit itu ada di bawah unit ini. Pilih yang lain.',
		successor_missing: 'Pilih unit penerusnya.',
		needed: 'Sistem memerlukan unit ini. Anda bisa mengganti namanya.',
		same: 'Belum ada yang berubah.',
		name_taken: 'Unit lain sudah memakai nama ini. Pakai nama yang lain.',
		day_impossible: 'Pilih hari ini atau sebelumnya, dan sesudah pergantian nama yang terakhir.',
	} satisfies Record<ArrangeRefusal['code'], string>,
};
