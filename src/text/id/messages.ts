import type { MessageFacts, MessageWords, ToldOf } from '#server/notification/message.ts';
import type { Clock, Kind } from '#server/report/clocks.ts';
import type { Rung } from '#server/report/overruns.ts';

/** Of a letter about somebody's own account. */
type AccountFacts = {
	readonly name: string;
	readonly government: string;
	readonly until: string;
	readonly link: string;
};

type Say = (m: MessageFacts) => MessageWords;

/** A sentence about a deadline, when one runs. */
const until = (due: string | null, sentence: (due: string) => string) => (due ? ` ${sentence(due)}` : '');

const CLOCK = {
	verify: 'pemeriksaan',
	supply: 'kelengkapan dari pelapor',
	first_answer: 'jawaban pertama',
	complete: 'jawaban tuntas',
	reply: 'jawaban baru',
	silence: 'tanggapan pelapor',
	case: 'seluruh perkara',
	ppid: 'keputusan PPID',
	ppid_extension: 'perpanjangan PPID',
	ppid_objection: 'keberatan informasi',
} satisfies Record<Clock, string>;
const clockOf = ({ clock }: MessageFacts) => (clock ? CLOCK[clock] : 'laporan');

const KIND = {
	complaint: 'pengaduan',
	supervisory_complaint: 'pengaduan pengawasan',
	aspiration: 'aspirasi',
	information_request: 'permintaan informasi',
} satisfies Record<Kind, string>;

const LATE = (m: MessageFacts) =>
	`Tenggat ${clockOf(m)} sudah lewat${m.due ? `: ${m.due}` : ''}. Di tangan: ${m.unit}.`;
const SEE_CLOCK = 'Lihat jamnya';
const WORK = 'Buka laporan';

const answered: Say = ({ unit, due }) => ({
	subject: `${unit} sudah menjawab`,
	says: `${unit} sudah menjawab laporan Anda. Sudah beres? Tutup laporan dan beri nilai. Belum? Katakan belum selesai.${until(due, (day) => `Giliran Anda sampai ${day}.`)}`,
	action: 'Baca jawabannya',
});

const asked: Say = ({ unit, due }) => ({
	subject: 'Kami butuh keterangan dari Anda',
	says: `${unit} perlu keterangan tambahan agar laporan Anda bisa dikerjakan.${until(due, (day) => `Lengkapi paling lambat ${day}.`)}`,
	action: 'Baca pertanyaannya dan jawab',
});

const objection: Say = ({ due }) => ({
	subject: 'Pelapor mengajukan keberatan',
	says: `Pelapor tidak setuju dengan keputusan atas laporan ini dan meminta pemeriksaan ulang.${until(due, (day) => `Periksa paling lambat ${day}.`)}`,
	action: WORK,
});

const notYet: Say = ({ due }) => ({
	subject: 'Pelapor: belum selesai',
	says: `Pelapor menyatakan masalahnya belum selesai.${until(due, (day) => `Jawab lagi paling lambat ${day}.`)}`,
	action: WORK,
});

const withdrawn: Say = () => ({
	subject: 'Pelapor mencabut laporan',
	says: 'Pelapor mencabut laporan ini. Tidak ada lagi yang perlu Anda kerjakan.',
	action: WORK,
});

const supplied: Say = ({ due }) => ({
	subject: 'Pelapor melengkapi keterangan',
	says: `Keterangan yang diminta sudah masuk, jam berjalan lagi.${until(due, (day) => `Tenggat terdekat ${day}.`)}`,
	action: WORK,
});

const replied: Say = ({ due }) => ({
	subject: 'Pelapor membalas',
	says: `Ada balasan dari pelapor.${until(due, (day) => `Jawab paling lambat ${day}.`)}`,
	action: WORK,
});

const ppidObjection: Say = ({ due }) => ({
	subject: 'Pemohon informasi berkeberatan',
	says: `Pemohon berkeberatan kepada atasan PPID.${until(due, (day) => `Putuskan paling lambat ${day}.`)}`,
	action: WORK,
});

