import { error, redirect } from '@sveltejs/kit';
import { localDate } from '#server/deadline/calendar.ts';
import { type AtDesk, showSlip, slipOf } from '#server/desk/commands.ts';
import { findIntake } from '#server/desk/queries.ts';
import { seenBy } from '#server/platform/db.ts';
import { promisesFor } from '#server/report/draft-preview.ts';
import { readOwn } from '#server/report/reporter-commands.ts';
import { words } from '#text/words.ts';
import { formOf } from '../../../lapor/draft-request.ts';
import { atDesk } from '../at-desk.ts';
import { forgetSlip, keepSlip, type Slip, slipHere } from '../slip-cookie.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Shows the slip once, and lets go of it. */
export const load: PageServerLoad = async (event) => {
	const { services } = event.locals;
	const desk = atDesk(event.locals);
	event.setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
	const slip = slipHere(event);
	forgetSlip(event);
	if (!slip) return { slip: null };
	const shown = await seenBy(desk.actor, services.db, async (tx) =>
		(await showSlip(tx, slip.id, desk)) ? findIntake(tx, slip.id) : undefined,
	);
	if (!shown) return { slip: null };
	return { slip: { ...(await factsOf(slip, desk, event)), paperNo: shown.paperNo } };
};

async function factsOf(
	{ id, code, receipt }: Slip,
	{ directory, unitId, at }: AtDesk,
	event: { locals: App.Locals; url: URL },
) {
	const own = await readOwn(event.locals.services, { id, code }, { directory, at });
	if (!own) throw new Error('a report just taken in is not there');
	const { report } = own;
	const addressed = {
		kind: report.kind,
		aboutUnitId: report.aboutUnitId,
		addressedTo: report.verifierUnitId,
	};
	return {
		code,
		receipt,
		link: `${event.url.origin}/t/${receipt}`,
		home: event.url.host,
		desk: directory.units.get(unitId)?.shortName ?? '',
		receivedAt: report.receivedAt,
		confidentiality: report.confidentiality,
		verifyBy: promisesFor(addressed, directory, report.receivedAt).verifyBy,
		today: localDate(at, directory.calendar),
	};
}

export const actions: Actions = {
	/** Asks for the slip of an entry that was sent while the connection was down, by the key only its device has. */
	default: async (event) => {
		const { locals } = event;
		const desk = atDesk(locals);
		const { fields } = await formOf(event, { key: 'line', paper: 'line' });
		if (!fields.key) error(400, words(locals.lang).errors.page['422'].lead);
		const taken = await slipOf(locals.services, fields, desk);
		if (taken) keepSlip(event, taken);
		redirect(303, '/petugas/loket/struk');
	},
};
