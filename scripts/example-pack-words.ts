/** What an example pack says where the public lists are silent. */
import type { UnitKind } from '#server/agency/pack-words.ts';

/** What an office of this type is to the system; its hours are those of most. */
export const KINDS: Readonly<Record<string, UnitKind>> = {
	dinas: 'regional_office',
	satuan: 'regional_office',
	badan: 'regional_office',
	bagian: 'secretariat_division',
	sekretariat: 'secretariat',
	inspektorat: 'inspectorate',
	rsud: 'hospital',
	puskesmas: 'health_centre',
	kecamatan: 'district_office',
	kelurahan: 'village_office',
};
/** Words of a report that point to an office whose name has the word before. */
export const TOPICS: Readonly<Record<string, readonly string[]>> = {
	'Pekerjaan Umum': ['jalan rusak', 'jalan berlubang', 'jembatan', 'drainase', 'irigasi'],
	Perhubungan: ['lampu jalan', 'parkir', 'rambu', 'terminal'],
	Lingkungan: ['sampah', 'limbah', 'perumahan', 'pencemaran'],
	'Dinas Kesehatan': ['puskesmas', 'posyandu', 'obat'],
	Pendidikan: ['sekolah', 'guru', 'beasiswa'],
	Kependudukan: ['ktp', 'kartu keluarga', 'akta'],
	'Dinas Sosial': ['bantuan sosial', 'bansos', 'disabilitas'],
	Penanggulangan: ['banjir', 'longsor', 'kebakaran lahan'],
	'Polisi Pamong': ['ketertiban', 'pedagang kaki lima', 'kebakaran'],
	Penanaman: ['izin usaha', 'perizinan'],
	Perdagangan: ['pasar', 'harga', 'timbangan'],
	Inspektorat: ['pungli', 'suap', 'penyalahgunaan'],
};
/** Topics citizens know, each with a word of the name of the office usually meant. */
export const CATEGORIES = [
	['jalan_dan_jembatan', 'Jalan dan jembatan', 'Roads and bridges', 'Pekerjaan Umum'],
	['lampu_jalan', 'Lampu jalan', 'Street lights', 'Perhubungan'],
	['sampah', 'Sampah dan lingkungan', 'Waste and environment', 'Lingkungan'],
	['kesehatan', 'Layanan kesehatan', 'Health services', 'Dinas Kesehatan'],
	['pendidikan', 'Pendidikan', 'Education', 'Pendidikan'],
	['kependudukan', 'KTP, KK, dan akta', 'Identity papers', 'Kependudukan'],
	['bantuan_sosial', 'Bantuan sosial', 'Social assistance', 'Dinas Sosial'],
	['bencana', 'Banjir dan bencana', 'Floods and disasters', 'Penanggulangan'],
	['perizinan', 'Perizinan', 'Permits', 'Penanaman'],
	['pasar', 'Pasar dan harga', 'Markets and prices', 'Perdagangan'],
	['petugas', 'Perilaku petugas', 'Conduct of officers', 'Inspektorat'],
] as const;
export const REPLIES = [
	[
		'lengkapi_lokasi',
		'ask_reporter',
		'Lokasi belum jelas',
		'Laporan {kode} sudah kami baca. Supaya petugas menemukan tempatnya, tuliskan patokan terdekat, misalnya nama jalan, nomor RT, atau bangunan yang dikenal.',
	],
	[
		'jadwal_periksa',
		'first_answer',
		'Jadwal pemeriksaan',
		'{kantor} sudah menerima laporan {kode} dan menjadwalkan pemeriksaan. Batas penyelesaiannya {batas}.',
	],
	[
		'sedang_dikerjakan',
		'progress',
		'Sedang dikerjakan',
		'Pekerjaan untuk laporan {kode} sedang berjalan per {tanggal}.',
	],
	[
		'bukan_wewenang',
		'refer_out',
		'Di luar kewenangan',
		'Urusan dalam laporan {kode} bukan kewenangan {pemerintah}. Laporan ini kami teruskan ke lembaga yang berwenang.',
	],
] as const;
