import type { Entry } from '#server/desk/entry.ts';
import type { FieldError } from '../../lapor/fault-words.ts';

/** What each part of the form is given: what was typed, and what is wrong with it. */
export type EntryPart = { readonly entry: Entry; readonly errors: readonly FieldError[] };
