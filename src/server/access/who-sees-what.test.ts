import { describe, expect, test } from 'vitest';
import { SECRECIES } from './visibility.ts';
import { type Asked, type Watcher, whoSeesWhat } from './who-sees-what.ts';

const line = (watcher: Watcher, asked: Asked) => {
	const found = whoSeesWhat().find((one) => one.watcher === watcher && one.asked === asked);
	return found ? SECRECIES.map((secrecy) => found[secrecy]) : 'nobody of them';
};

describe('the honest table', () => {
	test.each([
		['public', 'clock', ['yes', 'yes', 'no', 'no']],
		['public', 'story', ['yes', 'yes', 'no', 'no']],
		['public', 'name', ['yes', 'no', 'no', 'no']],
		['public', 'contact', ['no', 'no', 'no', 'no']],
		['verifier', 'story', ['yes', 'yes', 'yes', 'no']],
		['verifier', 'name', ['yes', 'no', 'no', 'no']],
		['verifier', 'contact', ['if_may_call', 'no', 'no', 'no']],
		['handling_unit', 'story', ['yes', 'released', 'released', 'no']],
		['handling_unit', 'name', ['yes', 'no', 'no', 'no']],
		['leader', 'story', ['yes', 'yes', 'once_climbed', 'yes']],
		['inspectorate', 'story', ['no', 'no', 'no', 'yes']],
		['inspectorate', 'name', 'nobody of them'],
		['ombudsman', 'clock', ['once_escalated', 'once_escalated', 'once_escalated', 'once_escalated']],
		['ombudsman', 'name', ['with_consent', 'with_consent', 'with_consent', 'with_consent']],
		['overseer', 'story', ['if_referred', 'if_referred', 'no', 'no']],
	] as const)('%s and %s: open, anonymous, confidential, supervisory', (watcher, asked, expected) => {
		expect(line(watcher, asked)).toEqual(expected);
	});

	test('shows nobody the contact of an anonymous reporter but the Ombudsman they agreed to', () => {
		const seers = whoSeesWhat().filter(({ asked, anonymous }) => asked === 'contact' && anonymous !== 'no');

		expect(seers.map(({ watcher, anonymous }) => [watcher, anonymous])).toEqual([
			['ombudsman', 'with_consent'],
		]);
	});
});
