/** A part of the driver without types of its own. */
declare module 'pg/lib/utils.js' {
	/** A value as PostgreSQL reads it in text: arrays and dates written out, null where there is none. */
	export function prepareValue(value: unknown): unknown;
}
