/** The text of `length` bytes at `at`, one character a byte. */
export function letters(bytes: Uint8Array, at: number, length: number): string {
	return String.fromCharCode(...bytes.subarray(at, at + length));
}

export function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A part of a recording, and where the next begins; further than the part itself, or the walk would never end. */
type Part = { readonly next: number };

/** The parts that fill `from` to `to` exactly, each found where the one before ends; undefined when they do not. */
export function partsOf<One extends Part>(
	from: number,
	to: number,
	partAt: (at: number) => One | undefined,
): One[] | undefined {
	const parts: One[] = [];
	let at = from;
	while (at < to) {
		const part = partAt(at);
		if (!part || part.next <= at) return undefined;
		parts.push(part);
		at = part.next;
	}
	return at === to ? parts : undefined;
}
