/** So many files are read every night, all of them. */
const EVERY_NIGHT = 500;
/** Of more than that each is read once in so many nights. */
const NIGHTS = 32;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The files whose kept copy is read whole and hashed in the night of `at`; their names are hashes, so shares are even. */
export function filesDue(keys: readonly string[], at: Date): readonly string[] {
	if (keys.length <= EVERY_NIGHT) return keys;
	const turn = Math.floor(at.getTime() / DAY_MS) % NIGHTS;
	return keys.filter((key) => Number.parseInt(key.slice(0, 2), 16) % NIGHTS === turn);
}
