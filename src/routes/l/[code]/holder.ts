import type { ReportView } from '#server/report/reporter-view.ts';
import type { Words } from '#text/words.ts';
import type { Holder } from '#ui/clock-face.ts';

type Ground = {
	readonly words: Words['reportPage'];
	/** The reporter reads. */
	readonly isOwn: boolean;
	readonly referredTo: string | null;
};

/** Who has the report in hand, in words; no clock is shown without. */
export function holderOf({ owner, holder, shown }: ReportView, { words, isOwn, referredTo }: Ground): Holder {
	const office = holder?.name ?? words.verifier;
	switch (owner) {
		case 'reporter':
			// The clock that stands still tells who answered; whose turn it is stands below it.
			if (shown?.endedAt) return { holder: office, stage: words.stage.reporter };
			return {
				holder: isOwn ? words.you : words.reporter,
				holderKind: 'person',
				stage: words.stage.reporter,
			};
		case 'verifier':
			return { holder: office, stage: words.stage.received };
		case 'unit':
			return { holder: office, stage: words.stage.unit };
		case 'other_body':
			return { holder: referredTo ?? words.otherBody, stage: words.stage.done };
		default:
			return { holder: office, stage: words.stage.done };
	}
}
