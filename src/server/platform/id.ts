/** The largest number PostgreSQL keeps as an `int`. */
const LARGEST = 2_147_483_647;

/**
 * The id of a government, an office, a topic or a term book that a form, an address or a cookie brings; null for what
 * is nobody's id. Each id is written in one way: digits, the first not a nought.
 */
export function idIn<Id extends number>(text: string | null | undefined): Id | null {
	if (!text || !/^[1-9][0-9]{0,9}$/.test(text)) return null;
	const id = Number(text);
	return id > LARGEST ? null : (id as Id);
}
