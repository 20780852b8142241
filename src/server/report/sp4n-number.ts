const NUMBER = /^[0-9A-Za-z][0-9A-Za-z./-]{2,39}$/;

/** A national number as people copy it, `#9165816` with or without its sign; empty when it can be none. */
export function cleanNumber(typed: string): string {
	const number = typed.trim().replace(/^#/, '');
	return NUMBER.test(number) ? number : '';
}
