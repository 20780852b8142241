/** Reading forms of the administration: what is too long is cut, what is missing is empty; rules say what is wrong. */
export type Fields<Name extends string> = Readonly<Record<Name, string>>;

/** The named fields of a form, each at most so many letters, without spaces around. */
export function fieldsOf<Name extends string>(
	form: FormData,
	most: Readonly<Record<Name, number>>,
): Fields<Name> {
	const names = Object.keys(most) as Name[];
	return Object.fromEntries(
		names.map((name) => [name, wordOf(form, name).slice(0, most[name]).trim()]),
	) as Fields<Name>;
}

/** The one value of a field; a file in its place is none. */
export function wordOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}

/** Every value of a field, at most `most` of them. */
export function wordsOf(form: FormData, name: string, most: number): string[] {
	return form
		.getAll(name)
		.flatMap((value) => (typeof value === 'string' ? [value.slice(0, 200)] : []))
		.slice(0, most);
}
