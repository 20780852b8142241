import { describe, expect, test } from 'vitest';
import { OWN_STEP_FIELDS, type OwnStepFields, offeredSteps, ownStepInput } from './reporter-steps.ts';

const MARKS = { nik: '[NIK]', phone: '[HP]', email: '[surel]', plate: '[plat]', account: '[rekening]' };
const EMPTY = Object.fromEntries(Object.keys(OWN_STEP_FIELDS).map((name) => [name, ''])) as OwnStepFields;
const fields = (given: Partial<OwnStepFields>): OwnStepFields => ({ ...EMPTY, ...given });
const ground = { isPublic: true, marks: MARKS, receiptAgain: false };

describe('words of a reporter', () => {
	const withPhone = fields({ words: 'Hubungi saya di 081234567890 ya.' });

	test('that the public will read come back masked, to be looked at and sent again', () => {
		expect(ownStepInput('reply', withPhone, ground)).toEqual({
			ok: false,
			refusal: { code: 'personal_data', masked: 'Hubungi saya di [HP] ya.' },
		});
	});

	test('that only officers read stay as they are, and so do those of a secret report', () => {
		expect(ownStepInput('add_details', withPhone, ground)).toMatchObject({ ok: true });
		expect(ownStepInput('reply', withPhone, { ...ground, isPublic: false })).toMatchObject({ ok: true });
	});

	test('are taken up to the length that is named', () => {
		expect(ownStepInput('reply', fields({ words: 'a'.repeat(5001) }), ground)).toEqual({
			ok: false,
			refusal: { code: 'words_too_long', given: 5001, most: 5000 },
		});
	});
});

describe('a form', () => {
	test('sets what it asks, and nothing else', () => {
		const forged = fields({ words: 'Terima kasih.', rating: '5', confidentiality: 'open', consent: 'yes' });

		expect(ownStepInput('reply', forged, ground)).toEqual({ ok: true, value: { words: 'Terima kasih.' } });
		expect(ownStepInput('confirm', forged, ground)).toEqual({
			ok: true,
			value: { words: 'Terima kasih.', rating: 5 },
		});
	});

	test('with a confidentiality nobody knows sets none', () => {
		expect(ownStepInput('lower_confidentiality', fields({ confidentiality: 'secret' }), ground)).toEqual({
			ok: true,
			value: { words: '', confidentiality: undefined, receiptAgain: false },
		});
	});

	test('takes a report to the Ombudsman only with consent', () => {
		expect(ownStepInput('escalate_to_ombudsman', EMPTY, ground)).toEqual({
			ok: false,
			refusal: { code: 'consent_missing' },
		});
	});
});

describe('an objection to an answer', () => {
	test.each([
		[1, true],
		[2, true],
		[3, false],
		[null, false],
	])('after a rating of %s is offered: %s', (rating, expected) => {
		expect(offeredSteps(['reopen', 'object_to_answer'], rating).includes('object_to_answer')).toBe(expected);
	});
});
