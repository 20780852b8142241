import { type Actor, can } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { addCalendarDays, localDate, startOf } from '../deadline/calendar.ts';
import type { Tx } from '../platform/db.ts';
import type { KeyRing } from '../platform/keys.ts';
import { openForChecking } from './case-commands.ts';
import { type CaseFile, caseFile, openSteps } from './case-file.ts';
import { type Person, readPerson } from './case-identity-commands.ts';
import { type CaseWords, caseWords, type SimilarCase, similarCases } from './case-queries.ts';
import { momentOf, movable } from './commands.ts';
import { bookPinned } from './pinned-book.ts';
import { isPpid } from './ppid.ts';
import { ppidEntry } from './ppid-queries.ts';
import { type ShownPpid, shownPpid } from './ppid-shown.ts';
import { findByCode, type Loaded, stepsOf } from './queries.ts';
import type { Unreadable } from './sealed-identity.ts';

/** What looking at a case needs. */
export type Looking = {
	readonly code: string;
	readonly actor: Actor;
	readonly directory: Directory;
	readonly at: Date;
};

export type OpenedCase = {
	readonly report: Loaded;
	readonly words: CaseWords;
	readonly file: CaseFile;
};

/** The case as far as the viewer sees it; undefined for what does not exist and what they may not see alike. */
export async function findCase(tx: Tx, looking: Looking): Promise<OpenedCase | undefined> {
	const { code, actor, directory, at } = looking;
	const report = await findByCode(tx, directory.agency.id, code);
	if (!report) return undefined;
	const words = await caseWords(tx, report.id);
	const steps = await stepsOf(tx, report.id);
	const { pauseLimit } = bookPinned(directory, report).rules;
	const open = openSteps(movable(report, directory, at), momentOf(report, { actor, at, directory }));
	return {
		report,
		words,
		file: caseFile({ report, words, steps }, { directory, now: at, actor, pauseLimit }, open),
	};
}

export type CasePage = {
	readonly file: CaseFile;
	/** Null where the database gives no name; each look is an entry. */
	readonly person: Person | Unreadable | null;
	readonly similar: readonly SimilarCase[];
	/** What its register says; null for a report that is no request for public information, or not theirs to read. */
	readonly ppid: ShownPpid | null;
	/** This look was the first of somebody who assesses it: kept public pages say so now. */
	readonly opened: boolean;
	/** They assess it. */
	readonly mayVerify: boolean;
};

/** Opens a case for reading, with what belongs around it; the first look of a verifier marks it as being checked. */
export async function openCase(
	tx: Tx,
	looking: Looking & { readonly ring: KeyRing },
): Promise<CasePage | undefined> {
	const found = await findCase(tx, looking);
	if (!found) return undefined;
	const { report, words, file } = found;
	const { actor, at, ring } = looking;
	const person = words.hasName ? await readPerson({ tx, ring, look: { id: report.id, actor, at } }) : null;
	const entry = isPpid(report) ? await ppidEntry(tx, report.id) : null;
	const similar = await similarTo(tx, found, looking);
	const opened = await openForChecking(tx, report, { actor, at });
	const ppid = entry && shownPpid(entry, report, looking);
	const mayVerify = can(actor, 'verify', report);
	return {
		file: { ...file, checked: file.checked || opened },
		person,
		similar,
		ppid,
		opened,
		mayVerify,
	};
}

/** Open reports of the same place that sound alike, as far back as the government looks. */
export async function similarTo(
	tx: Tx,
	{ report, file }: Pick<OpenedCase, 'report' | 'file'>,
	{ directory, at }: Pick<Looking, 'directory' | 'at'>,
): Promise<readonly SimilarCase[]> {
	if (!file.text) return [];
	const { calendar, agency } = directory;
	const since = startOf(addCalendarDays(localDate(at, calendar), -agency.settings.similar.days), calendar);
	return similarCases(tx, report, { title: file.text.title, since });
}
