import { ok, type Result, refuse } from '#server/platform/result.ts';
import type { Confidentiality, Kind } from '#server/report/clocks.ts';
import { cleanLine, cleanText, lettersIn, proposedTitle } from '#server/report/reporter-text.ts';
import { LIMITS } from '#server/report/submission.ts';
import type { Field, Mapping, State } from './mapping.ts';
import type { Cells } from './source-row.ts';
import { cell, type RowRefusal, type TellingGround } from './told-cells.ts';
import { type Found, namedIn } from './told-names.ts';
import { type Times, timesOf } from './told-times.ts';

/** A report as a foreign row tells it, in our own terms. */
export type Told = Words &
	Times &
	Omit<Found, 'placeWords'> & {
		readonly kind: Kind;
		readonly confidentiality: Confidentiality;
		readonly channel: 'import' | 'sp4n';
		readonly state: State;
	};

type Words = {
	readonly sourceId: string;
	readonly title: string;
	readonly text: string;
	readonly place: string;
	/** Empty when the file does not bring the words of answers. */
	readonly answer: string;
	readonly sp4nId: string | null;
};

/** Longest texts taken: what the database holds, for history is not shortened. */
const MOST = { sourceId: 100, sp4nId: 100, place: 500, text: 20_000, answer: 20_000 } as const;

/** What the row says, or the first thing in it that cannot be. */
export function tell(cells: Cells, ground: TellingGround): Result<Told, RowRefusal> {
	const { mapping } = ground;
	const words = wordsOf(cells, mapping);
	if (!words.ok) return words;
	const times = timesOf(cells, ground);
	if (!times.ok) return times;
	const found = namedIn(cells, ground);
	if (!found.ok) return found;
	const codes = codesIn(cells, mapping);
	if (!codes.ok) return codes;
	const state = stateOf(cells, mapping, times.value);
	if (!state.ok) return state;

	const { placeWords, ...named } = found.value;
	const place = [words.value.place, cleanLine(placeWords)].filter(Boolean).join(', ');
	if (place.length > MOST.place) return refuse({ field: 'place', reason: 'too_long' });
	return ok({
		...words.value,
		...times.value,
		...named,
		place,
		...codes.value,
		channel: mapping.constants.channel,
		state: state.value,
	});
}

/** What it is and how secret, by the file's own words or by the mapping's for all rows. */
function codesIn(cells: Cells, mapping: Mapping): Result<Pick<Told, 'kind' | 'confidentiality'>, RowRefusal> {
	const { values, constants } = mapping;
	const kind = codeIn(cell(cells, 'kind', mapping), 'kind', values.kind);
	if (!kind.ok) return kind;
	const written = cell(cells, 'confidentiality', mapping);
	const secrecy = codeIn(written, 'confidentiality', values.confidentiality);
	if (!secrecy.ok) return secrecy;
	return ok({
		kind: kind.value ?? constants.kind,
		confidentiality: secrecy.value ?? constants.confidentiality,
	});
}

function wordsOf(cells: Cells, mapping: Mapping): Result<Words, RowRefusal> {
	const read = (field: Field) => cell(cells, field, mapping);
	const long = (Object.keys(MOST) as (keyof typeof MOST)[]).find(
		(field) => read(field).normalize('NFC').length > MOST[field],
	);
	if (long) return refuse({ field: long, reason: 'too_long' });

	const sourceId = cleanLine(read('sourceId'));
	const text = cleanText(read('text'));
	if (sourceId === '') return refuse({ field: 'sourceId', reason: 'missing' });
	if (lettersIn(text) === 0) return refuse({ field: 'text', reason: 'missing' });
	return ok({
		sourceId,
		text,
		title: titleFrom(cleanLine(read('title')), text),
		place: cleanLine(read('place')),
		answer: cleanText(read('answer')),
		sp4nId: cleanLine(read('sp4nId')) || (mapping.constants.channel === 'sp4n' ? sourceId : null),
	});
}

/** A first sentence of fewer letters is a greeting. */
const TELLING_LETTERS = 16;
const MOST_GREETINGS = 3;

/** The title given, or one out of the first sentence that tells something. */
function titleFrom(given: string, text: string): string {
	if (lettersIn(given) > 0) return given.length <= LIMITS.title ? given : proposedTitle(given);
	let rest = text;
	for (let skipped = 0; skipped < MOST_GREETINGS && lettersIn(rest) >= TELLING_LETTERS; skipped += 1) {
		const sentence = proposedTitle(rest);
		if (lettersIn(sentence) >= TELLING_LETTERS) return sentence;
		rest = rest.slice(sentence.length).replace(/^[^\p{L}\p{N}]+/u, '');
	}
	return proposedTitle(text.replace(/^[^\p{L}\p{N}]+/u, ''));
}

/** Our word for a foreign one; undefined when none was written. */
function codeIn<Code extends string>(
	written: string,
	field: 'kind' | 'status' | 'confidentiality',
	table: Readonly<Record<string, Code>>,
): Result<Code | undefined, RowRefusal> {
	if (written === '') return ok(undefined);
	if (!Object.hasOwn(table, written)) return refuse({ field, reason: 'unknown', name: written });
	return ok(table[written]);
}

const ANSWERED: readonly State[] = ['answered', 'closed', 'confirmed'];

/** As the file says; where it says nothing, what was answered is answered and what was not is open. */
function stateOf(cells: Cells, mapping: Mapping, { answeredAt }: Times): Result<State, RowRefusal> {
	const written = codeIn(cell(cells, 'status', mapping), 'status', mapping.values.status);
	if (!written.ok) return written;
	const state = written.value ?? (answeredAt ? 'answered' : 'forwarded');
	if (ANSWERED.includes(state) && !answeredAt) return refuse({ field: 'answeredAt', reason: 'missing' });
	return ok(state);
}
