import { ok, type Result, refuse } from '../platform/result.ts';
import { cleanLine, cleanText } from './reporter-text.ts';

/** A form that carries fields nobody asked for: somebody tries to set what is not theirs to set. */
export type UnknownFields = { readonly code: 'unknown_fields'; readonly fields: readonly string[] };

/** The fields a form may carry: a line, a text of several lines, or files (read elsewhere). */
export type FieldKinds = Readonly<Record<string, 'line' | 'text' | 'files'>>;
export type FieldsOf<Kinds extends FieldKinds> = { readonly [name in keyof Kinds]: string };

/** What a form says in the fields it may carry, cleaned; a field that is missing is empty. Others refuse the whole form. */
export function readFields<Kinds extends FieldKinds>(
	form: FormData,
	kinds: Kinds,
): Result<FieldsOf<Kinds>, UnknownFields> {
	const unknown = [...new Set(form.keys())].filter((name) => !Object.hasOwn(kinds, name));
	if (unknown.length > 0) return refuse({ code: 'unknown_fields', fields: unknown.map(cleanLine) });
	const read = Object.entries(kinds).map(([name, kind]) => [name, fieldOf(form.get(name), kind)]);
	// Every name of the table was just read.
	return ok(Object.fromEntries(read) as FieldsOf<Kinds>);
}

function fieldOf(value: FormDataEntryValue | null, kind: 'line' | 'text' | 'files'): string {
	if (typeof value !== 'string') return '';
	return kind === 'text' ? cleanText(value) : cleanLine(value);
}
