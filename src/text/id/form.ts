import type { Secrecy } from '#server/access/visibility.ts';
import type { Answer, Asked, Watcher } from '#server/access/who-sees-what.ts';
import type { Fault } from '#server/report/draft-faults.ts';
import type { PersonalDataKind } from '#server/report/personal-data.ts';
import { formatDate, formatNumber } from '../format.ts';

export type FaultOf<C, F = Fault> = F extends { code: infer D } ? (C extends D ? F : never) : never;

/** The five steps of the form, and the page after sending. */
export const form = {
	title: 'Lapor',
	/** Before the title of a page that was sent back with faults. */
	faultTitle: (page: string) => `Ada yang perlu diperbaiki: ${page}`,
	next: 'Lanjut',
	back: 'Kembali',
	saved: (hours: number) =>
		`Isian tersimpan tersandi selama ${hours} jam, hanya untuk peramban ini. Sinyal putus? Kembali saja ke halaman ini.`,
	discard: 'Hapus draf ini',
	discardHint: 'Isian dan foto yang belum dikirim hilang dari server.',
	/** What comes next, as a noun, for the line under the stitches. */
	nextStep: ['di mana dan kantor apa', 'foto', 'siapa yang boleh tahu', 'periksa dan kirim'],
	steps: {
		1: {
			heading: 'Apa yang terjadi?',
			kind: 'Jenis laporan',
			kindTerm: (term: string) => `Batas jawab ${term}.`,
			story: 'Ceritakan apa yang terjadi',
			storyHint:
				'Apa layanannya, kapan, apa akibatnya bagi Anda, dan apa yang Anda harapkan. Bahasa sehari-hari atau bahasa daerah tidak apa-apa.',
			title: 'Judul singkat',
			titleHint:
				'Ini yang terbaca di daftar publik. Kosong? Kami ambil dari kalimat pertama. Jangan tulis nama orang.',
			occurredOn: 'Kapan terjadi?',
		},
		2: {
			heading: 'Di mana, dan kantor apa?',
			district: 'Kecamatan',
			districtPick: 'Pilih kecamatan',
			noPlace: 'Tidak di tempat tertentu',
			showVillages: 'Tampilkan desa',
			village: 'Desa atau kelurahan',
			villageUnknown: 'Saya tidak tahu desanya',
			villageNow: (district: string) =>
				`Desa di ${district} sekarang tampil. Pilih desanya, lalu lanjut. Tidak tahu? Langsung lanjut.`,
			place: 'Tempat persisnya',
			placeHint:
				'Jalan, patokan, RT, atau nama gedung. Jangan tulis alamat rumah Anda bila ingin tidak dikenali.',
			position: 'Tambah titik peta',
			positionHint:
				'Boleh kosong. Bila Anda tahu angkanya, misalnya dari aplikasi peta. Publik tidak melihat titik ini.',
			lat: 'Lintang',
			lon: 'Bujur',
			office: 'Kantor yang bertanggung jawab',
			officeHint: 'Dari cerita Anda, sepertinya ini. Salah pilih tidak apa-apa, petugas akan memindahkan.',
			officeHintNone: 'Tidak perlu tahu. Petugas pemeriksa memilihkan kantor yang tepat.',
			officeUnknown: 'Saya tidak tahu',
			officeUnknownHint: 'Petugas yang memilihkan.',
			officeOther: 'Kantor lain',
			officeOtherPick: 'Pilih kantor',
			because: (words: string) => `Karena Anda menyebut: ${words}.`,
			becausePlace: 'Melayani tempat yang Anda pilih.',
			about: 'Laporan ini tentang kantor itu sendiri',
			aboutHint:
				'Misalnya kelakuan petugas atau pungutan di kantor itu. Kantor yang dilaporkan tidak menerima dan tidak melihat laporan ini.',
		},
		similar: {
			heading: 'Apakah sama dengan laporan ini?',
			lead: 'Sudah ada laporan serupa dari tempat yang sama. Mendukung yang sudah ada lebih cepat: satu jam, satu jawaban.',
			supporters: (n: number) => (n === 0 ? 'Belum ada pendukung' : `${n} warga juga mengalami`),
			same: 'Saya juga mengalami ini',
			other: 'Bukan ini, lanjutkan laporan saya',
			draftKept: 'Draf Anda tetap tersimpan, apa pun pilihan Anda.',
		},
		thanks: {
			heading: 'Terima kasih, Anda ikut terhitung',
			already: 'Dari HP ini sudah pernah dihitung. Cukup sekali per HP.',
			count: (n: number) => `Sekarang ${n} warga mengalami hal yang sama.`,
			follow: 'Ikuti laporan itu',
			own: 'Tetap kirim laporan saya sendiri',
		},
		3: {
			heading: 'Foto atau bukti',
			lead: (most: number, megabytes: number) =>
				`Boleh dilewati. Paling banyak ${most} foto JPEG, PNG, atau WebP, masing-masing sampai ${megabytes} MB.`,
			alt: (n: number) => `Apa yang terlihat di foto ${n}?`,
			altHint: 'Satu kalimat, untuk pembaca yang tidak dapat melihat fotonya.',
			remove: (n: number) => `Hapus foto ${n}`,
			photo: (n: number) => `Foto ${n}`,
			full: (most: number) => `Sudah ${most} foto. Hapus satu bila ingin mengganti.`,
			promiseTitle: 'Kami membuang data lokasi di dalam foto.',
			promise:
				'Wajah dan pelat nomor sebaiknya tidak terlihat. Petugas memburamkan sebelum tampil di publik.',
			skip: 'Lewati langkah ini',
		},
		4: {
			heading: 'Siapa yang boleh tahu?',
			choose: 'Pilih cara Anda tampil',
			hint: {
				open: 'Setelah diperiksa, isi dan nama depan Anda tampil di halaman publik.',
				anonymous:
					'Setelah diperiksa, isi tampil tanpa nama. Kantor yang menangani juga tidak melihat nama Anda.',
				confidential:
					'Tidak tampil di mana pun. Yang hanya memegang kode pun tidak menemukannya; tanda terima yang membukanya.',
			},
			supervisoryFixed:
				'Pengaduan pengawasan selalu rahasia. Ia tidak tampil di mana pun, dan hanya tanda terima yang membukanya.',
			table: 'Siapa melihat apa',
			who: 'Yang melihat',
			watcher: {
				public: 'Publik',
				verifier: 'Petugas pemeriksa',
				handling_unit: 'Kantor yang menangani',
				leader: 'Kepala daerah, wakil, sekretaris',
				inspectorate: 'Inspektorat',
				ombudsman: 'Ombudsman',
				overseer: 'Pemerintah pusat, provinsi',
			} satisfies Record<Watcher, string>,
			asked: {
				clock: 'status dan jam',
				story: 'isi',
				name: 'nama',
				contact: 'nomor HP, surel',
			} satisfies Record<Asked, string>,
			publicStory: 'isi yang sudah disunting',
			publicName: 'nama depan',
			secrecy: {
				open: 'Terbuka',
				anonymous: 'Anonim',
				confidential: 'Rahasia',
				supervisory: 'Pengawasan',
			} satisfies Record<Secrecy, string>,
			answer: {
				yes: 'ya',
				no: 'tidak',
				released: 'salinan yang dilepas pemeriksa',
				if_referred: 'bila diteruskan kepadanya',
				if_may_call: 'bila Anda izinkan',
				once_climbed: 'bila terlambat dan naik kepadanya',
				once_escalated: 'kode dan jam, bila naik kepadanya',
				with_consent: 'bila Anda setujui',
			} satisfies Record<Answer, string>,
			tableMore: 'Tabel lengkap: semua yang melihat',
			tableNote:
				'Kolom ini dibuat dari aturan yang dipakai sistem, bukan ditulis terpisah. Kantor yang dilaporkan tidak melihat laporan tentang dirinya.',
			honestTitle: 'Jujur saja:',
			honest:
				'anonim tidak sama dengan tak terlacak. Cerita atau foto Anda bisa membuat orang menebak. Anonim tidak menyembunyikan Anda dari pengadilan, dan tidak menghapus jejak di HP atau jaringan Anda sendiri.',
			name: 'Nama Anda',
			nameHint: 'Perlu untuk Terbuka. Untuk Anonim dan Rahasia, nama tidak kami simpan.',
			contact: 'Kabar untuk Anda',
			contactHint:
				'Boleh kosong. Dipakai sistem untuk mengirim kabar, disimpan tersandi, dan tidak diperlihatkan kepada petugas. Tanpa ini, hanya tanda terima jalan kembali ke laporan Anda.',
			phone: 'Nomor HP',
			email: 'Surel',
			mayCall: 'Petugas boleh menelepon saya',
			mayCallHint:
				'Hanya untuk Terbuka. Petugas pemeriksa dan kantor yang menangani lalu melihat nomor Anda; setiap kali dibuka, tercatat.',
			bribeTitle: 'Cerita Anda menyebut pungutan atau suap',
			bribe: (office: string) =>
				`Anda dapat menjadikannya pengaduan pengawasan: rahasia, dan ditangani ${office}, bukan kantor yang dilaporkan. Bila ada dugaan tindak pidana, ${office} menyebutkan lembaga penegak hukum yang dituju dan cara mengikutinya di sana.`,
			bribeAction: 'Jadikan pengaduan pengawasan',
			supervisoryTitle: 'Ini pengaduan pengawasan',
			supervisory: (office: string) =>
				`Yang menerima dan memeriksa: ${office}. Kantor yang dilaporkan tidak melihatnya. Bila ada dugaan tindak pidana, ${office} menyebutkan lembaga penegak hukum yang dituju dan cara mengikutinya di sana.`,
			supervisoryUndo: 'Jadikan pengaduan biasa',
		},
		5: {
			heading: 'Periksa lalu kirim',
			kind: 'Jenis',
			title: 'Judul',
			story: 'Cerita',
			occurredOn: 'Kejadian',
			place: 'Tempat',
			office: 'Kantor',
			officeUnknown: 'Dipilihkan petugas',
			about: 'Tentang kantor ini',
			photos: 'Bukti',
			photoCount: (n: number) => (n === 0 ? 'Tanpa foto' : `${n} foto`),
			shownAs: 'Tampil sebagai',
			changes: { kind: 'Ubah isi', place: 'Ubah tempat', photos: 'Ubah foto', shownAs: 'Ubah pilihan' },
			preview: 'Yang akan dibaca publik',
			previewAfter: 'Persis seperti ini, setelah petugas memeriksa. Sebelum itu hanya status dan jam.',
			previewNone: 'Tidak ada. Laporan ini tidak tampil di halaman publik, daftar, atau pencarian.',
			previewPhotos: (n: number) => `${n} foto, setelah wajah dan pelat nomor diburamkan petugas.`,
			by: (who: string) => `Dari ${who}`,
			noName: 'pelapor tanpa nama',
			personalTitle: 'Ada data pribadi di dalam teks',
			personal: 'Publik akan membacanya. Samarkan dengan satu ketukan, atau ubah sendiri.',
			found: (what: string, where: string) => `${what} di ${where}`,
			text: { title: 'judul', body: 'cerita', place: 'tempat' },
			mask: 'Samarkan semuanya',
			masked: 'Data pribadi sudah disamarkan. Baca sekali lagi sebelum mengirim.',
			ifSent: 'Bila dikirim sekarang',
			receives: 'Diterima dan diperiksa oleh',
			verifyBy: 'Diperiksa paling lambat',
			completeWithin: (term: string) => `Dijawab paling lambat ${term} setelah diteruskan`,
			daysOff: (days: string) => `${days} libur, tidak dihitung.`,
			truth: 'Cerita ini benar sejauh yang saya tahu',
			truthHint: 'Laporan tidak bisa dihapus setelah dikirim, tetapi bisa Anda cabut.',
			truthMissing: 'Centang bahwa cerita ini benar sejauh yang Anda tahu',
			send: 'Kirim laporan',
		},
	},
	personalData: {
		nik: 'NIK atau nomor KK',
		phone: 'nomor HP',
		email: 'alamat surel',
		plate: 'nomor kendaraan',
		account: 'nomor rekening',
	} satisfies Record<PersonalDataKind, string>,
	/** What stands in the place of personal data. */
	marks: {
		nik: '[NIK disamarkan]',
		phone: '[nomor HP disamarkan]',
		email: '[surel disamarkan]',
		plate: '[nomor kendaraan disamarkan]',
		account: '[nomor rekening disamarkan]',
	} satisfies Record<PersonalDataKind, string>,
	/** Words and word pairs, in small letters without signs, by which a story speaks of bribes or illegal fees. */
	bribeWords: [
		'pungli',
		'pungutan liar',
		'suap',
		'disuap',
		'menyuap',
		'sogok',
		'disogok',
		'menyogok',
		'uang pelicin',
		'uang rokok',
		'uang kopi',
		'uang terima kasih',
		'uang damai',
		'uang tambahan',
		'minta uang',
		'meminta uang',
		'diminta uang',
		'dimintai uang',
		'dimintai duit',
		'minta duit',
		'bayar di bawah meja',
		'setoran',
		'gratifikasi',
		'korupsi',
		'dikorupsi',
		'pemerasan',
		'diperas',
		'tanpa kuitansi',
		'tidak ada kuitansi',
		'jatah',
		'bribe',
		'bribes',
		'bribery',
		'illegal fee',
		'kickback',
		'corruption',
		'extortion',
	],
	faults: {
		kind_missing: () => 'Pilih jenis laporan.',
		story_short: ({ letters, least }) =>
			letters === 0
				? `Tulis ceritanya, paling sedikit ${least} huruf: apa layanannya dan apa akibatnya?`
				: `Baru ${letters} huruf. Tulis sedikit lagi, paling sedikit ${least}: apa layanannya dan apa akibatnya?`,
		too_long: ({ given, most }) =>
			`Panjangnya ${formatNumber(given, 'id')} huruf, yang muat ${formatNumber(most, 'id')}. Ringkas sedikit; tidak ada yang hilang.`,
		date_unknown: () => 'Tanggal ini tidak ada. Pilih tanggal dari kalender, atau kosongkan.',
		date_ahead: ({ date }) =>
			`${formatDate(date, { zone: 'Asia/Jakarta', lang: 'id' })} belum terjadi. Pilih hari ini atau sebelumnya.`,
		district_missing: () => 'Pilih kecamatan, atau “Tidak di tempat tertentu”.',
		village_elsewhere: () =>
			'Desa ini bukan di kecamatan yang dipilih. Tekan “Tampilkan desa”, lalu pilih lagi.',
		coordinates: () => 'Isi lintang dan bujur, keduanya angka seperti -3,3194, atau kosongkan keduanya.',
		office_unknown: () => 'Pilih kantor dari daftar, atau “Saya tidak tahu”.',
		about_whom: () => 'Pilih kantor mana yang dilaporkan, supaya laporan ini tidak sampai kepadanya.',
		secrecy_missing: () => 'Pilih cara Anda tampil.',
		name_missing: () => 'Tulis nama Anda, atau pilih Anonim atau Rahasia.',
		phone: () =>
			'Nomor ini tidak lengkap. Tulis 8 sampai 15 angka, misalnya 0812 dan seterusnya, atau kosongkan.',
		email: () => 'Alamat surel ini tidak lengkap. Tulis seperti nama@contoh.id, atau kosongkan.',
		phone_for_calls: () => 'Tulis nomor HP supaya petugas dapat menelepon, atau hapus centangnya.',
	} satisfies { [C in Fault['code']]: (fault: FaultOf<C>) => string },
	received: {
		title: 'Laporan diterima',
		heading: 'Laporan Anda sudah kami terima',
		lead: 'Simpan tanda terima ini. Tidak perlu akun untuk melihat kabarnya.',
		receipt: 'Tanda terima rahasia',
		receiptHint:
			'Inilah kunci Anda. Siapa pun yang memegangnya dapat membaca semuanya dan membalas atas nama Anda.',
		copyReceipt: 'Salin tanda terima',
		copyCode: 'Salin kode',
		qr: 'Kode QR menuju laporan Anda sendiri; jangan diperlihatkan',
		received: 'Diterima',
		shownAs: 'Tampil sebagai',
		open: 'Buka halaman laporan',
		next: 'Apa yang terjadi setelah ini',
		verified: 'Diperiksa',
		verifiedBy: (day: string, office: string) => `Paling lambat ${day} oleh ${office}.`,
		answered: 'Dikerjakan dan dijawab',
		answeredBy: (term: string) => `Paling lambat ${term} setelah diteruskan, bisa lebih cepat.`,
		rated: 'Anda menilai',
		ratedBy: (term: string) =>
			`${term} untuk membalas atau menutup. Kalau diam, laporan ditutup dengan catatan.`,
		keysTitle: 'Kode bukan kunci, tanda terima kuncinya.',
		keys: {
			public:
				'Siapa pun yang memegang kode hanya melihat halaman publiknya. Untuk membalas atau mencabut, perlu tanda terima.',
			confidential:
				'Kode saja tidak membuka laporan ini: bagi orang lain ia seperti tidak ada. Hanya tanda terima yang membukanya.',
		},
		lost: 'Tanda terima tidak kami simpan dan tidak dapat dikirim ulang. Cetak, foto, atau tulis di tempat aman.',
		device:
			'Selama 24 jam peramban ini masih dapat membuka laporan Anda tanpa tanda terima. HP bersama? Tekan “Keluar cepat” setelah selesai.',
		gone: 'Tanda terima hanya ditampilkan sesaat setelah mengirim.',
		goneMore: 'Buka laporan Anda dengan tanda terima yang Anda simpan.',
		who: 'Siapa melihat apa dari laporan ini',
	},
	/** The page on which a receipt is typed. */
	receipt: {
		title: 'Masukkan tanda terima',
		lead: 'Tanda terima Anda dapatkan setelah mengirim laporan: enam kelompok berisi tiga huruf atau angka.',
		label: 'Tanda terima',
		hint: 'Huruf besar atau kecil sama saja, tanda hubung boleh tidak ditulis.',
		action: 'Buka laporan saya',
	},
};
