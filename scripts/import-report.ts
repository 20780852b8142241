/** What an import tells the person who runs it: names of offices, ids and counts; of texts only how long they are. */
import type { CategoryId, UnitId } from '#server/access/policy.ts';
import type { Balance } from '#server/import/balance.ts';
import type { Survey } from '#server/import/survey.ts';

const MOST_LINES = 12;
const EVERY_MS = 2000;

/** What a government calls its offices and topics. */
export type Called = {
	readonly units: ReadonlyMap<UnitId, string>;
	readonly categories: ReadonlyMap<CategoryId, string>;
};

/** The preview, line by line. */
export function tellSurvey(found: Survey, called: Called): string[] {
	const { units } = called;
	const nameOf = (id: UnitId | null) => (id === null ? '(no office of ours)' : (units.get(id) ?? `${id}`));
	const offices = [...found.units].map(([id, count]) => [nameOf(id), count] as const);
	return [
		...found.first.map((told) => `as understood: ${JSON.stringify(withoutTexts(told, called))}`),
		`${found.received} rows, ${found.fitting} fit, ${found.received - found.fitting} do not`,
		...counted('state', found.states),
		...counted('office', offices),
		...[...found.unknown].flatMap(([named, names]) => counted(`unknown ${named}`, names)),
		...counted('refused', found.refused),
	];
}

type Told = Survey['first'][number];

function withoutTexts(
	{ title, text, place, answer, unknown, unitId, categoryId, ...told }: Told,
	{ units, categories }: Called,
) {
	return {
		...told,
		unit: unitId && (units.get(unitId) ?? unitId),
		category: categoryId && (categories.get(categoryId) ?? categoryId),
		characters: { title: title.length, text: text.length, place: place.length, answer: answer.length },
	};
}

/** The largest first, the rest in one line. */
function counted(what: string, counts: Iterable<readonly [string, number]>): string[] {
	const sorted = [...counts].sort((one, other) => other[1] - one[1]);
	const shown = sorted.slice(0, MOST_LINES).map(([name, count]) => `${what}: ${name}: ${count}`);
	const rest = sorted.slice(MOST_LINES);
	if (rest.length === 0) return shown;
	return [...shown, `${what}: ${rest.length} more: ${rest.reduce((sum, [, count]) => sum + count, 0)}`];
}

/** Says how far it is, now and then and at the end. */
export function tellingProgress(all: number, say: (line: string) => void): (balance: Balance) => void {
	const begun = performance.now();
	let told = begun;
	return ({ received, imported, already, refused }) => {
		const at = performance.now();
		if (received === 0 || (at - told < EVERY_MS && received < all)) return;
		told = at;
		const rate = Math.round((received / (at - begun)) * 1000);
		const share = Math.floor((received / Math.max(all, 1)) * 100);
		say(`${share} %: ${imported} imported, ${already} already here, ${refused} refused, ${rate} rows/s`);
	};
}
