/**
 * Names of PostgreSQL's write-ahead log: 8 hexadecimal digits of the timeline, 16 of the place in it.
 * `00000002.history` says where a timeline left the one before; it is never thrown away.
 */
const SEGMENT = /^[0-9A-F]{24}$/;
const HISTORY = /^[0-9A-F]{8}\.history$/;
/** Segments of 16 MB: so many make one step of the middle digits. */
const PER_STEP = 256n;

export function isSegment(name: string): boolean {
	return SEGMENT.test(name);
}

/** Whether a backup needs a file of this name at all; marks of old base backups are not needed. */
export function isKeptLog(name: string): boolean {
	return SEGMENT.test(name) || HISTORY.test(name);
}

/** Where a segment stands in the log, whatever its timeline. */
export function placeOf(segment: string): bigint {
	return BigInt(`0x${segment.slice(8, 16)}`) * PER_STEP + BigInt(`0x${segment.slice(16)}`);
}

/** The segments of one timeline from `first` to `last`, both included. */
export function segmentsBetween(first: string, last: string): readonly string[] {
	const timeline = first.slice(0, 8);
	const from = placeOf(first);
	const length = Number(placeOf(last) - from) + 1;
	return Array.from({ length }, (_, nth) => timeline + spelled(from + BigInt(nth)));
}

/** Whether a file of the log may go once nobody returns to a moment before `oldest`, the first segment still needed. */
export function isOutlived(name: string, oldest: string): boolean {
	return isSegment(name) && placeOf(name) < placeOf(oldest);
}

function spelled(place: bigint): string {
	const digits = (number: bigint) => number.toString(16).toUpperCase().padStart(8, '0');
	return digits(place / PER_STEP) + digits(place % PER_STEP);
}
