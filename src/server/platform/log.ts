import { pino } from 'pino';

/** Structured log without personal data: paths are logged as route names, never as addresses of reports. */
export const log = pino({
	base: null,
	timestamp: pino.stdTimeFunctions.isoTime,
	redact: ['*.password', '*.email', '*.phone', '*.name', '*.receipt', '*.cookie', 'headers'],
});

export function setLogLevel(level: string): void {
	log.level = level;
}
