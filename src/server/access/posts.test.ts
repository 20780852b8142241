import { describe, expect, it } from 'vitest';
import type { UnitId } from './policy.ts';
import { type AdministratorPost, keepsAdministrator, type PostFields, postOf, termOf } from './posts.ts';

const TODAY = '2026-02-02';
const ground = { units: new Set([7 as UnitId]), districts: new Set(['99.01.01']), today: TODAY };
const fields = (given: Partial<PostFields>): PostFields => ({
	role: 'liaison',
	unit: '7',
	region: '',
	from: '',
	until: '',
	acting: '',
	...given,
});
const read = (given: Partial<PostFields>) => postOf(fields(given), ground);

describe('a post', () => {
	it('is held at an office of this government', () => {
		expect(read({})).toMatchObject({
			ok: true,
			value: { role: 'liaison', unitId: 7, regionCode: null },
		});
	});

	it.each(['8', 'abc', '0', '-1', '99999999999', '1e3', '٣', ''])('is held at no office %j', (unit) => {
		expect(read({ unit })).toEqual({ ok: false, refusal: { unit: 'missing' } });
	});

	it('of a monitor is held for a district, and at no office', () => {
		const monitor = read({ role: 'monitor', region: '99.01.01' });

		expect(monitor).toMatchObject({ ok: true, value: { unitId: null, regionCode: '99.01.01' } });
		expect(read({ role: 'monitor' })).toEqual({ ok: false, refusal: { region: 'missing' } });
	});

	it('of a system administrator needs no office', () => {
		expect(read({ role: 'system_admin', unit: '' })).toMatchObject({ ok: true, value: { unitId: null } });
	});

	it.each(['reporter', 'system', 'ombudsman', 'overseer', 'toString', ''])('is never that of %s', (role) => {
		expect(read({ role })).toEqual({ ok: false, refusal: { role: 'missing' } });
	});

	it('held for the time being has a last day', () => {
		expect(read({ acting: 'ya' })).toEqual({ ok: false, refusal: { until: 'acting_needs_end' } });
		expect(read({ acting: 'ya', until: '2026-04-30' })).toMatchObject({ ok: true, value: { acting: true } });
	});
});

describe('the days of a post', () => {
	it.each([
		['2026-02-30', '', { from: 'not_a_day' }],
		['', 'besok', { until: 'not_a_day' }],
		['2026-03-01', '2026-02-20', { until: 'before_from' }],
		['', '2026-02-01', { until: 'over' }],
	])('from "%s" until "%s" are refused', (from, until, refusal) => {
		expect(termOf({ from, until }, TODAY)).toEqual({ ok: false, refusal });
	});

	it('may be open on both sides, or one', () => {
		expect(termOf({ from: '', until: TODAY }, TODAY)).toEqual({
			ok: true,
			value: { validFrom: null, validUntil: TODAY },
		});
	});
});

describe('a government keeps an administrator', () => {
	const post = (given: Partial<AdministratorPost> = {}): AdministratorPost => ({
		id: 'a',
		personId: 'p',
		able: true,
		validFrom: null,
		validUntil: null,
		...given,
	});

	it('as long as one can sign in today and one has no last day', () => {
		expect(keepsAdministrator([post()], TODAY)).toBe(true);
		expect(keepsAdministrator([post({ validUntil: '2026-03-01' }), post()], TODAY)).toBe(true);
	});

	it.each<[string, AdministratorPost[]]>([
		['nobody is left', []],
		['the only one is suspended or never came in', [post({ able: false })]],
		['all of them leave some day', [post({ validUntil: '2026-03-01' })]],
		['the only one begins tomorrow', [post({ validFrom: '2026-02-03' })]],
		['the one of today was the one of yesterday', [post({ validUntil: '2026-02-01' })]],
	])('not when %s', (_why, posts) => {
		expect(keepsAdministrator(posts, TODAY)).toBe(false);
	});
});
