import type { Stitch } from '#server/deadline/thread.ts';

/** Short class names, because a list of reports draws hundreds of stitches. */
const DRAWN = {
	used: '<i class="d"></i>',
	left: '<i></i>',
	today: '<i class="t"></i>',
	off: '<i class="h"></i>',
	off_long: '<i class="h hh"></i>',
	paused: '<i class="p"></i>',
	late: '<i class="l"></i>',
	late_today: '<i class="l t"></i>',
	answered: '<i class="k"></i>',
	deadline: '<b></b>',
} as const satisfies Record<Stitch, string>;

/** The thread as one text: as elements of a page its stitches would be most of what a list writes. */
export function threadHtml(stitches: readonly Stitch[]): string {
	return stitches.map((stitch) => DRAWN[stitch]).join('');
}
