import type { ShownClock } from '#server/report/shown-clock.ts';
import { type ClockFace, clockFace, type FaceSpeech, type Holder } from './clock-face.ts';

/** `clockFace` for a holder that is just a name. */
export function shownFace(
	shown: ShownClock,
	holder: string,
	speech: FaceSpeech,
	more: Omit<Holder, 'holder'> = {},
): ClockFace {
	return clockFace(shown, { holder, ...more }, speech);
}
