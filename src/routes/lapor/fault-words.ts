import type { Fault, FieldFault } from '#server/report/draft-faults.ts';
import type { Words } from '#text/words.ts';

/** As the summary of errors takes them. */
export type FieldError = { readonly field: string; readonly message: string };

/** The sentence for one fault. */
export function faultSentence(fault: Fault, { faults }: Words['form']): string {
	const say = faults[fault.code] as (fault: Fault) => string; // the line of this very code
	return say(fault);
}

/** What the summary above a form lists. */
export function errorsOf(faults: readonly FieldFault[], form: Words['form']): FieldError[] {
	return faults.map(({ field, fault }) => ({ field, message: faultSentence(fault, form) }));
}

/** The sentence that stands at a field; undefined when nothing is wrong there. */
export function errorAt(errors: readonly FieldError[], field: string): string | undefined {
	return errors.find((error) => error.field === field)?.message;
}
