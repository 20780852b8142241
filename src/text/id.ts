/**
 * Every word people read, in Indonesian; `en.ts` must have the same shape.
 *
 * To add an area:
 * 1. `src/text/id/<area>.ts`: `export const <area> = { … }`, plain strings and functions of plain values (no `as const`);
 * 2. `src/text/en/<area>.ts`: the same, ending in `} satisfies Words['<area>']`, with `import type { Words } from '../id.ts'`;
 * 3. one import and one line below, and the same in `en.ts`.
 *
 * An area that outgrows one subject is composed of parts (`officer.ts` of `officer-steps.ts`): its shape stays.
 *
 * A page asks for `words(frame.lang)` and never imports an area by itself.
 */
import { admin } from './id/admin.ts';
import { changeLog } from './id/change-log.ts';
import { clock } from './id/clock.ts';
import { dates } from './id/dates.ts';
import { desk } from './id/desk.ts';
import { errors } from './id/errors.ts';
import { files } from './id/files.ts';
import { form } from './id/form.ts';
import { frame } from './id/frame.ts';
import { government } from './id/government.ts';
import { home } from './id/home.ts';
import { info } from './id/info.ts';
import { labels } from './id/labels-ui.ts';
import { list } from './id/list.ts';
import { messages } from './id/messages.ts';
import { officer } from './id/officer.ts';
import { offline } from './id/offline.ts';
import { parts } from './id/parts.ts';
import { invitation, people } from './id/people.ts';
import { personalData } from './id/personal-data.ts';
import { ppid } from './id/ppid.ts';
import { reportPage } from './id/report-page.ts';
import { safekeeping } from './id/safekeeping.ts';
import { scorecard } from './id/scorecard.ts';
import { account, setUp, signIn } from './id/sign-in.ts';
import { sp4n } from './id/sp4n.ts';
import { trail } from './id/trail.ts';
import { units } from './id/units.ts';

export const id = {
	account,
	desk,
	admin,
	changeLog,
	invitation,
	people,
	units,
	setUp,
	signIn,
	safekeeping,
	scorecard,
	list,
	info,
	government,
	home,
	clock,
	dates,
	errors,
	files,
	form,
	frame,
	personalData,
	reportPage,
	labels,
	messages,
	officer,
	offline,
	parts,
	ppid,
	sp4n,
	trail,
};

export type Words = typeof id;
