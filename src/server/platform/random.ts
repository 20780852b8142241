import { randomFillSync } from 'node:crypto';

/** The machine is asked for this many at a time: one answer takes 3 µs however short it is, and a report needs a dozen. */
const DRAWN_BYTES = 4096;
const drawn = Buffer.alloc(DRAWN_BYTES);
let given = DRAWN_BYTES;

/** Random bytes for secrets, salts and nonces. Each is given once, and erased here. Keys are drawn by themselves. */
export function randomBytes(count: number): Buffer {
	if (count > DRAWN_BYTES) throw new RangeError('More random bytes than are drawn at a time.');
	if (given + count > DRAWN_BYTES) {
		randomFillSync(drawn);
		given = 0;
	}
	const from = given;
	given += count;
	const bytes = Buffer.from(drawn.subarray(from, given));
	drawn.fill(0, from, given);
	return bytes;
}
