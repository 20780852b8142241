/** Signing in, one's own account, and the first administrator. Each refusal says what happened and what to do next. */
export const signIn = {
	title: 'Masuk',
	lead: 'Untuk petugas, pimpinan, UP3, dan Ombudsman. Melapor dan melacak tidak perlu masuk.',
	proofTitle: 'Pastikan ini Anda',
	proofLead: (name: string) =>
		`${name}, tindakan berikutnya penting. Masuk sekali lagi, lalu Anda kembali ke halaman tadi.`,
	passkeyTitle: 'Dengan kunci sandi',
	passkeyButton: 'Masuk dengan sidik jari, wajah, atau PIN',
	passkeyHint:
		'Kunci sandi (passkey) tersimpan di HP atau laptop dinas Anda. Tidak ada kata sandi yang bisa bocor.',
	passkeyWorking: 'Menunggu perangkat Anda …',
	passkeyNeedsName: (address: string) => `Kunci sandi hanya berlaku pada alamat bernama. Buka ${address}.`,
	passwordTitle: 'Dengan kata sandi',
	passwordHint: 'Setelah ini kami minta 6 angka dari aplikasi autentikator Anda.',
	email: 'Surel dinas',
	password: 'Kata sandi',
	next: 'Lanjut',
	lasts: (idleHours: number, hours: number) =>
		`Anda keluar sendiri setelah ${idleHours} jam tanpa kegiatan, paling lama ${hours} jam. Di komputer bersama, tekan Keluar setelah selesai.`,
	lost: 'Tidak bisa masuk? Hubungi administrator sistem di kantor Anda.',
	signedOut: 'Anda sudah keluar dari perangkat ini.',

	codeTitle: 'Masukkan 6 angka',
	codeLead: 'Buka aplikasi autentikator di HP Anda.',
	code: '6 angka dari aplikasi',
	codeButton: 'Masuk',
	codeWarning: 'Jangan beri tahu angka ini kepada siapa pun, termasuk yang mengaku petugas.',
	recoveryTitle: 'HP tidak ada? Pakai kode pemulihan',
	recovery: 'Kode pemulihan',
	recoveryHint: 'Sepuluh huruf dan angka, misalnya 4F7K9-X2M8Q. Setiap kode berlaku sekali.',
	recoveryButton: 'Masuk dengan kode pemulihan',
	otherAccount: 'Pakai akun lain',

	signOutTitle: 'Keluar',
	signOutLead: (name: string) => `Anda masuk sebagai ${name}.`,
	signOutButton: 'Keluar dari perangkat ini',
	stay: 'Tetap masuk',

	field: {
		email: 'Isi surel dinas Anda.',
		password: 'Isi kata sandi Anda.',
		code: 'Isi 6 angka dari aplikasi, atau kode pemulihan.',
	},
	notDone: 'Anda belum masuk',
	retry: 'Perbaiki ini, lalu coba lagi.',
	refusal: {
		wrong_credentials: 'Surel atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.',
		no_second_factor:
			'Akun ini belum punya aplikasi autentikator. Minta administrator sistem mengaktifkan ulang akun Anda.',
		no_assignment:
			'Akun Anda tidak punya tugas yang berlaku hari ini. Hubungi administrator sistem di kantor Anda.',
		demo_closed:
			'Akun contoh hanya bisa dipakai di komputer tempat Tuntas berjalan. Buka alamatnya di komputer itu.',
		challenge_over:
			'Waktunya habis, atau percobaannya sudah lima kali. Mulai lagi dari surel dan kata sandi.',
		not_accepted: 'Kunci sandi ini tidak kami kenali. Coba perangkat lain, atau masuk dengan kata sandi.',
	},
	wait: (seconds: number) =>
		`Ada beberapa percobaan yang tidak cocok. Tunggu ${waitWords(seconds)}, lalu coba lagi. Kunci sandi tetap bisa dipakai.`,
	wrongCode: (left: number) =>
		`Kodenya tidak cocok atau sudah dipakai. Tunggu angka berikutnya. Sisa ${left} percobaan.`,
	passkeyFailed: 'Perangkat Anda tidak memberi kunci sandi. Coba lagi, atau masuk dengan kata sandi.',
	unknownDevice: 'Peramban lain',
};

