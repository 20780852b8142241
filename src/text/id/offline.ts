/** Reporting without a signal: the one-page form, and what a phone keeps of reports. */
export const offline = {
	/** The one-page form. */
	title: 'Lapor dalam satu halaman',
	lead: 'Semua isian di satu halaman, tanpa foto. Kantor yang tepat dipilihkan petugas.',
	needsSignal: 'Peramban ini tidak menjalankan JavaScript. Laporan terkirim langsung, jadi perlu sinyal.',
	steps: 'Formulir lima langkah, dengan foto',
	region: 'Kecamatan dan desa',
	regionHint: 'Tidak tahu desanya? Pilih kecamatannya saja.',
	regionPick: 'Pilih kecamatan atau desa',
	wholeDistrict: (district: string) => `Kecamatan ${district}, tidak tahu desanya`,
	supervisory: 'Pengaduan pengawasan selalu rahasia, apa pun pilihan di bawah ini.',
	publicHint: 'Jangan tulis NIK, nomor HP, atau alamat rumah siapa pun di cerita dan tempat.',
	onDevice:
		'Tanpa sinyal, laporan disimpan tersandi di HP ini sampai terkirim. Siapa pun yang membuka HP ini dapat membacanya di halaman ini. Laporan rahasia hanya disimpan bila Anda setuju.',
	send: 'Kirim laporan',
	sending: 'Mengirim',

	/** While there is no signal. */
	noSignal: 'Tidak ada sinyal',
	noSignalLead: 'Isi saja di sini. Laporan menunggu di HP ini dan terkirim begitu sinyal kembali.',

	/** What waits on the device. */
	here: 'Di HP ini',
	waiting: 'Laporan Anda aman di HP ini',
	waitingMore: 'Belum terkirim. Jangan hapus data peramban ini.',
	leavesAlone:
		'Terkirim sendiri begitu sinyal kembali, biasanya juga setelah halaman ini ditutup. Paling lambat saat halaman Lapor dibuka lagi.',
	leavesWhenOpen: 'Kami kirim begitu sinyal kembali dan halaman Lapor terbuka.',
	faulty: 'Belum dapat diterima. Perbaiki dulu:',
	story: 'Isi',
	keptAt: 'Disimpan',
	size: 'Ukuran',
	tryNow: 'Coba kirim sekarang',
	mend: 'Perbaiki',
	remove: 'Hapus dari HP ini',
	removeReport: 'Laporan ini belum terkirim. Setelah dihapus, tidak ada salinannya.',
	removeYes: 'Ya, hapus',

	/** What was sent while nobody looked. */
	sent: 'Laporan Anda sudah kami terima',
	sentMore: 'Catat tanda terimanya. Kami tidak menyimpannya dan tidak dapat mengirim ulang.',
	code: 'Kode laporan',
	receipt: 'Tanda terima rahasia',
	receiptHint:
		'Inilah kunci Anda. Siapa pun yang memegangnya dapat membaca semuanya dan membalas atas nama Anda.',
	open: 'Buka laporan',
	noted: 'Sudah saya catat, hapus dari HP ini',

	/** Typed text that never reached the server. */
	typed: 'Ada isian yang belum terkirim',
	typedMore: 'Tersimpan tersandi di HP ini.',
	useAgain: 'Pakai lagi',
	toStep: 'Buka langkahnya',

	/** Asked before anything confidential is kept. */
	ask: 'Laporan rahasia tidak kami simpan tanpa persetujuan Anda',
	askMore:
		'Tidak ada sinyal, jadi belum terkirim. Isian masih ada di halaman ini. Bila disimpan di HP ini, siapa pun yang membuka HP ini dapat membacanya sampai terkirim atau Anda hapus.',
	agree: 'Setuju, simpan di HP ini',

	/** On the five steps. */
	link: 'Ada laporan Anda yang tersimpan di HP ini.',
	linkAction: 'Lihat',
	weakSignal: 'Sinyal lemah?',
	weakSignalAction: 'Pakai formulir satu halaman',

	/** Said aloud when it happens. */
	signalBack: 'Sinyal sudah kembali. Kirim sekali lagi.',
	typedKept: 'Tidak ada sinyal. Isian langkah ini tersimpan tersandi di HP ini. Halaman ini boleh ditutup.',
	stillWaiting: 'Belum terkirim. Laporan tetap aman di HP ini.',
	cannotKeep:
		'Peramban ini tidak dapat menyimpan. Jangan tutup halaman ini, lalu kirim lagi setelah sinyal kembali.',
};
