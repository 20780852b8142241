/** Short names in the order JavaScript counts: Sunday and January first. Written out, so that no machine's locale decides. */
export const dates = {
	weekdays: ['Min', 'Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab'],
	months: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'],
	longMonths: [
		'Januari',
		'Februari',
		'Maret',
		'April',
		'Mei',
		'Juni',
		'Juli',
		'Agustus',
		'September',
		'Oktober',
		'November',
		'Desember',
	],
	/** Between hours and minutes. */
	timeMark: '.',
	thousandMark: '.',
	decimalMark: ',',
	noDate: 'belum ada tanggal',
};
