import { SESSION } from './session.ts';

type CookieOptions = {
	readonly path: '/';
	readonly httpOnly: true;
	readonly sameSite: 'lax';
	readonly secure: boolean;
	readonly maxAge?: number;
};
type Named = { readonly name: string; readonly options: CookieOptions };

/**
 * The cookies of staff. On https their names begin with `__Host-`: no neighbouring site and no plain connection can
 * set them. On plain http (loopback) browsers refuse such names.
 */
const COOKIES = {
	/** The session; ends with the browser, or earlier. */
	session: { name: 'tuntas_sesi' },
	/** A sign-in begun here: what binds the second step to the browser that did the first. */
	gate: { name: 'tuntas_gerbang', maxAge: SESSION.challengeMinutes * 60 },
	/** A device that signed in before; says nothing about who. */
	device: { name: 'tuntas_alat', maxAge: SESSION.deviceDays * 24 * 60 * 60 },
} as const satisfies Record<string, { readonly name: string; readonly maxAge?: number }>;

/** Name and options of a cookie at the address of this request. */
export function cookieAt(url: URL, which: keyof typeof COOKIES): Named {
	const secure = url.protocol === 'https:';
	const { name, ...rest } = COOKIES[which];
	return {
		name: secure ? `__Host-${name}` : name,
		options: { path: '/', httpOnly: true, sameSite: 'lax', secure, ...rest },
	};
}
