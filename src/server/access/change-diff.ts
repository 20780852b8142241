/** One thing that changed: its name and its two values as text; null where it was not, or is no more. */
export type Difference = {
	readonly name: string;
	readonly before: string | null;
	readonly after: string | null;
};

type Told = Readonly<Record<string, unknown>> | null;

/** What differs between the two sides of an entry, in the order they name it; what stayed the same is not repeated. */
export function differences(before: Told, after: Told): readonly Difference[] {
	const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
	return [...names]
		.map((name) => ({ name, before: sideOf(before, name), after: sideOf(after, name) }))
		.filter((one) => one.before !== one.after);
}

function sideOf(told: Told, name: string): string | null {
	const value = told?.[name];
	if (value === undefined || value === null) return null;
	if (Array.isArray(value)) return value.map(textOf).join(', ');
	return textOf(value);
}

function textOf(value: unknown): string {
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
