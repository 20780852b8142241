/** As much of a request as tells where its form stood. */
type Asked = { readonly method: string; readonly headers: Headers };

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that changes something comes from a page of this very host.
 *
 * Browsers say so in Origin or Sec-Fetch-Site; old ones that send neither say it in Referer. What says nothing is
 * refused, as is any body a cross-site form could not have sent but a script could.
 */
export function isOwnForm({ method, headers }: Asked, origin: string): boolean {
	if (READS.has(method)) return true;
	const said = headers.get('origin');
	if (said !== null && said !== 'null') return said === origin;
	const site = headers.get('sec-fetch-site');
	if (site !== null) return site === 'same-origin';
	const referer = headers.get('referer');
	return referer !== null && URL.canParse(referer) && new URL(referer).origin === origin;
}
