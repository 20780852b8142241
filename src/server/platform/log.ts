import { pino } from 'pino';

/** Structured log without personal data: paths are logged as route names, never as addresses of reports. */
export const log = pino({
	base: null,
	timestamp: pino.stdTimeFunctions.isoTime,
	serializers: { fault: readableFault },
	redact: ['*.password', '*.email', '*.phone', '*.name', '*.receipt', '*.cookie', 'headers'],
});

/** What broke and where; not the values the database quotes, in its message (class 22) or beside it. */
function readableFault(fault: unknown) {
	if (!(fault instanceof Error)) return String(fault);
	const code = 'code' in fault ? String(fault.code) : undefined;
	const tell = (text = '') => (code?.startsWith('22') ? text.replace(/: ".*"/s, '') : text);
	return { message: tell(fault.message), code, stack: tell(fault.stack) };
}

export function setLogLevel(level: string): void {
	log.level = level;
}
