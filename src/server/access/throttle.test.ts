import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { LANES, placesOf, secondsToWait } from './throttle.ts';

const now = new Date('2026-02-02T12:00:00Z');
const failed = (count: number, secondsAgo = 0) => ({
	count,
	lastAt: count === 0 ? null : new Date(now.getTime() - secondsAgo * 1000),
});

describe('waiting after failures', () => {
	it('costs nothing while the failures are those of people who mistype', () => {
		expect(secondsToWait({ account: failed(4), address: failed(19), network: failed(59) }, now)).toBe(0);
	});

	it('doubles with every failure more', () => {
		const waits = [5, 6, 7, 8].map((count) => secondsToWait({ account: failed(count) }, now));

		expect(waits).toEqual([2, 4, 8, 16]);
	});

	it('is the longest of all lanes', () => {
		expect(secondsToWait({ account: failed(5), address: failed(23), network: failed(60) }, now)).toBe(8);
	});

	it('is over when its time has passed', () => {
		expect(secondsToWait({ account: failed(5, 1) }, now)).toBe(1);
		expect(secondsToWait({ account: failed(5, 2) }, now)).toBe(0);
	});

	test('never locks anybody out: however many failures, the wait has an end', () => {
		const lane = fc.record({ count: fc.nat({ max: 1_000_000 }), ago: fc.nat({ max: 10_000 }) });
		fc.assert(
			fc.property(lane, lane, lane, (account, address, network) => {
				const wait = secondsToWait(
					{
						account: failed(account.count, account.ago),
						address: failed(address.count, address.ago),
						network: failed(network.count, network.ago),
					},
					now,
				);
				expect(wait).toBeGreaterThanOrEqual(0);
				expect(wait).toBeLessThanOrEqual(LANES.account.mostSeconds);
			}),
		);
	});
});

describe('where a try comes from', () => {
	it.each([
		['203.0.113.7', '203.0.113.7', '203.0.113.0/24'],
		['::ffff:203.0.113.7', '203.0.113.7', '203.0.113.0/24'],
		['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
		['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64', '2001:db8:1::/48'],
		['fe80::1%eth0', 'fe80:0:0:0::/64', 'fe80:0:0::/48'],
		['::1', '0:0:0:0::/64', '0:0:0::/48'],
	])('%s counts as %s in %s', (given, address, network) => {
		expect(placesOf(given)).toEqual({ address, network });
	});

	it('is one place for one subscriber, however many addresses they have', () => {
		fc.assert(
			fc.property(fc.ipV6(), (address) => {
				const groups = placesOf(address).address.split('::')[0]?.split(':');
				expect(groups).toHaveLength(4);
			}),
		);
	});
});
