/** Rows as another system hands them over, for tests of importing; all texts are invented. */
import { type Mapping, parseMapping } from '#server/import/mapping.ts';
import type { SourceRow } from '#server/import/source-row.ts';

/** Invented columns of an invented system; `given` is what the test is about. */
export function aMapping(given: Record<string, unknown> = {}): Mapping {
	const parsed = parseMapping({ ...MAPPING, ...given });
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
	return parsed.value;
}

export const MAPPING = {
	agency: 'muara_sirih',
	columns: {
		sourceId: 'nomor',
		text: 'isi',
		receivedAt: 'masuk',
		title: 'judul',
		answeredAt: 'dijawab',
		answer: 'jawaban',
		closedAt: 'selesai',
		unit: 'kantor',
		category: 'topik',
		district: 'kecamatan',
		village: 'desa',
		place: 'lokasi',
		kind: 'jenis',
		status: 'status',
	},
	dates: { zone: 'Asia/Makassar', order: 'ymd' },
	values: {
		unit: { Dishub: 'Dinas Perhubungan' },
		kind: { Saran: 'aspiration' },
		status: {
			baru: 'received',
			proses: 'in_progress',
			selesai: 'closed',
			puas: 'confirmed',
			arsip: 'archived',
		},
	},
	constants: { kind: 'complaint', confidentiality: 'open', archiveReason: 'too_general' },
	unmatched: { unit: 'refuse', category: 'leave_out', place: 'as_text' },
} as const;

/** A row that fits, answered in time in the spring of 2025. */
export function aRow(given: Record<string, string> = {}): Record<string, string> {
	return {
		nomor: 'A-1',
		isi: 'Lampu di tikungan dekat langgar padam sejak Senin. Warga kesulitan saat malam.',
		masuk: '2025-04-14 09:30',
		dijawab: '2025-04-16 10:00',
		kantor: 'Dinas Perhubungan',
		topik: 'Lampu jalan',
		kecamatan: 'Sirih Kota',
		desa: 'Sirih Hilir',
		...given,
	};
}

export async function* rowsOf(
	...records: readonly Record<string, string>[]
): AsyncGenerator<SourceRow, void> {
	for (const [index, record] of records.entries())
		yield { line: index + 2, cells: new Map(Object.entries(record)) };
}
