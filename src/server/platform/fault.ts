/** PostgreSQL's and the system's words for a database that cannot be reached just now; it comes back by itself. */
const AWAY = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'EPIPE',
	'ETIMEDOUT',
	'57P01',
	'57P02',
	'57P03',
	'53300',
]);
const AWAY_MESSAGE = /^Connection terminated|^timeout exceeded when trying to connect/;
/** What reading a form's body throws when it is none, or was cut short on the way. */
const UNREADABLE = /FormData|^Content-Type was not one of/;

/** Whose fault it was: 422 the request could not be read, 503 the database is away for a while, 500 ours. */
export function statusOfFault(fault: unknown): 422 | 500 | 503 {
	if (!(fault instanceof Error)) return 500;
	if (fault instanceof TypeError && UNREADABLE.test(fault.message)) return 422;
	const code = 'code' in fault ? String(fault.code) : '';
	return AWAY.has(code) || AWAY_MESSAGE.test(fault.message) ? 503 : 500;
}
