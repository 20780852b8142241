import { whoSeesWhat } from '#server/access/who-sees-what.ts';
import { termBookOn } from '#server/agency/directory.ts';
import { localDate } from '#server/deadline/calendar.ts';
import { promisesFor } from '#server/report/draft-preview.ts';
import { readOwn } from '#server/report/reporter-commands.ts';
import { shownClock } from '#server/report/shown-clock.ts';
import type { PageServerLoad } from './$types.js';
import { sentHere } from './sent-cookie.ts';

/** Shows the receipt, which is stored nowhere, for as long as the browser carries it. */
export const load: PageServerLoad = async (event) => {
	const { services, directory, now } = event.locals;
	event.setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
	const sent = sentHere(event);
	const own = sent && (await readOwn(services, sent, { directory, at: now }));
	if (!sent || !own) return { sent: null, whoSees: whoSeesWhat() };

	const { report, content } = own;
	const book = termBookOn(directory, localDate(report.receivedAt, directory.calendar));
	const { verifierUnitId, ...promises } = promisesFor(
		{ kind: report.kind, aboutUnitId: report.aboutUnitId, addressedTo: report.verifierUnitId },
		directory,
		report.receivedAt,
	);
	return {
		sent: {
			code: sent.code,
			receipt: sent.receipt,
			link: `${event.url.origin}/t/${sent.receipt}`,
			title: content.title,
			receivedAt: report.receivedAt,
			confidentiality: report.confidentiality,
			isSupervisory: report.kind === 'supervisory_complaint',
			shown: shownClock(report, { now, directory, pauseLimit: book.rules.pauseLimit }) ?? null,
			verifier: directory.units.get(report.verifierUnitId)?.name ?? '',
			promises,
		},
		whoSees: whoSeesWhat(),
	};
};
