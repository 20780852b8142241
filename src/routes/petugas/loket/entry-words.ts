import type { Zone } from '#server/deadline/calendar.ts';
import type { PaperKnown } from '#server/desk/commands.ts';
import type { EntryFault } from '#server/desk/entry-faults.ts';
import { formatDate } from '#text/format.ts';
import { words } from '#text/words.ts';
import { type FieldError, faultSentence } from '../../lapor/fault-words.ts';

/** What the summary above the form lists, once for each sentence. */
export function entryErrors(faults: readonly EntryFault[], { lang }: App.Locals): FieldError[] {
	const { desk, form } = words(lang);
	return faults.map(({ field, fault }) => {
		if (!(fault.code in desk.faults)) return { field, message: faultSentence(fault as never, form) };
		const say = desk.faults[fault.code as keyof typeof desk.faults] as (told: typeof fault) => string;
		return { field, message: say(fault) }; // the line of this very code
	});
}

/** Where the paper's report is, as far as it may be told. */
export function paperKnownWords({ report, by, on }: PaperKnown, { lang, directory }: App.Locals): string {
	const { desk } = words(lang);
	const zone = directory.agency.zone as Zone; // the pack was checked against the table of zones
	return report && by && on
		? desk.paperKnownAs(report, by, formatDate(on, { lang, zone, time: 'show' }))
		: desk.paperKnownElsewhere;
}
