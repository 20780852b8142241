import type { AnyFileRefusal } from '#server/attachment/file.ts';
import type { TakeStepRefusal } from '#server/report/commands.ts';
import type { SendRefusal } from '#server/report/draft-commands.ts';
import type { ReceiptAnswer } from '#server/report/reporter-commands.ts';
import type { UnknownFields } from '#server/report/reporter-form.ts';
import type { OwnStepRefusal } from '#server/report/reporter-steps.ts';
import type { CodeRefusal } from '#server/report/tracking-code.ts';
import { refusals as en } from './en/refusals.ts';
import { refusals as id } from './id/refusals.ts';
import type { Lang } from './words.ts';

/** Everything a rule may say no with, on the pages of citizens and officers; signing in has its own. */
export type Refusal =
	| TakeStepRefusal
	| AnyFileRefusal
	| CodeRefusal
	| ReceiptAnswer
	| OwnStepRefusal
	| SendRefusal
	| UnknownFields;

/** What happened, and what the person can do now. No blame, no codes. */
export type Explanation = { readonly title: string; readonly help: string };

type Of<Code, R = Refusal> = R extends { readonly code: infer Codes }
	? Code extends Codes
		? R
		: never
	: never;

/** A sentence for every code; one that is missing does not compile. */
export type RefusalWords = { readonly [Code in Refusal['code']]: (refusal: Of<Code>) => Explanation };

const LANGUAGES = { id, en } satisfies Record<Lang, RefusalWords>;

export function explain(refusal: Refusal, lang: Lang): Explanation {
	const say = LANGUAGES[lang][refusal.code] as (refusal: Refusal) => Explanation; // the line of this very code
	return say(refusal);
}
