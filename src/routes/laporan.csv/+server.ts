import { csvLine } from '#server/monitor/feed.ts';
import { newestPublished } from '#server/monitor/queries.ts';
import type { RequestHandler } from './$types.js';

const MOST = 5000;
const BYTE_ORDER_MARK = '\ufeff';

/** Published reports as open data: the public copy, nothing else. */
export const GET: RequestHandler = async ({ locals: { directory, services } }) => {
	const reports = await newestPublished(services.reader.pool, directory.agency.id, MOST);
	const head = csvLine([
		'kode',
		'diterima',
		'jenis',
		'keadaan',
		'kantor',
		'kecamatan',
		'dijawab',
		'dukungan',
		'nilai',
		'judul',
		'isi',
	]);
	const lines = reports.map((report) =>
		csvLine([
			report.code,
			report.receivedOn,
			report.kind,
			report.status,
			report.unitId ? (directory.units.get(report.unitId)?.name ?? '') : '',
			report.districtCode ? (directory.regions.get(report.districtCode)?.name ?? '') : '',
			report.answeredAt?.toISOString() ?? null,
			report.supportCount,
			report.rating,
			report.title,
			report.body,
		]),
	);
	return new Response(BYTE_ORDER_MARK + head + lines.join(''), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="laporan.csv"',
			'x-tuntas-keep': '*',
		},
	});
};
