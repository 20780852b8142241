/** From where and with what somebody asks to come in. */
export type Caller = {
	/** An address as the connection or a believed proxy tells it; kept as keyed hashes only. */
	readonly address: string;
	/** Secret of the long-lived device cookie; null in a browser that never signed in. */
	readonly device: string | null;
	/** What the browser calls itself, as people recognise it. */
	readonly deviceName: string;
};

/** In this order: browsers name others they resemble after themselves. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
	[/\bEdg(e|A|iOS)?\//, 'Edge'],
	[/\bOPR\/|\bOpera/, 'Opera'],
	[/\bSamsungBrowser\//, 'Samsung Internet'],
	[/\bFirefox\/|\bFxiOS\//, 'Firefox'],
	[/\bCriOS\/|\bChrom(e|ium)\//, 'Chrome'],
	[/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
	[/\bAndroid\b/, 'Android'],
	[/\biPhone\b|\biPad\b/, 'iOS'],
	[/\bWindows\b/, 'Windows'],
	[/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
	[/\bCrOS\b/, 'ChromeOS'],
	[/\bLinux\b/, 'Linux'],
];

/** `Firefox · Android`, or nothing for what we do not recognise. No version: nobody tells devices apart by it. */
export function deviceName(userAgent: string | null): string {
	const named = (names: typeof BROWSERS) => names.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
	return [named(BROWSERS), named(SYSTEMS)].filter(Boolean).join(' · ');
}

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/;
const FORWARDED = [
	'forwarded',
	'x-forwarded-for',
	'x-forwarded-host',
	'x-forwarded-proto',
	'x-real-ip',
	'via',
];

/** Whether a person sits at this very machine: a proxy on it speaks for somebody else, and says so in headers. */
export function isAtThisMachine(address: string, headers: Pick<Headers, 'has'>): boolean {
	return isLoopback(address) && !FORWARDED.some((name) => headers.has(name));
}

export function isLoopback(address: string): boolean {
	return LOOPBACK.test(address);
}

/** The path on this site to go to after signing in, or `otherwise`: never another site's address. */
export function returnPath(wanted: string | null, otherwise: string): string {
	if (!wanted?.startsWith('/') || wanted.length > 500) return otherwise;
	const here = 'http://here.invalid';
	const url = URL.canParse(wanted, here) ? new URL(wanted, here) : null;
	// What the parser made of it is compared, not what it looks like: "/\evil.example" is another host to browsers,
	// and "/.//evil.example" becomes one.
	return url?.origin === here && !url.pathname.startsWith('//') ? url.pathname + url.search : otherwise;
}

/** Who the demonstration is open to: nobody, who sits at this machine, or everybody. */
export type Demo = 'on' | 'off' | 'public';

export function isDemoOpen(demo: Demo, isHere: boolean): boolean {
	return demo === 'public' || (demo === 'on' && isHere);
}
