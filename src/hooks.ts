import type { Transport } from '@sveltejs/kit/hooks';

/**
 * No page here takes itself over with a script (`csr` is off), yet the framework writes out the data of every page as
 * such a script would read it, and throws it away: a third of the time a page takes. This claims it whole, unread.
 */
export const transport = {
	unread: { encode: (value: unknown) => isDataOfPage(value) && 'unread', decode: () => null },
} satisfies Transport;

/** What the framework makes of one load function's answer; answers to forms look different and are left alone. */
function isDataOfPage(value: unknown): boolean {
	return (
		typeof value === 'object' &&
		value !== null &&
		'type' in value &&
		value.type === 'data' &&
		'data' in value &&
		'uses' in value
	);
}
