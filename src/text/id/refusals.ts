import { formatBytes, formatNumber } from '../format.ts';
import type { RefusalWords } from '../refusals.ts';
import { labels } from './labels-ui.ts';
import { trail } from './trail.ts';

const photoHelp = 'Tidak ada yang hilang. Pilih foto lain, atau lanjut tanpa foto ini.';
const fileHelp = 'Tidak ada yang hilang. Pilih berkas lain, atau lanjut tanpa berkas ini.';
const receiptHelp = 'Bandingkan lagi dengan tanda terima Anda, kelompok demi kelompok.';
const codeHelp = 'Bandingkan lagi dengan kode di tanda terima Anda.';
const reload = 'Halaman ini sudah menampilkan keadaan terbaru.';

/** What each refusal says to the person it meets: what happened, then what to do next. */
export const refusals = {
	report_not_found: () => ({
		title: 'Laporan tidak ditemukan.',
		help: 'Periksa lagi kodenya. Laporan rahasia hanya terbuka dengan tanda terima.',
	}),
	not_permitted: () => ({
		title: 'Langkah ini bukan untuk peran Anda.',
		help: 'Laporan ini dipegang kantor lain, atau langkahnya hanya untuk pelapor. Hubungi petugas pemeriksa bila seharusnya milik kantor Anda.',
	}),
	wrong_status: ({ status, step }) => ({
		title: `Laporan ini sudah berstatus “${labels.status[status]}”.`,
		help: `“${trail.title[step]}” tidak berlaku lagi di sini. ${reload} Pilih langkah yang tersedia.`,
	}),
	words_missing: () => ({
		title: 'Tuliskan penjelasannya.',
		help: 'Beberapa kalimat sudah cukup. Yang membaca perlu tahu apa dan mengapa.',
	}),
	version_conflict: () => ({
		title: 'Laporan ini berubah sejak Anda membukanya.',
		help: 'Baca dulu kabar terbarunya di halaman ini. Tulisan Anda masih ada; kirim lagi bila masih perlu.',
	}),
	target_unit: () => ({
		title: 'Pilih kantor yang dituju.',
		help: 'Laporan tidak dapat diteruskan kepada kantor yang dilaporkan.',
	}),
	coordinator_after_hops: () => ({
		title: 'Laporan ini sudah terlalu sering berpindah.',
		help: 'Sekarang koordinator yang menentukan kantornya. Sampaikan usul Anda kepada koordinator.',
	}),
	asks_left: () => ({
		title: 'Pelapor sudah ditanya sebanyak yang boleh.',
		help: 'Putuskan dengan keterangan yang ada, atau cari keterangan dari sumber lain.',
	}),
	other_body: () => ({
		title: 'Sebutkan lembaganya dan cara mengikutinya di sana.',
		help: 'Tulis nama lembaga dan langkah yang dapat dilakukan pelapor, paling sedikit sepuluh huruf.',
	}),
	archive_reason: () => ({
		title: 'Pilih alasan dari daftar.',
		help: 'Bukan kewenangan bukan alasan untuk menutup: pakai “Diteruskan ke lembaga lain”.',
	}),
	answer_parts: () => ({
		title: 'Jawaban belum lengkap.',
		help: 'Tulis apa yang dikerjakan, oleh siapa, tanggalnya (bukan yang akan datang), dan buktinya.',
	}),
	promise_ahead: () => ({
		title: 'Tanggal janji sudah lewat.',
		help: 'Pilih hari ini atau sesudahnya, atau kosongkan.',
	}),
	approval_needed: () => ({
		title: 'Jawaban ini tidak perlu diajukan.',
		help: 'Kantor ini menjawab langsung, atau sudah ada jawaban yang menunggu persetujuan.',
	}),
	no_approval_needed: () => ({
		title: 'Jawaban kantor ini perlu persetujuan atasan.',
		help: 'Ajukan jawabannya; atasan menyetujui atau mengembalikannya.',
	}),
	answer_waits: () => ({
		title: 'Tidak ada jawaban yang menunggu.',
		help: 'Mungkin sudah disetujui atau dikembalikan. Lihat riwayatnya.',
	}),
	not_own_answer: () => ({
		title: 'Jawaban ini Anda sendiri yang mengajukan.',
		help: 'Orang lain yang berwenang perlu menyetujuinya.',
	}),
	rating: () => ({
		title: 'Pilih nilai dari 1 sampai 5.',
		help: 'Nilai Anda tampil bersama jawaban kantor itu.',
	}),
	reopen_window: () => ({
		title: 'Waktu untuk langkah ini sudah lewat.',
		help: 'Bila masalahnya kembali, kirim laporan baru dan sebutkan kode laporan ini.',
	}),
	unmerge_window: () => ({
		title: 'Waktu untuk memisahkan laporan ini sudah lewat.',
		help: 'Minta pelapor mengirim laporan baru bila persoalannya memang lain.',
	}),
	withdrawn: () => ({
		title: 'Laporan ini tidak dicabut pelapornya.',
		help: 'Langkah ini hanya untuk laporan yang dicabut.',
	}),
	not_withdrawn: () => ({
		title: 'Laporan ini Anda cabut sendiri.',
		help: 'Bila berubah pikiran, kirim laporan baru dan sebutkan kode laporan ini.',
	}),
	receipt_again: () => ({
		title: 'Tulis tanda terima laporan ini sekali lagi.',
		help: 'Langkah ini tidak dapat dibatalkan, jadi kami memastikan bahwa Anda pelapornya.',
	}),
	heir: () => ({
		title: 'Tidak ada kantor yang berganti.',
		help: 'Laporan sudah di tangan kantor yang tepat. Muat ulang halaman ini.',
	}),
	other_report: () => ({
		title: 'Laporan tujuan tidak dapat dipakai.',
		help: 'Pilih laporan lain dari pemerintah yang sama yang belum berakhir.',
	}),
	higher_confidentiality: () => ({
		title: 'Pilih yang lebih rahasia dari sekarang.',
		help: 'Hanya pelapor yang dapat menurunkannya, dengan tanda terima.',
	}),
	lower_confidentiality: () => ({
		title: 'Pilih yang lebih terbuka dari sekarang.',
		help: 'Pengaduan pengawasan tetap rahasia.',
	}),
	other_kind: () => ({
		title: 'Pilih jenis yang berbeda dari sekarang.',
		help: 'Bila jenisnya sudah benar, tidak perlu diubah.',
	}),
	kind_waits: () => ({
		title: 'Tidak ada perubahan jenis yang menunggu.',
		help: 'Mungkin sudah disetujui. Lihat riwayatnya.',
	}),
	publishable: () => ({
		title: 'Salinan untuk publik belum dapat ditampilkan.',
		help: 'Laporan rahasia tidak ditampilkan. Untuk yang lain, lengkapi judul dan isi salinannya.',
	}),
	overrun: () => ({
		title: 'Belum ada tenggat yang terlewat.',
		help: 'Langkah ini terbuka begitu sebuah tenggat lewat.',
	}),
	no_ppid: () => ({
		title: 'Permohonan informasi publik berjalan menurut undang-undangnya sendiri.',
		help: 'Tunggu keputusan PPID; setelah itu Anda dapat mengajukan keberatan kepada atasannya.',
	}),
	convertible: () => ({
		title: 'Laporan ini belum dapat dialihkan ke PPID.',
		help: 'Jenisnya harus permintaan informasi dan pelapornya bernama. Minta pelapor membuka namanya, atau ubah jenisnya dulu.',
	}),
	ppid_request: () => ({
		title: 'Sebut informasi yang diminta dan tujuannya.',
		help: 'Keduanya masuk register permohonan.',
	}),
	ppid_extendable: () => ({
		title: 'Waktunya tidak dapat diperpanjang lagi.',
		help: 'Perpanjangan hanya sekali, sebelum tenggat pertama lewat. Putuskan dengan yang ada.',
	}),
	ppid_open: () => ({
		title: 'Permohonan ini sudah diputuskan.',
		help: 'Lihat keputusannya di riwayat.',
	}),
	ppid_decision: () => ({
		title: 'Keputusan belum lengkap.',
		help: 'Pilih keputusannya, dan alasannya bila ada yang ditahan.',
	}),
	ppid_objectable: () => ({
		title: 'Keberatan belum atau tidak lagi terbuka.',
		help: 'Keberatan terbuka setelah keputusan, atau setelah tenggatnya lewat, selama waktu yang tertulis di halaman ini.',
	}),
	ppid_objected: () => ({
		title: 'Tidak ada keberatan yang menunggu.',
		help: 'Mungkin sudah diputuskan. Lihat riwayatnya.',
	}),
	words_too_long: ({ given, most }) => ({
		title: `Panjangnya ${formatNumber(given, 'id')} huruf, yang muat ${formatNumber(most, 'id')}.`,
		help: 'Ringkas sedikit; tulisan Anda masih ada di sini.',
	}),
	personal_data: () => ({
		title: 'Ada data pribadi di dalam tulisan Anda, sudah kami samarkan.',
		help: 'Publik membaca balasan ini. Periksa tulisannya, lalu kirim lagi.',
	}),
	consent_missing: () => ({
		title: 'Centang persetujuannya dulu.',
		help: 'Tanpa persetujuan Anda, Ombudsman hanya melihat kode dan jam laporan.',
	}),
	enough_for_today: ({ most, phone, email }) => ({
		title: `Hari ini sudah ${most} kiriman untuk laporan ini.`,
		help: `Semuanya sudah kami terima. Bicaralah dengan petugas: ${[phone, email].filter(Boolean).join(' atau ')}. Tulisan Anda masih ada di sini; besok dapat dikirim.`,
	}),
	draft_gone: () => ({
		title: 'Draf ini sudah tidak ada.',
		help: 'Waktunya habis, atau Anda menghapusnya. Tidak ada yang terkirim. Mulai lagi dari langkah pertama.',
	}),
	draft_faulty: () => ({
		title: 'Ada langkah yang belum lengkap.',
		help: 'Kami bawa Anda ke sana. Isian lain sudah tersimpan.',
	}),
	unknown_fields: ({ fields }) => ({
		title: 'Kiriman ini memuat isian yang tidak kami kenal.',
		help: `Tidak ada yang berubah. Isian itu: ${fields.join(', ')}.`,
	}),
	photo_too_many: ({ most }) => ({
		title: `Paling banyak ${most} foto.`,
		help: 'Hapus satu foto bila ingin mengganti. Foto lain tetap tersimpan.',
	}),
	photo_too_large: ({ megabytes }) => ({
		title: `Foto ini lebih besar dari ${formatBytes(megabytes * 1_000_000, 'id')}.`,
		help: 'Kecilkan di aplikasi kamera atau galeri, lalu unggah lagi.',
	}),
	photo_empty: () => ({
		title: 'Belum ada foto yang dipilih.',
		help: 'Pilih foto dulu, atau lewati langkah ini.',
	}),
	heic_unsupported: () => ({
		title: 'Foto ini berformat HEIC, yang belum dapat kami buka.',
		help: 'Di iPhone: Pengaturan, Kamera, Format, pilih “Paling Kompatibel”, lalu ambil lagi. Atau kirim tangkapan layarnya.',
	}),
	photo_format: () => ({
		title: 'Berkas ini bukan foto JPEG, PNG, atau WebP.',
		help: 'Untuk dokumen, potret halamannya dengan kamera HP.',
	}),
	photo_too_many_pixels: ({ megapixels }) => ({
		title: `Foto ini lebih dari ${megapixels} megapiksel.`,
		help: 'Kecilkan di galeri, atau ambil lagi dengan ukuran lebih kecil.',
	}),
	photo_sides: ({ shortest, longest }) => ({
		title: 'Ukuran foto ini tidak biasa.',
		help: `Setiap sisi harus antara ${shortest} dan ${formatNumber(longest, 'id')} piksel. ${photoHelp}`,
	}),
	photo_unreadable: () => ({ title: 'Foto ini rusak atau tidak utuh.', help: photoHelp }),
	photo_too_heavy: () => ({ title: 'Foto ini terlalu berat untuk dibuka.', help: photoHelp }),
	photo_busy: () => ({
		title: 'Sedang banyak foto yang kami olah.',
		help: 'Tunggu beberapa detik, lalu unggah lagi. Isian lain sudah tersimpan.',
	}),
	file_too_many: ({ most }) => ({
		title: `Paling banyak ${most} dokumen dan rekaman.`,
		help: 'Hapus satu bila ingin mengganti. Berkas lain tetap tersimpan.',
	}),
	file_too_large: ({ megabytes }) => ({
		title: `Berkas ini lebih besar dari ${formatBytes(megabytes * 1_000_000, 'id')}.`,
		help: 'Kirim sebagian halamannya, atau rekaman yang lebih pendek.',
	}),
	file_format: () => ({
		title: 'Jenis berkas ini tidak kami terima.',
		help: 'Yang dapat: foto JPEG, PNG, WebP; dokumen PDF; rekaman OGG, M4A, MP3, WAV, AMR. Dokumen lain: simpan sebagai PDF, atau potret halamannya.',
	}),
	file_mislabelled: ({ said }) => ({
		title: `Nama berkas ini berakhiran “.${said}”, isinya bukan itu.`,
		help: 'Periksa lagi berkasnya, perbaiki akhiran namanya, lalu unggah lagi. Tidak ada yang berubah.',
	}),
	file_too_heavy: () => ({ title: 'Berkas ini terlalu berat untuk diperiksa.', help: fileHelp }),
	file_busy: () => ({
		title: 'Sedang banyak berkas yang kami olah.',
		help: 'Tunggu beberapa detik, lalu unggah lagi. Isian lain sudah tersimpan.',
	}),
	pdf_locked: () => ({
		title: 'Dokumen PDF ini terkunci kata sandi.',
		help: 'Simpan salinannya tanpa kata sandi, atau potret halamannya.',
	}),
	pdf_pages: ({ most }) => ({
		title: `Dokumen ini lebih dari ${formatNumber(most, 'id')} halaman.`,
		help: 'Kirim halaman yang penting saja, dan ceritakan sisanya.',
	}),
	pdf_unreadable: () => ({ title: 'Dokumen PDF ini rusak atau tidak utuh.', help: fileHelp }),
	sound_unreadable: () => ({
		title: 'Rekaman ini tidak utuh, atau berisi hal lain.',
		help: 'Rekam lagi dengan perekam suara HP. Video tidak kami terima.',
	}),
	sound_long: ({ minutes }) => ({
		title: `Rekaman ini lebih dari ${minutes} menit.`,
		help: 'Potong bagian yang penting, lalu unggah lagi.',
	}),
	code_empty: () => ({ title: 'Tulis kode laporan dulu.', help: codeHelp }),
	code_shape: () => ({ title: 'Ini belum seperti kode laporan.', help: codeHelp }),
	code_symbol: ({ symbol }) => ({ title: `“${symbol}” tidak ada di kode kami.`, help: codeHelp }),
	code_short: ({ missing }) => ({ title: `Kurang ${missing} huruf atau angka.`, help: codeHelp }),
	code_check: () => ({ title: 'Ada huruf atau angka yang tertukar.', help: codeHelp }),
	receipt_empty: () => ({ title: 'Tulis tanda terima dulu.', help: receiptHelp }),
	receipt_symbol: ({ symbol }) => ({
		title: `“${symbol}” tidak ada di tanda terima kami.`,
		help: receiptHelp,
	}),
	receipt_length: ({ given, wanted }) => ({
		title: `Ada ${given} huruf dan angka; tanda terima berisi ${wanted}.`,
		help: receiptHelp,
	}),
	receipt_check: () => ({ title: 'Ada huruf atau angka yang tertukar.', help: receiptHelp }),
	receipt_unknown: () => ({
		title: 'Tanda terima ini tidak membuka laporan di sini.',
		help: `${receiptHelp} Laporan kepada pemerintah lain dibuka di situs pemerintah itu.`,
	}),
} satisfies RefusalWords;
