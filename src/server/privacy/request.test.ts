import { describe, expect, test } from 'vitest';
import { type Answer, decideRequest, erasableNow, readRequest } from './request.ts';
import { leftUntil, termEnd } from './rules.ts';

const ASKED = {
	kind: 'erasure',
	name: 'Salwa Rahmi',
	reach: '0812 0000 9999',
	code: '',
	words: '',
	parts: ['identity'],
};
const ANSWER: Answer = {
	grant: true,
	reasonCode: '',
	reason: 'Data tidak diperlukan lagi.',
	reportId: 'x',
	shownBy: 'Datang dengan KTP.',
	parts: ['identity'],
};
const OWN = { kind: 'erasure', road: 'receipt', state: 'received' } as const;
const FORM = { ...OWN, road: 'form' } as const;

describe('a request without a receipt', () => {
	test.each([
		[{ name: ' ' }, 'name_missing'],
		[{ reach: '08' }, 'reach_missing'],
		[{ words: 'x'.repeat(2001) }, 'too_long'],
		[{ parts: ['all'] }, 'no_parts'],
	] as const)('needs what an officer needs: %o', (given, code) => {
		expect(readRequest({ ...ASKED, ...given })).toMatchObject({ ok: false, refusal: { code } });
	});

	test('for a copy asks for no parts', () => {
		expect(readRequest({ ...ASKED, kind: 'access' })).toMatchObject({ value: { kind: 'access', parts: [] } });
	});
});

describe('an officer decides', () => {
	test.each([
		[{ ...OWN, state: 'done' as const }, {}, 'decided_already'],
		[OWN, { reason: 'ya' }, 'reason_missing'],
		[OWN, { reason: 'x'.repeat(2001) }, 'answer_too_long'],
		[OWN, { grant: false, reasonCode: 'because' }, 'reason_code_missing'],
		[OWN, { parts: [] }, 'no_parts'],
		[FORM, { shownBy: '' }, 'proof_missing'],
		[FORM, { reportId: null }, 'code_missing'],
	] as const)('%o with %o is refused: %s', (request, given, code) => {
		expect(decideRequest(request, { ...ANSWER, ...given })).toMatchObject({ refusal: { code } });
	});

	test('grants, refuses with a reason, or hands over a copy', () => {
		expect(decideRequest(OWN, ANSWER)).toEqual({ ok: true, value: 'granted' });
		expect(decideRequest(FORM, { ...ANSWER, grant: false, reasonCode: 'legal_duty', shownBy: '' })).toEqual({
			ok: true,
			value: 'refused',
		});
		expect(decideRequest({ ...FORM, kind: 'access' }, ANSWER)).toEqual({ ok: true, value: 'done' });
	});
});

describe('what was granted', () => {
	test('under a legal hold is hidden and waits', () => {
		expect(erasableNow({ held: true, ended: true, parts: ['identity'] })).toEqual({
			erase: [],
			hide: ['identity'],
			state: 'held',
		});
	});

	test('of a case that is still handled: name and contact go, the words wait', () => {
		expect(erasableNow({ held: false, ended: false, parts: ['identity', 'content'] })).toEqual({
			erase: ['identity'],
			hide: [],
			state: 'held',
		});
		expect(erasableNow({ held: false, ended: false, parts: ['identity', 'contact'] }).state).toBe('done');
		expect(erasableNow({ held: false, ended: true, parts: ['content'] }).state).toBe('done');
	});
});

describe('terms of this law', () => {
	const friday = new Date('2026-12-25T22:00:00+08:00');

	test('run in hours of the calendar, through nights, weekends and holidays', () => {
		const end = termEnd(friday, { span: 72, counted: 'hours' });
		expect(end).toEqual(new Date('2026-12-28T22:00:00+08:00'));
		expect(leftUntil(end, friday)).toEqual({ late: false, hours: 72, minutes: 0 });
		expect(leftUntil(end, new Date(end.getTime() - 61_000))).toEqual({ late: false, hours: 0, minutes: 1 });
		expect(leftUntil(end, end)).toEqual({ late: true, hours: 0, minutes: 0 });
		expect(leftUntil(end, new Date(end.getTime() + 90 * 60_000))).toEqual({
			late: true,
			hours: 1,
			minutes: 30,
		});
	});
});
