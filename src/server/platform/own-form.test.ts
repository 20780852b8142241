import { describe, expect, test } from 'vitest';
import { isOwnForm } from './own-form.ts';

const here = 'https://aduan.example';
const asked = (headers: Record<string, string>, method = 'POST') => ({
	method,
	headers: new Headers(headers),
});

describe('a form that changes something', () => {
	test.each([
		{ headers: { origin: here }, why: 'a browser that names our origin' },
		{
			headers: { 'sec-fetch-site': 'same-origin' },
			why: 'a browser that sends no origin but says same-origin',
		},
		{
			headers: { origin: 'null', 'sec-fetch-site': 'same-origin' },
			why: 'a page without referrers that says same-origin',
		},
		{ headers: { referer: `${here}/lapor/1` }, why: 'an old browser that only sends where it came from' },
	] as { headers: Record<string, string>; why: string }[])('is taken from $why', ({ headers }) => {
		expect(isOwnForm(asked(headers), here)).toBe(true);
	});

	test.each([
		{ headers: { origin: 'https://jahat.example' }, why: 'another site' },
		{ headers: { origin: 'http://aduan.example' }, why: 'the same name without encryption' },
		{ headers: { 'sec-fetch-site': 'cross-site' }, why: 'a cross-site request' },
		{ headers: { 'sec-fetch-site': 'same-site' }, why: 'a neighbour under the same domain' },
		{
			headers: { referer: 'https://jahat.example/?https://aduan.example' },
			why: 'a foreign page that mentions us',
		},
		{ headers: { 'content-type': 'text/plain' }, why: 'something that says nothing of itself' },
	] as { headers: Record<string, string>; why: string }[])('is refused from $why', ({ headers }) => {
		expect(isOwnForm(asked(headers), here)).toBe(false);
	});

	test('reading needs no proof', () => {
		expect(isOwnForm(asked({}, 'GET'), here)).toBe(true);
	});
});
