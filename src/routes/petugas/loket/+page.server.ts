import { fail, redirect } from '@sveltejs/kit';
import { offeredCategories } from '#server/agency/category.ts';
import { localDate } from '#server/deadline/calendar.ts';
import { emptyEntry } from '#server/desk/entry.ts';
import { officeNames, regionNames } from '#server/desk/lists.ts';
import { parsePaperNumber } from '#server/desk/paper-number.ts';
import { countWays } from '#server/desk/queries.ts';
import { seenBy } from '#server/platform/db.ts';
import { macs } from '#server/platform/keys.ts';
import { newSecret } from '#server/platform/secret.ts';
import { promisesFor } from '#server/report/draft-preview.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { alikeTo, supportAtDesk } from './alike.ts';
import { atDesk, openingsNow, sinceAtDesk } from './at-desk.ts';
import { keepSlip, slipHere } from './slip-cookie.ts';
import { takeEntry } from './take-entry.ts';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const { actor, unitId, directory, at } = atDesk(locals);
	event.setHeaders({ 'cache-control': 'no-store' });
	const { ways, opened } = await seenBy(actor, locals.services.db, async (tx) => ({
		ways: await countWays(tx, sinceAtDesk(locals, 0)),
		opened: await openingsNow(tx, locals),
	}));
	const unit = directory.units.get(unitId);
	const labels = (names: readonly { readonly label: string }[]) => names.map(({ label }) => label);
	const addressed = { kind: 'complaint', aboutUnitId: null, addressedTo: unitId } as const;
	return {
		entry: begun(url, { office: unit?.verifiesDirect ? unit.name : '' }, directory.agency.prefix),
		unit: unit?.name ?? '',
		count: ways.reduce((sum, { reports }) => sum + reports, 0),
		today: localDate(at, directory.calendar),
		verifyBy: promisesFor(addressed, directory, at).verifyBy,
		openings: opened.map(({ id, box, openedAt, papers, typed }) => ({ id, box, openedAt, papers, typed })),
		regions: labels(regionNames(directory)),
		offices: labels(officeNames(directory)),
		categories: offeredCategories(directory, localDate(at, directory.calendar)).map(({ name }) => name),
		mostPhotos: directory.agency.settings.photos.most,
		saved: url.searchParams.has('tersimpan') ? { code: slipHere(event)?.code ?? null } : null,
		supported: url.searchParams.has('didukung'),
		queueKeys: queueKeys(locals),
		person: locals.staff?.personId ?? '',
	};
};

/** A blank entry; a scanned paper or a box just opened is filled in. */
function begun(url: URL, given: { readonly office: string }, prefix: string) {
	const paper = parsePaperNumber(url.searchParams.get('kertas') ?? '', prefix)?.number ?? '';
	const opening = (url.searchParams.get('kotak') ?? '').slice(0, 36);
	const way = paper || opening ? { way: 'box', paper, opening } : {};
	return emptyEntry(newSecret(), { ...given, ...way });
}

/** Under what this officer's device seals entries while the connection is down: never stored, here or there. */
function queueKeys({ services, staff }: App.Locals): string {
	const whose = Buffer.from(`desk queue of ${staff?.personId}`);
	return macs(services.ring, 'draft', whose)
		.map((key) => key.toString('base64'))
		.join(' ');
}

export const actions: Actions = {
	default: async (event) => {
		const { searchParams } = event.url;
		if (searchParams.has('mirip')) return alikeTo(event);
		const supported = searchParams.get('dukung');
		if (supported !== null) {
			await supportAtDesk(event, supported);
			redirect(303, '/petugas/loket?didukung');
		}
		const taken = await takeEntry(event);
		if (!taken.ok) return fail(taken.refusal.known ? 409 : 422, { ...taken.refusal, alike: null });
		keepSlip(event, taken.value);
		const { opening } = taken.value;
		const next = `/petugas/loket?tersimpan${opening && `&kotak=${opening}`}`;
		redirect(303, searchParams.has('lanjut') ? next : '/petugas/loket/struk');
	},
};
