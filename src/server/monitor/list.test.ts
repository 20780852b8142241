import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, filterOf, ORDERS, orderIn } from './list.ts';

const ID = '0190a000-0000-7000-8000-000000000001';
const asked = (query: string) => filterOf(new URLSearchParams(query));

describe('what an address asks of the public list', () => {
	it.each([
		['recent', '2026-11-20'],
		['due', '2026-11-20T16:00:00.000Z'],
		['support', '12'],
	] as const)('goes on after the last row, ordered by %s', (order, value) => {
		const filter = { ...asked(''), order, after: { value, id: ID } };

		const read = asked(addressOf(filter, { after: filter.after }).split('?')[1] ?? '');

		expect(read).toMatchObject({ order, after: { value, id: ID } });
	});

	it.each([
		`lanjut=9~${ID}`,
		`lanjut=0000-01-01~${ID}`,
		`urut=due&lanjut=2026-11-20~${ID}`,
		`urut=support&lanjut=1.5~${ID}`,
		`urut=support&lanjut=99999999999~${ID}`,
		'lanjut=2026-11-20~x',
		'lanjut=~',
	])('begins anew where no row can be: %s', (query) => {
		expect(asked(query).after).toBeNull();
	});

	it('knows no order, state or place but its own', () => {
		fc.assert(
			fc.property(
				fc.string().filter((text) => !/^\d+$/.test(text)),
				(text) => {
					const filter = filterOf(
						new URLSearchParams({ urut: text, keadaan: text, kantor: text, bidang: text }),
					);
					expect(ORDERS).toContain(filter.order);
					expect(filter).toMatchObject({ unit: null, category: null });
				},
			),
		);
	});

	it.each(['abc', '0', '-1', '012', '99999999999', '1e3', '٣', ID])(
		'leaves out the office and the topic %j: nobody has such an id',
		(text) => {
			const params = new URLSearchParams({ kantor: text, bidang: text });

			expect(filterOf(params)).toMatchObject({ unit: null, category: null });
		},
	);

	it('knows an office and a topic by their numbers, and says them again', () => {
		const filter = asked('kantor=12&bidang=3');

		expect(filter).toMatchObject({ unit: 12, category: 3 });
		expect(addressOf(filter, {})).toBe('/laporan?kantor=12&bidang=3');
	});

	it.each([
		['keadaan=late', 'due'],
		['keadaan=late&urut=support', 'support'],
		['keadaan=done&urut=due', 'recent'],
		['keadaan=done', 'recent'],
		['urut=due', 'due'],
	])('reads %s in the order %s, and goes on in it', (query, order) => {
		expect(orderIn(asked(query))).toBe(order);
		const place = { due: '2026-11-20T16:00:00.000Z', recent: '2026-11-20', support: '12' }[order];
		expect(asked(`${query}&lanjut=${place}~${ID}`).after).toEqual({ value: place, id: ID });
	});

	it('searches for no sign a database cannot hold', () => {
		expect(asked('q=a%00b').q).toBe('a b');
		expect(asked('q=%00').q).toBeNull();
	});
});
