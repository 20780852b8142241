import { cleanLine, cleanText } from '#server/report/reporter-text.ts';

/** The fields of a form by name, cleaned; a field that is missing is empty. */
export async function typedIn<Name extends string>(
	request: Request,
	lines: readonly Name[],
	texts: readonly Name[] = [],
): Promise<Record<Name, string>> {
	const form = await request.formData();
	const read = (name: string, clean: (text: string) => string): string => {
		const value = form.get(name);
		return typeof value === 'string' ? clean(value) : '';
	};
	const pairs = [
		...lines.map((name) => [name, read(name, cleanLine)] as const),
		...texts.map((name) => [name, read(name, cleanText)] as const),
	];
	// Every name asked for was just read.
	return Object.fromEntries(pairs) as Record<Name, string>;
}
