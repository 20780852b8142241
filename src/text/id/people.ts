import type { PeopleRefusal } from '#server/access/people-commands.ts';
import type { PersonState } from '#server/access/people-queries.ts';
import type { PostFault } from '#server/access/posts.ts';

/** People who work with the system, as their administrator sees them. */
export const people = {
	title: 'Orang',
	lead: 'Petugas, pimpinan, dan anggota UP3 yang bisa masuk.',
	search: 'Cari nama atau surel',
	searchAction: 'Cari',
	unit: 'Unit',
	anyUnit: 'Semua unit',
	role: 'Peran',
	anyRole: 'Semua peran',
	state: 'Keadaan akun',
	anyState: 'Semua keadaan',
	states: {
		active: 'Aktif',
		invited: 'Diundang, belum masuk',
		suspended: 'Dihentikan sementara',
	} satisfies Record<PersonState, string>,
	invite: 'Undang orang',
	none: 'Tidak ada yang cocok',
	noneHelp: 'Kosongkan salah satu isian, atau undang orang baru.',
	more: 'Berikutnya',
	first: 'Ke awal',
	noPost: 'Belum punya tugas',

	inviteTitle: 'Undang orang',
	inviteLead: 'Anda mendapat tautan sekali pakai untuk disampaikan kepadanya.',
	inviteMailed: 'Tautannya juga kami kirim ke surelnya.',
	name: 'Nama lengkap',
	email: 'Surel dinas',
	emailHint: 'Dipakai untuk masuk. Satu surel, satu akun.',
	inviteButton: 'Buat undangan',

	linkTitle: 'Tautan sekali pakai',
	linkFor: (name: string) => `Sampaikan tautan ini hanya kepada ${name}.`,
	linkOnce: 'Tautan hanya ditampilkan sekali. Hilang? Buat yang baru; yang lama langsung mati.',
	linkUntil: 'Berlaku sampai',
	link: 'Tautan',
	toPerson: 'Ke halaman orang ini',

	post: {
		title: 'Tugas',
		unitHint: 'Tidak perlu untuk anggota UP3.',
		region: 'Kecamatan',
		regionHint: 'Hanya untuk anggota UP3.',
		choose: 'Pilih',
		from: 'Mulai tanggal',
		fromHint: 'Kosong: sejak sekarang.',
		until: 'Hari terakhir',
		untilHint: 'Kosong: tanpa batas.',
		acting: 'Pelaksana tugas (Plt.)',
		actingHint: 'Untuk sementara, menggantikan pejabatnya. Perlu hari terakhir.',
		/** Before the role of somebody who holds it for the time being. */
		actingMark: 'Plt.',
		since: 'sejak',
		till: 'sampai',
		over: 'sudah berakhir',
		coming: 'belum mulai',
		change: 'Ubah masa tugas',
		save: 'Simpan masa tugas',
		end: 'Akhiri sekarang',
		endOf: (role: string) => `Akhiri sekarang: ${role}`,
		give: 'Beri peran',
		giveButton: 'Beri peran ini',
	},

	back: 'Semua orang',
	account: 'Akun',
	linkOpen: 'Ada tautan yang belum dipakai, berlaku sampai',
	self: 'Ini akun Anda sendiri. Peran dan akun Anda hanya bisa diubah administrator lain.',
	prove: 'Mengubah hak seseorang perlu bukti baru bahwa ini Anda.',
	proveAction: 'Pastikan ini saya',
	reinvite: 'Kirim undangan baru',
	reinviteHint: 'Tautan lama langsung tidak berlaku.',
	reset: 'Atur ulang cara masuk',
	resetHint:
		'Untuk yang kehilangan HP atau lupa kata sandi. Cara masuk yang lama mati begitu tautannya dipakai.',
	suspend: 'Hentikan sementara',
	suspendHint: 'Semua perangkatnya keluar saat itu juga dan ia tidak bisa masuk. Riwayat kerjanya tetap.',
	restore: 'Pulihkan akun',
	restoreHint: 'Ia bisa masuk lagi dengan cara dan peran yang sama.',
	seeLog: 'Catatan tentang orang ini',
	done: {
		given: 'Peran diberikan.',
		changed: 'Masa tugas tersimpan.',
		ended: 'Peran diakhiri.',
		suspended: 'Akun dihentikan. Semua perangkatnya sudah keluar.',
		restored: 'Akun dipulihkan.',
	},
	repeated:
		'Undangan ini sudah dibuat. Tautannya hanya ditampilkan sekali; buat yang baru di halaman orangnya.',

	/** People of bodies that have no address of their own. */
	bodies: {
		title: 'Lembaga luar',
		lead: 'Lembaga yang mengawasi atau menjalankan sistem ini. Orangnya masuk di alamat pemerintah mana pun.',
		none: 'Belum ada lembaga luar di sistem ini.',
		people: (count: number) => `${count} orang`,
		back: 'Semua lembaga luar',
		here: (role: string) => `Setiap orang dari lembaga ini bertugas sebagai ${role}.`,
		nobody: 'Belum ada orangnya.',
		letters: {
			read: 'Surat untuk lembaga ini dikirim ke surel orang-orang di bawah.',
			unread: 'Surat tidak sampai ke lembaga ini: belum ada orang aktif yang bersurel',
			howTo:
				'Laporan yang naik ke sini dan peringatan sistem tidak dibaca siapa pun. Undang seseorang dengan surelnya di bawah, atau pulihkan yang dihentikan.',
			none: 'Lembaga ini hanya melihat; sistem tidak mengirim surat kepadanya.',
		},
		log: 'Catatan perubahan lembaga ini',
		logLead: (name: string) => `Undangan, penghentian dan pemulihan orang ${name}.`,
		noLog: 'Belum ada perubahan',
		noLogHelp: 'Perubahan pada orang lembaga ini akan tercatat di sini.',
		inviteHint:
			'Anda mendapat tautan sekali pakai untuk disampaikan sendiri; sistem tidak mengirim tautannya lewat surel.',
		repeated: 'Ini sudah dilakukan. Tautannya hanya ditampilkan sekali; buat yang baru pada orangnya.',
	},
	fault: {
		name: 'Isi nama lengkapnya.',
		email: 'Isi surel yang lengkap, misalnya nama@kantor.example.',
		role: 'Pilih perannya.',
		unit: 'Pilih unitnya.',
		region: 'Pilih kecamatannya.',
	},
	postFault: {
		missing: 'Bagian ini belum terisi.',
		not_a_day: 'Tulis tanggal yang ada, misalnya 2027-01-31.',
		before_from: 'Hari terakhir lebih awal daripada hari mulai. Periksa keduanya.',
		over: 'Hari itu sudah lewat. Pilih hari ini atau sesudahnya.',
		acting_needs_end: 'Pelaksana tugas perlu hari terakhir.',
	} satisfies Record<PostFault, string>,
	refusal: {
		proof_needed: 'Pastikan dulu ini Anda, lalu ulangi.',
		demo_shared:
			'Akun contoh ini dipakai bersama, jadi hak orang tidak bisa diubah di sini. Jalankan Tuntas di komputer Anda untuk mencobanya.',
		not_found: 'Orang atau tugas itu sudah berubah. Muat ulang halaman ini.',
		own_rights: 'Anda tidak bisa mengubah hak Anda sendiri. Minta administrator lain.',
		last_administrator:
			'Setelah ini tidak ada lagi administrator sistem yang bisa masuk. Beri peran itu kepada orang lain dulu, tanpa hari terakhir.',
		already_held: 'Ia sudah memegang peran ini di tempat yang sama pada hari-hari itu. Ubah masa tugasnya.',
		acting_needs_end: 'Pelaksana tugas perlu hari terakhir.',
		email_taken: 'Surel ini sudah dipakai akun lain. Pakai surel yang lain.',
	} satisfies Record<PeopleRefusal['code'] | 'email_taken', string>,
};

/** The page behind a one-time link. */
export const invitation = {
	title: { invite: 'Selamat datang di Tuntas', reset: 'Pilih cara masuk yang baru' },
	lead: (name: string, government: string) => `Akun ${name}, ${government}.`,
	password: 'Kata sandi',
	button: 'Simpan dan masuk',
	doneTitle: 'Akun Anda siap',
	doneLead: 'Anda sudah masuk. Simpan dulu kode pemulihan ini.',
	doneLater: 'Tugas Anda belum mulai: Anda bisa masuk pada hari pertamanya. Simpan dulu kode pemulihan ini.',
	onward: 'Ke akun saya',
	passkey: 'Di sana Anda juga bisa menambah kunci sandi, agar masuk tanpa kata sandi.',
};