/**
 * Messages to people, by who reads them and what happened: the code stands in the subject, then one deadline and one
 * thing to do. Nothing that anybody wrote is repeated here, so that no mailbox tells the story of a report.
 */
export const messages = {
	hello: 'Halo,',
	helloOffice: 'Yth. petugas,',
	code: (code: string) => `Kode: ${code}`,
	link: (action: string, link: string) => `${action}: ${link}`,
	noLink: (action: string) => `${action} di situs Tuntas dengan kode ini.`,
	keepReceipt: 'Siapkan tanda terima Anda bila diminta.',
	noReply: 'Anda tidak perlu membalas surel ini.',
	signature: (government: string) => `Tuntas, ${government}`,
	account: {
		invite: ({ name, government, until, link }: AccountFacts) => ({
			subject: `Undangan ke Tuntas, ${government}`,
			says: `Yth. ${name},\n\n${government} membuat akun Tuntas untuk Anda. Buka tautan ini untuk memilih kata sandi dan memasang aplikasi autentikator:\n${link}\n\nTautan berlaku sekali, sampai ${until}. Jangan teruskan kepada siapa pun. Tidak merasa diundang? Abaikan surel ini.`,
		}),
		reset: ({ name, government, until, link }: AccountFacts) => ({
			subject: `Atur ulang cara masuk, ${government}`,
			says: `Yth. ${name},\n\nAdministrator ${government} meminta Anda memilih kata sandi dan aplikasi autentikator yang baru:\n${link}\n\nTautan berlaku sekali, sampai ${until}. Jangan teruskan kepada siapa pun. Anda tidak memintanya? Hubungi administrator sistem di kantor Anda.`,
		}),
	},

	retention: ({ due }: MessageFacts) => ({
		subject: 'Isi laporan akan dihapus',
		says: `Isi laporan Anda yang sudah selesai kami hapus pada ${due ?? 'waktu dekat'}. Kode, jenis, kantor, dan tanggalnya tetap tersimpan.`,
		action: 'mengunduh salinannya sebelum itu',
	}),
	reporter: {
		submit: ({ due }) => ({
			subject: 'Laporan Anda kami terima',
			says: `Laporan Anda sudah kami terima.${until(due, (day) => `Kami periksa paling lambat ${day}.`)}`,
			action: SEE_CLOCK,
		}),
		ask_reporter: asked,
		ask_details: asked,
		forward: ({ unit, due }) => ({
			subject: `Laporan diteruskan ke ${unit}`,
			says: `Sekarang di tangan: ${unit}.${until(due, (day) => `Jawaban paling lambat ${day}.`)}`,
			action: SEE_CLOCK,
		}),
		handle: ({ unit, due }) => ({
			subject: `Laporan dikerjakan ${unit}`,
			says: `Sekarang di tangan: ${unit}.${until(due, (day) => `Jawaban paling lambat ${day}.`)}`,
			action: SEE_CLOCK,
		}),
		return: ({ due }) => ({
			subject: 'Laporan kami periksa lagi',
			says: `Kantor yang menerima menyatakan ini bukan urusannya. Kami carikan kantor yang tepat; jamnya tetap berjalan.${until(due, (day) => `Kami periksa paling lambat ${day}.`)}`,
			action: SEE_CLOCK,
		}),
		refer_out: ({ otherBody }) => ({
			subject: `Laporan diteruskan ke ${otherBody ?? 'lembaga lain'}`,
			says: `Urusan ini ditangani ${otherBody ?? 'lembaga lain'}. Cara mengikutinya di sana tertulis di halaman laporan.`,
			action: 'Baca caranya',
		}),
		take_over: ({ unit, due }) => ({
			subject: `Sekarang di tangan: ${unit}`,
			says: `Kantor yang menangani laporan Anda digabung ke ${unit}. Semua catatan dan tenggatnya ikut pindah.${until(due, (day) => `Jawaban paling lambat ${day}.`)}`,
			action: SEE_CLOCK,
		}),
		start: ({ unit, due }) => ({
			subject: 'Laporan mulai dikerjakan',
			says: `${unit} mulai mengerjakan laporan Anda.${until(due, (day) => `Jawaban paling lambat ${day}.`)}`,
			action: SEE_CLOCK,
		}),
		progress: ({ unit, due }) => ({
			subject: 'Ada kabar tentang laporan Anda',
			says: `${unit} menulis kabar tentang pengerjaannya.${until(due, (day) => `Jawaban paling lambat ${day}.`)}`,
			action: 'Baca kabarnya',
		}),
		first_answer: ({ unit, due, promise }) => ({
			subject: `Jawaban pertama dari ${unit}`,
			says: `${unit} memberi jawaban pertama. ${promise ? `Dijanjikan selesai ${promise}.` : until(due, (day) => `Jawaban tuntas paling lambat ${day}.`).trim()}`.trim(),
			action: 'Baca jawabannya',
		}),
		approve_answer: answered,
		answer: answered,
		close_silent: ({ due }) => ({
			subject: 'Laporan ditutup tanpa tanggapan',
			says: `Laporan sudah dijawab dan belum ada tanggapan dari Anda, jadi kami tutup. Masalahnya belum selesai?${until(due, (day) => `Buka lagi paling lambat ${day}.`)}`,
			action: 'Buka laporan',
		}),
		archive: ({ due }) => ({
			subject: 'Laporan tidak diteruskan',
			says: `Alasannya tertulis di halaman laporan.${until(due, (day) => `Tidak setuju? Ajukan keberatan paling lambat ${day}.`)}`,
			action: 'Baca alasannya',
		}),
		archive_unsupplied: ({ due }) => ({
			subject: 'Laporan diarsipkan, keterangan belum lengkap',
			says: `Keterangan yang diminta belum masuk sampai batas waktunya.${until(due, (day) => `Ingin melanjutkan? Ajukan keberatan paling lambat ${day}.`)}`,
			action: 'Buka laporan',
		}),
		merge: ({ due }) => ({
			subject: 'Laporan digabung',
			says: `Laporan Anda kami gabungkan dengan laporan lain tentang hal yang sama. Kode dan tanda terima Anda tetap berlaku.${until(due, (day) => `Bukan hal yang sama? Beri tahu kami paling lambat ${day}.`)}`,
			action: 'Lihat laporannya',
		}),
		unmerge: () => ({
			subject: 'Laporan dipisahkan lagi',
			says: 'Laporan Anda kembali berjalan sendiri, dengan jamnya yang dulu.',
			action: SEE_CLOCK,
		}),
		raise_confidentiality: () => ({
			subject: 'Laporan Anda kini lebih dirahasiakan',
			says: 'Tingkat kerahasiaan laporan Anda dinaikkan. Hanya Anda yang dapat menurunkannya.',
			action: 'Lihat siapa melihat apa',
		}),
		change_kind: ({ kind, due }) => ({
			subject: 'Jenis laporan diubah',
			says: `Laporan Anda kini dicatat sebagai ${KIND[kind]}. Tenggat yang lebih cepat tetap berlaku.${until(due, (day) => `Tenggat terdekat ${day}.`)}`,
			action: 'Lihat alasannya',
		}),
		approve_kind: ({ kind, due }) => ({
			subject: 'Jenis laporan disetujui',
			says: `Koordinator menyetujui laporan Anda sebagai ${KIND[kind]}.${until(due, (day) => `Tenggat terdekat ${day}.`)}`,
			action: SEE_CLOCK,
		}),
		tell_rights: () => ({
			subject: 'Hak Anda: membawa laporan ke Ombudsman',
			says: 'Laporan Anda belum dijawab tuntas dalam batas waktunya. Anda berhak membawanya ke Ombudsman, tanpa biaya.',
			action: 'Bawa ke Ombudsman',
		}),
		convert_to_ppid: ({ due }) => ({
			subject: 'Permintaan Anda dicatat sebagai permohonan informasi publik',
			says: `Permintaan Anda kini berjalan menurut undang-undang keterbukaan informasi.${until(due, (day) => `Keputusan paling lambat ${day}.`)}`,
			action: SEE_CLOCK,
		}),
		extend_ppid: ({ due }) => ({
			subject: 'Waktu keputusan diperpanjang',
			says: `PPID memerlukan waktu tambahan; alasannya tertulis di halaman laporan.${until(due, (day) => `Keputusan paling lambat ${day}.`)}`,
			action: 'Baca alasannya',
		}),
		decide_ppid: () => ({
			subject: 'Permohonan informasi sudah diputuskan',
			says: 'PPID sudah memutuskan permohonan Anda. Tidak setuju? Halaman laporan menyebut batas waktu keberatan.',
			action: 'Baca keputusannya',
		}),
		decide_ppid_objection: () => ({
			subject: 'Keberatan Anda sudah diputuskan',
			says: 'Atasan PPID sudah memutuskan keberatan Anda. Halaman laporan menyebut jalan ke Komisi Informasi dan batas waktunya.',
			action: 'Baca keputusannya',
		}),
		tell_commission: () => ({
			subject: 'Hak Anda: membawa sengketa ke Komisi Informasi',
			says: 'Keberatan Anda belum diputuskan dalam batas waktunya. Anda berhak mengajukan sengketa ke Komisi Informasi, tanpa biaya.',
			action: 'Lihat batas waktunya',
		}),
	} satisfies Record<ToldOf<'reporter'>, Say>,

	verifier: {
		supply_details: supplied,
		return: ({ due }) => ({
			subject: 'Laporan dikembalikan',
			says: `Kantor yang menerima menyatakan ini bukan urusannya. Jam laporan tetap berjalan.${until(due, (day) => `Tenggat terdekat ${day}.`)}`,
			action: WORK,
		}),
		reply: replied,
		add_details: ({ due }) => ({
			subject: 'Pelapor menambah keterangan',
			says: `Ada keterangan tambahan dari pelapor.${until(due, (day) => `Periksa paling lambat ${day}.`)}`,
			action: WORK,
		}),
		object: objection,
		object_to_answer: objection,
		archive_unsupplied: () => ({
			subject: 'Laporan diarsipkan, keterangan belum lengkap',
			says: 'Keterangan yang diminta belum masuk sampai batas waktunya. Pelapor dapat mengajukan keberatan.',
			action: WORK,
		}),
		withdraw: withdrawn,
		keep_open: ({ due }) => ({
			subject: 'Laporan dilanjutkan tanpa pelapor',
			says: `Laporan yang dicabut ini tetap ditangani demi kepentingan umum.${until(due, (day) => `Tenggat terdekat ${day}.`)}`,
			action: WORK,
		}),
		lower_confidentiality: () => ({
			subject: 'Pelapor menurunkan kerahasiaan',
			says: 'Pelapor menurunkan tingkat kerahasiaan laporannya.',
			action: WORK,
		}),
		change_kind: ({ kind, due }) => ({
			subject: 'Perubahan jenis menunggu persetujuan',
			says: `Laporan ini diusulkan sebagai ${KIND[kind]}. Tenggat yang lebih cepat tetap berlaku sampai disetujui.${until(due, (day) => `Tenggat terdekat ${day}.`)}`,
			action: WORK,
		}),
		escalate_to_ombudsman: ({ due }) => ({
			subject: 'Pelapor membawa laporan ke Ombudsman',
			says: `Laporan ini kini juga dibaca Ombudsman.${until(due, (day) => `Tenggat terdekat ${day}.`)}`,
			action: WORK,
		}),
	} satisfies Record<ToldOf<'verifier'>, Say>,

	unit: {
		supply_details: supplied,
		forward: ({ unit, due }) => ({
			subject: `Laporan untuk ${unit}`,
			says: `Laporan ini diteruskan kepada Anda.${until(due, (day) => `Jawab paling lambat ${day}.`)}`,
			action: WORK,
		}),
		send_back: ({ due }) => ({
			subject: 'Jawaban perlu diperbaiki',
			says: `Atasan mengembalikan usulan jawaban dengan catatan.${until(due, (day) => `Tenggat terdekat ${day}.`)}`,
			action: 'Baca catatannya',
		}),
		reply: replied,
		confirm: () => ({
			subject: 'Pelapor menutup laporan',
			says: 'Pelapor menyatakan masalahnya selesai dan memberi nilai. Terima kasih.',
			action: 'Lihat nilainya',
		}),
		dispute: notYet,
		reopen: notYet,
		close_silent: () => ({
			subject: 'Laporan ditutup tanpa tanggapan',
			says: 'Belum ada tanggapan pelapor atas jawaban Anda, jadi laporan ditutup. Pelapor masih dapat membukanya lagi.',
			action: WORK,
		}),
		withdraw: withdrawn,
		approve_kind: ({ kind, due }) => ({
			subject: 'Jenis laporan disetujui',
			says: `Laporan ini kini ${KIND[kind]}.${until(due, (day) => `Tenggat terdekat ${day}.`)}`,
			action: WORK,
		}),
		break_promise: ({ promise, due }) => ({
			subject: 'Janji lewat tanpa jawaban',
			says: `Yang dijanjikan${promise ? ` untuk ${promise}` : ''} belum dijawab. Ini tercatat di riwayat laporan.${promise ? '' : until(due, (day) => `Tenggat terdekat ${day}.`)}`,
			action: WORK,
		}),
		convert_to_ppid: ({ due }) => ({
			subject: 'Permohonan informasi publik',
			says: `Laporan ini dialihkan menjadi permohonan informasi publik.${until(due, (day) => `Tenggat terdekat ${day}.`)}`,
			action: WORK,
		}),
		object_ppid: ppidObjection,
		decide_ppid_objection: () => ({
			subject: 'Keberatan informasi sudah diputuskan',
			says: 'Atasan PPID sudah memutuskan keberatan pemohon. Laksanakan putusannya.',
			action: WORK,
		}),
	} satisfies Record<ToldOf<'unit'>, Say>,

	/** The superior of the information officer. */
	reviewer: {
		object_ppid: ppidObjection,
	} satisfies Record<ToldOf<'reviewer'>, Say>,

	superior: {
		propose_answer: ({ unit, due }) => ({
			subject: `Usulan jawaban ${unit} menunggu persetujuan`,
			says: `Baca, lalu setujui atau kembalikan dengan catatan.${until(due, (day) => `Tenggat terdekat ${day}.`)}`,
			action: WORK,
		}),
		dispute: notYet,
		reopen: notYet,
		object: objection,
		object_to_answer: objection,
	} satisfies Record<Exclude<ToldOf<'superior'>, 'climb'>, Say>,

	/** A report that is late, to whom it climbs. */
	climb: {
		head: (m) => ({
			subject: `Lewat tenggat di ${m.unit}`,
			says: `${LATE(m)} Pastikan laporan ini ditindaklanjuti hari ini.`,
			action: WORK,
		}),
		leader: (m) => ({
			subject: `Naik kepada Anda: lewat tenggat di ${m.unit}`,
			says: `${LATE(m)} Kepala kantornya sudah diberi tahu.`,
			action: WORK,
		}),
		ombudsman: (m) => ({
			subject: 'Laporan yang lewat tenggat',
			says: `${LATE(m)} Jenis: ${KIND[m.kind]}. Isi dan identitas pelapor hanya dibuka dengan persetujuan pelapor.`,
			action: WORK,
		}),
	} satisfies Record<Rung, Say>,
};
