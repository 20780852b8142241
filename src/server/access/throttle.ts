/**
 * How guessing is slowed: each failure beyond the free ones doubles the wait before the next try is looked at.
 * Nobody is ever locked out, and a try that comes too early neither counts nor lengthens the wait.
 */
type Lane = {
	/** Failures that cost nothing: people mistype. */
	readonly free: number;
	readonly firstSeconds: number;
	readonly mostSeconds: number;
	/** Failures older than this are forgotten. */
	readonly windowMinutes: number;
};

/**
 * A try from a device that signed in to the account before waits in `known` alone: whatever strangers do to the
 * account or from the same network, its owner gets in. All other tries wait in the three other lanes.
 */
export const LANES = {
	known: { free: 8, firstSeconds: 2, mostSeconds: 60, windowMinutes: 60 },
	account: { free: 5, firstSeconds: 2, mostSeconds: 300, windowMinutes: 60 },
	address: { free: 20, firstSeconds: 1, mostSeconds: 10, windowMinutes: 15 },
	/** Many people share a network, a whole village perhaps: the shortest waits. */
	network: { free: 60, firstSeconds: 1, mostSeconds: 5, windowMinutes: 15 },
} as const satisfies Record<string, Lane>;
export type LaneName = keyof typeof LANES;
const LANE_NAMES = Object.keys(LANES) as readonly LaneName[];

/** What is remembered of a lane within its window. */
export type Failures = { readonly count: number; readonly lastAt: Date | null };

/** Seconds until the next try is looked at; 0 when it is now. */
export function secondsToWait(lanes: Partial<Record<LaneName, Failures>>, now: Date): number {
	const waits = LANE_NAMES.map((name) => waitIn(LANES[name], lanes[name], now));
	return Math.max(0, ...waits);
}

function waitIn(lane: Lane, failures: Failures | undefined, now: Date): number {
	if (!failures?.lastAt || failures.count < lane.free) return 0;
	const doubled = lane.firstSeconds * 2 ** (failures.count - lane.free);
	const until = failures.lastAt.getTime() + Math.min(doubled, lane.mostSeconds) * 1000;
	return Math.ceil((until - now.getTime()) / 1000);
}

/** The instant from which failures of a lane are still remembered. */
export function windowStart(name: LaneName, now: Date): Date {
	return new Date(now.getTime() - LANES[name].windowMinutes * 60_000);
}

/** Who an address counts as: itself (IPv6: what one subscriber gets) and the network around it. */
export function placesOf(address: string): { readonly address: string; readonly network: string } {
	const plain = address.toLowerCase().replace(/^::ffff:(?=[\d.]+$)/, '');
	if (!plain.includes(':')) return { address: plain, network: `${plain.replace(/\.\d+$/, '')}.0/24` };
	const groups = groupsOf(plain);
	return { address: `${groups.slice(0, 4).join(':')}::/64`, network: `${groups.slice(0, 3).join(':')}::/48` };
}

/** The eight groups of an IPv6 address without leading zeros, `::` spelled out; an IPv4 end is nobody's network. */
function groupsOf(address: string): readonly string[] {
	const [head = '', tail] = address
		.replace(/%.*$/, '')
		.replace(/[\d.]*\.[\d.]*$/, '0:0')
		.split('::');
	const left = head.split(':').filter(Boolean);
	const right = tail?.split(':').filter(Boolean) ?? [];
	const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
	return [...left, ...(tail === undefined ? [] : zeros), ...right].map((group) =>
		group.replace(/^0+(?=.)/, ''),
	);
}
