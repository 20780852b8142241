/** On every answer, whoever gives it: no page runs or loads anything that is not its own (attacks 30, 31, 89). */
export const SECURITY_HEADERS = {
	'content-security-policy':
		"default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'permissions-policy': 'camera=(), microphone=(), payment=(), geolocation=(self)',
} as const;
