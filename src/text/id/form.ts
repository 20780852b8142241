import type { Fault } from '#server/report/draft-faults.ts';
import type { PersonalDataKind } from '#server/report/personal-data.ts';
import { formatDate, formatNumber } from '../format.ts';
import { formSteps } from './form-steps.ts';

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
	steps: formSteps,
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
