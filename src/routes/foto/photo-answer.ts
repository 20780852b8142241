/** Public photographs never change under their address; one's own are kept by no browser. */
const CACHE = { public: 'public, max-age=31536000, immutable', own: 'no-store' } as const;

/** A photograph and nothing else: whatever its bytes may claim to be, no browser runs any of it (attack 34). */
export function photoAnswer(bytes: Buffer, mediaType: string, whose: keyof typeof CACHE): Response {
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': mediaType,
			'content-length': String(bytes.length),
			'cache-control': CACHE[whose],
			'content-security-policy': "default-src 'none'; sandbox",
			'x-content-type-options': 'nosniff',
			'cross-origin-resource-policy': 'same-origin',
		},
	});
}
