import { expect, test } from 'vitest';
import { PATHS, settingsOf } from './settings.ts';

test('without words it measures every path on a hundred thousand reports', () => {
	expect(settingsOf([])).toMatchObject({ reports: 100_000, paths: PATHS, seconds: 10 });
});

test('takes what it is told', () => {
	expect(settingsOf(['--reports', '2000', '--only', 'submit,list', '--quick'])).toMatchObject({
		reports: 2000,
		paths: ['submit', 'list'],
		seconds: 3,
	});
});

test.each([
	[['--reports', 'many'], /whole number/],
	[['--only', 'sumbit'], /knows submit/],
	[['--rapid'], /rapid/],
])('refuses %j with a sentence', (argv, sentence) => {
	expect(() => settingsOf(argv)).toThrow(sentence);
});