/** One's own account: how one signs in, where one is signed in. */
export const account = {
	title: 'Akun saya',
	name: 'Nama',
	email: 'Surel',
	role: 'Peran sekarang',
	changeRole: 'Ganti peran',
	signOut: 'Keluar',

	sessionsTitle: 'Perangkat yang sedang masuk',
	sessionsHint: 'Ada yang tidak Anda kenal? Keluarkan, lalu ganti kata sandi.',
	thisDevice: 'Perangkat ini',
	since: 'Masuk',
	lastSeen: 'Terakhir dipakai',
	endSession: 'Keluarkan',
	endSessionOf: (device: string) => `Keluarkan ${device}`,
	endOthers: 'Keluarkan semua perangkat lain',
	sessionEnded: 'Perangkat itu sudah dikeluarkan.',
	othersEnded: 'Semua perangkat lain sudah dikeluarkan.',

	passkeysTitle: 'Kunci sandi',
	passkeysNone: 'Belum ada. Dengan kunci sandi Anda masuk tanpa kata sandi dan tanpa angka.',
	passkeyName: 'Nama kunci sandi baru',
	passkeyNameHint: 'Agar Anda mengenalinya nanti, misalnya HP dinas.',
	passkeyAdd: 'Tambah kunci sandi di perangkat ini',
	passkeyRemove: 'Hapus',
	passkeyRemoveOf: (name: string) => `Hapus kunci sandi ${name}`,
	passkeyUnnamed: 'Tanpa nama',
	passkeyAdded: 'Kunci sandi tersimpan.',
	passkeyRemoved: 'Kunci sandi dihapus. Hapus juga dari perangkatnya.',
	passkeyNeedsScript:
		'Menambah kunci sandi memerlukan JavaScript. Tanpanya, kata sandi dan aplikasi autentikator tetap cukup.',
	created: 'Dibuat',
	neverUsed: 'Belum pernah dipakai',

	waysTitle: 'Kata sandi dan kode',
	passwordChanged: 'Kata sandi diganti',
	authenticatorSince: 'Aplikasi autentikator sejak',
	recoveryLeft: (count: number) => `${count} kode pemulihan belum terpakai`,
	recoveryFew: 'Kode pemulihan Anda hampir habis. Buat yang baru.',
	recoveryNone: 'Anda belum punya kode pemulihan. Buat sekarang, untuk saat HP Anda hilang.',
	changePassword: 'Ganti kata sandi',
	changeAuthenticator: 'Ganti aplikasi autentikator',
	makeRecovery: 'Buat kode pemulihan baru',

	passwordTitle: 'Ganti kata sandi',
	newPassword: 'Kata sandi baru',
	passwordHint: (least: number) =>
		`Sedikitnya ${least} karakter. Beberapa kata yang Anda ingat lebih baik daripada tanda-tanda aneh.`,
	again: 'Ulangi kata sandi baru',
	save: 'Simpan',
	passwordSaved: 'Kata sandi diganti. Semua perangkat lain sudah keluar.',

	authenticatorTitle: 'Ganti aplikasi autentikator',
	authenticatorLead:
		'Pindai kode ini dengan aplikasi autentikator di HP Anda, lalu tulis 6 angka yang muncul.',
	authenticatorQr: 'Kode QR untuk aplikasi autentikator',
	authenticatorSecret: 'Tidak bisa memindai? Ketik kunci ini di aplikasi',
	authenticatorSave: 'Pakai aplikasi ini',
	authenticatorSaved: 'Aplikasi autentikator diganti. Yang lama tidak berlaku lagi.',

	recoveryTitle: 'Kode pemulihan',
	recoveryLead: 'Untuk masuk saat HP Anda hilang atau rusak. Setiap kode berlaku sekali.',
	recoveryMakeHint: 'Kode lama langsung tidak berlaku.',
	recoveryOnce: 'Catat sekarang. Kode ini hanya ditampilkan sekali.',
	recoveryKeep: 'Cetak atau tulis di kertas, lalu simpan di tempat terkunci, terpisah dari HP Anda.',
	recoveryList: 'Sepuluh kode pemulihan Anda',
	done: 'Sudah saya simpan',

	roleTitle: 'Pilih peran',
	roleLead:
		'Anda punya beberapa tugas. Pilih satu untuk dikerjakan sekarang; Anda bisa menggantinya kapan saja.',
	roleField: 'Peran',
	roleButton: 'Kerjakan dengan peran ini',
	roleMissing: 'Pilih satu peran.',

	fault: {
		short: (least: number) => `Kata sandi masih terlalu pendek. Pakai sedikitnya ${least} karakter.`,
		long: (most: number) => `Kata sandi terlalu panjang. Pakai paling banyak ${most} karakter.`,
		different: 'Kedua kata sandi berbeda. Tulis ulang keduanya.',
		missing: 'Bagian ini belum terisi.',
		code: 'Tulis 6 angka dari aplikasi autentikator.',
	},
	notSaved: 'Belum ada yang berubah',
	refusal: {
		proof_needed: 'Pastikan dulu ini Anda, lalu ulangi.',
		proofLink: 'Pastikan ini saya',
		demo_shared:
			'Akun contoh ini dipakai bersama, jadi cara masuknya tidak bisa diubah. Jalankan Tuntas di komputer Anda untuk mencobanya.',
		challenge_over: 'Waktunya habis. Muat ulang halaman ini, lalu mulai lagi.',
		not_accepted:
			'Kunci sandi dari perangkat ini tidak dapat kami terima. Coba sekali lagi atau pakai perangkat lain.',
		not_found: 'Kunci sandi itu sudah tidak ada.',
		not_held: 'Peran itu tidak lagi Anda pegang. Pilih yang lain.',
	},
};

/** The page of the first administrator. */
export const setUp = {
	title: 'Administrator pertama',
	lead: 'Halaman ini terbuka sekali. Setelah selesai, alamatnya tidak berlaku lagi.',
	agency: 'Nama badan yang menjalankan Tuntas',
	agencyHint: 'Misalnya dinas komunikasi dan informatika. Pemerintah daerahnya ditambahkan kemudian.',
	zone: 'Zona waktu',
	forAgency: (agency: string) => `Untuk ${agency}.`,
	name: 'Nama lengkap',
	email: 'Surel dinas',
	password: 'Kata sandi',
	button: 'Buat akun administrator',
	doneTitle: 'Akun administrator siap',
	doneLead: 'Anda sudah masuk. Simpan dulu kode pemulihan ini.',
	onward: 'Ke akun saya',
	fault: {
		agency: 'Isi nama badan dan pilih zona waktunya.',
		name: 'Isi nama lengkap Anda.',
		email: 'Isi surel yang lengkap, misalnya nama@kantor.example.',
		emailTaken: 'Surel ini sudah dipakai akun lain. Pakai surel yang lain.',
		wrongCode: 'Angkanya tidak cocok. Periksa jam HP Anda, lalu tulis angka yang sedang tampil.',
		challengeOver: 'Kode QR tadi sudah terlalu lama. Pindai yang baru di bawah, lalu tulis angkanya.',
	},
};

function waitWords(seconds: number): string {
	return seconds < 60 ? `${seconds} detik` : `${Math.ceil(seconds / 60)} menit`;
}
