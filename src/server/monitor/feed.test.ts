import { expect, test } from 'vitest';
import { csvLine, rssFeed } from './feed.ts';

test('what a stranger wrote stands in a feed as text', () => {
	const feed = rssFeed({
		title: 'A & B',
		link: 'https://aduan.example/laporan',
		self: 'https://aduan.example/laporan.rss?x=1&y=2',
		description: '',
		lang: 'id',
		items: [
			{
				title: '<script>alert(1)</script>',
				link: 'https://aduan.example/l/X',
				text: ']]> & \u0000\u0008"',
				at: new Date(0),
			},
		],
	});

	expect(feed).not.toContain('<script>');
	expect(feed).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
	expect(feed).toContain('A &amp; B');
	expect(feed).not.toContain('\u0000');
});

test.each(['=1+1', '+62', '-1', '@SUM(A1)', '\tx', '\rx', '＝1', '=cmd|"/c calc"!A1'])(
	'a cell that a spreadsheet would run is made text: %j (attack 44)',
	(cell) => {
		expect(csvLine([cell]).startsWith(`"'`)).toBe(true);
	},
);

test('quotes, commas and line ends stay inside their cell', () => {
	expect(csvLine(['a"b', 'c,d', 'e\nf', 'g;=1+1', 5, null])).toBe('"a""b","c,d","e\nf","g;=1+1",5,\r\n');
});
