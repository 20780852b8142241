import type { Words } from '../id.ts';

export const parts = {
	step: (n, of) => `Step ${n} of ${of}.`,
	next: (what) => `Next: ${what}.`,
	optional: 'optional',
	error: 'Error:',
	photos: 'Photos',
	code: 'Report code',
	ticket: 'Receipt',
	qr: 'QR code to the page of the report',
	supporters: (n) => (n === 1 ? '1 more person is affected' : `${n} more people are affected`),
	pages: 'Pages',
	range: (from, to, total) => `${from} to ${to} of ${total}`,
	rangeOpen: (from, to) => `${from} to ${to}`,
	earlier: 'Previous',
	later: 'Next',
	chartLimit: (n) => `limit ${n}`,
	chartDot: (n) => `One dot stands for ${n} reports.`,
	key: 'Key',
	internal: 'Internal note, not shown to the public',
} satisfies Words['parts'];
