import { offeredCategories } from '#server/agency/category.ts';
import { localDate } from '#server/deadline/calendar.ts';
import { officeNames, regionNames } from '#server/desk/lists.ts';
import type { Tx } from '#server/platform/db.ts';
import { macs } from '#server/platform/keys.ts';
import { sealingPair } from '#server/platform/sealed-box.ts';
import { promisesFor } from '#server/report/draft-preview.ts';
import { atDesk, openingsNow } from './at-desk.ts';

/** What the form of the desk offers, with and without a network. */
export async function entryForm(tx: Tx, locals: App.Locals) {
	const { unitId, directory, at } = atDesk(locals);
	const unit = directory.units.get(unitId);
	const today = localDate(at, directory.calendar);
	const labels = (names: readonly { readonly label: string }[]) => names.map(({ label }) => label);
	const addressed = { kind: 'complaint', aboutUnitId: null, addressedTo: unitId } as const;
	const opened = await openingsNow(tx, locals);
	return {
		unit: unit?.name ?? '',
		/** The office whose own desk it is. */
		office: unit?.verifiesDirect ? unit.name : '',
		today,
		verifyBy: promisesFor(addressed, directory, at).verifyBy,
		openings: opened.map(({ id, box, openedAt, papers, typed }) => ({ id, box, openedAt, papers, typed })),
		regions: labels(regionNames(directory)),
		offices: labels(officeNames(directory)),
		categories: offeredCategories(directory, today).map(({ name }) => name),
		mostPhotos: directory.agency.settings.photos.most,
	};
}

/**
 * For whom this device seals what waits while the connection is down, and what opens it again: the first for new
 * entries, older ones while a key is replaced. Never stored, here or there; the copy of the page gets `seals` alone.
 */
export function queueOf({ services, staff }: App.Locals) {
	const whose = Buffer.from(`desk queue of ${staff?.personId}`);
	const pairs = macs(services.ring, 'draft', whose).map(sealingPair);
	return {
		person: staff?.personId ?? '',
		seals: pairs[0]?.seals ?? '',
		opens: pairs.map(({ opens }) => opens).join(' '),
	};
}
