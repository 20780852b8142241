import { endingOf } from '#server/attachment/file.ts';

/** Public photographs never change under their address; one's own files are kept by no browser. */
const CACHE = { public: 'public, max-age=31536000, immutable', own: 'no-store' } as const;
/** What we made ourselves, pixel by pixel, may be looked at in the page; everything else is only ever saved. */
const SHOWN = 'image/webp';

type File = { readonly bytes: Buffer; readonly mediaType: string; readonly name: string };

/** A file and nothing else: whatever its bytes may claim to be, no browser runs any of it (attack 34). */
export function fileAnswer({ bytes, mediaType, name }: File, whose: keyof typeof CACHE): Response {
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': mediaType,
			'content-length': String(bytes.length),
			'content-disposition': mediaType === SHOWN ? 'inline' : `attachment; filename="${name}"`,
			'cache-control': CACHE[whose],
			'content-security-policy': "default-src 'none'; sandbox",
			'x-content-type-options': 'nosniff',
			'cross-origin-resource-policy': 'same-origin',
		},
	});
}

/** What a file is called when it is saved: nothing its sender wrote. */
export function fileName(code: string, nth: number, mediaType: string): string {
	return `${code}-${nth}.${endingOf(mediaType)}`;
}
