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
/** Of PostgreSQL and of the system: there is no room left. */
const FULL = new Set(['53100', 'ENOSPC', 'EDQUOT']);
const AWAY_MESSAGE = /^Connection terminated|^timeout exceeded when trying to connect/;
/** What reading a form's body throws when it is none, or was cut short on the way. */
const UNREADABLE = /FormData|^Content-Type was not one of/;

/** Whether something could not be written because a disk is full. */
export function isDiskFull(fault: unknown): boolean {
	return fault instanceof Error && 'code' in fault && FULL.has(String(fault.code));
}

/** Whose fault it was: 422 the request could not be read, 503 the database is away for a while, 507 the disk is full, 500 ours. */
export function statusOfFault(fault: unknown): 422 | 500 | 503 | 507 {
	if (!(fault instanceof Error)) return 500;
	if (fault instanceof TypeError && UNREADABLE.test(fault.message)) return 422;
	if (isDiskFull(fault)) return 507;
	const code = 'code' in fault ? String(fault.code) : '';
	return AWAY.has(code) || AWAY_MESSAGE.test(fault.message) ? 503 : 500;
}
