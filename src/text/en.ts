import { admin } from './en/admin.ts';
import { changeLog } from './en/change-log.ts';
import { clock } from './en/clock.ts';
import { dates } from './en/dates.ts';
import { desk } from './en/desk.ts';
import { errors } from './en/errors.ts';
import { files } from './en/files.ts';
import { form } from './en/form.ts';
import { frame } from './en/frame.ts';
import { government } from './en/government.ts';
import { home } from './en/home.ts';
import { info } from './en/info.ts';
import { labels } from './en/labels-ui.ts';
import { list } from './en/list.ts';
import { messages } from './en/messages.ts';
import { officer } from './en/officer.ts';
import { offline } from './en/offline.ts';
import { parts } from './en/parts.ts';
import { invitation, people } from './en/people.ts';
import { personalData } from './en/personal-data.ts';
import { ppid } from './en/ppid.ts';
import { reportPage } from './en/report-page.ts';
import { safekeeping } from './en/safekeeping.ts';
import { scorecard } from './en/scorecard.ts';
import { account, setUp, signIn } from './en/sign-in.ts';
import { sp4n } from './en/sp4n.ts';
import { trail } from './en/trail.ts';
import { units } from './en/units.ts';
import type { Words } from './id.ts';

/** Every word people read, in English. How to add an area: see `id.ts`. */
export const en = {
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
} satisfies Words;
