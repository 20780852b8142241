import type { Role } from '#server/access/roles.ts';
import type { Channel, Confidentiality, Kind } from '#server/report/clocks.ts';
import type { ArchiveReason, Outcome, Status } from '#server/report/statuses.ts';

/** The name of every code that people see. The compiler asks here when a table gains a line. */
export const labels = {
	status: {
		draft: 'Draf',
		received: 'Baru masuk',
		awaiting_reporter: 'Menunggu pelapor',
		forwarded: 'Diteruskan',
		in_progress: 'Dikerjakan',
		answered: 'Sudah dijawab',
		closed: 'Tuntas',
		archived: 'Tidak diteruskan',
		merged: 'Digabung',
		referred_out: 'Diteruskan ke lembaga lain',
	} satisfies Record<Status, string>,
	/** `received` once a verifier opened it. */
	verifying: 'Diverifikasi',
	closedSilent: 'Ditutup tanpa tanggapan pelapor',
	referredTo: (body: string) => `Diteruskan ke ${body}`,
	/** Badges computed from the clocks, not statuses. */
	overdue: 'Lewat tenggat',
	raisedTo: (whom: string) => `Naik ke ${whom}`,
	outcome: {
		confirmed: 'Ditutup pelapor',
		silent: 'Ditutup tanpa tanggapan pelapor',
	} satisfies Record<Outcome, string>,
	kind: {
		complaint: 'Pengaduan',
		supervisory_complaint: 'Pengaduan pengawasan',
		aspiration: 'Aspirasi',
		information_request: 'Permintaan informasi',
	} satisfies Record<Kind, string>,
	kindHint: {
		complaint: 'Layanan rusak, lambat, atau tidak sesuai janji.',
		supervisory_complaint: 'Dugaan pelanggaran oleh petugas atau pejabat, misalnya pungli.',
		aspiration: 'Usul atau harapan Anda.',
		information_request: 'Pertanyaan tentang layanan.',
	} satisfies Record<Kind, string>,
	confidentiality: {
		open: 'Terbuka',
		anonymous: 'Anonim',
		confidential: 'Rahasia',
	} satisfies Record<Confidentiality, string>,
	archiveReason: {
		too_general: 'Terlalu umum untuk ditindaklanjuti',
		not_public_service: 'Bukan urusan pelayanan publik',
		in_court: 'Sedang diperiksa pengadilan',
		already_answered: 'Sudah pernah dijawab',
		unlawful_content: 'Isinya melanggar hukum',
		test_message: 'Pesan percobaan',
		not_supplied: 'Keterangan yang diminta belum dilengkapi',
		withdrawn: 'Dicabut pelapor',
	} satisfies Record<ArchiveReason, string>,
	role: {
		reporter: 'Pelapor',
		agency_admin: 'Petugas pemeriksa',
		coordinator: 'Koordinator',
		liaison: 'Pejabat penghubung',
		head: 'Kepala kantor',
		leader: 'Kepala daerah',
		deputy: 'Wakil kepala daerah',
		secretary: 'Sekretaris daerah',
		inspectorate: 'Inspektorat',
		ombudsman: 'Ombudsman',
		overseer: 'Pengawas pusat atau provinsi',
		monitor: 'Anggota UP3',
		system_admin: 'Administrator sistem',
		system: 'Sistem',
	} satisfies Record<Role, string>,
	channel: {
		web: 'Situs web',
		desk: 'Loket',
		box: 'Kotak saran',
		sms: 'SMS',
		whatsapp: 'WhatsApp',
		email: 'Surel',
		social: 'Media sosial',
		sp4n: 'SP4N-LAPOR',
		import: 'Data pindahan',
	} satisfies Record<Channel, string>,
};
