import { lastPrinted } from '#server/desk/box-queries.ts';
import { MOST_FORMS, paperNumber } from '#server/desk/paper-number.ts';
import { seenBy } from '#server/platform/db.ts';
import { notThere } from '../../../signed-in.ts';
import { atDesk } from '../../at-desk.ts';
import type { PageServerLoad } from './$types.js';

const RANGE = /^(\d{1,7})-(\d{1,7})$/;

/** Numbers that were taken, as sheets to print. What was never taken is not there. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { actor, directory } = atDesk(locals);
	const [, first, last] = (RANGE.exec(params.nomor) ?? []).map(Number);
	if (!first || !last || last < first || last - first >= MOST_FORMS) notThere(locals);
	const printed = await seenBy(actor, locals.services.db, (tx) => lastPrinted(tx));
	if (last > printed) notThere(locals);
	const papers = Array.from({ length: last - first + 1 }, (_, index) => {
		const number = paperNumber(first + index, directory.agency.prefix);
		return { number, link: `${url.origin}/petugas/loket?kertas=${number}` };
	});
	const { contact } = directory.agency.settings;
	return {
		papers,
		sticker: url.searchParams.has('stiker'),
		agency: directory.agency.name,
		address: contact.address,
	};
};
