import { redirect } from '@sveltejs/kit';
import { type Coordinates, nearestVillage } from '#server/attachment/photo-place.ts';
import type { Draft, Typed } from '#server/report/draft.ts';
import { changeOwnDraft, formOf, ticketOf } from '../../draft-request.ts';
import type { RequestHandler } from './$types.js';

/** The answer to the offer of a photograph's place: it becomes what is typed on the place step, or it is forgotten. */
export const POST: RequestHandler = async (event) => {
	const { fields } = await formOf(event, { pakai: 'line' });
	if (!ticketOf(event)) redirect(303, '/lapor/1');
	const isUsed = fields.pakai === 'ya';
	await changeOwnDraft(event, (draft) => answered(draft, isUsed ? event.locals.directory : null));
	redirect(303, isUsed ? '/lapor/2?lokasi' : '/lapor/3');
};

function answered(draft: Draft, directory: App.Locals['directory'] | null): Draft {
	const { photoPlace, typed } = draft;
	if (photoPlace === null || photoPlace === 'asked') return draft;
	if (!directory) return { ...draft, photoPlace: 'asked' };
	const near = nearestVillage(photoPlace, directory);
	return {
		...draft,
		photoPlace: 'asked',
		typed: {
			...typed,
			...at(photoPlace),
			...(near ? { district: near.district, village: near.village } : {}),
		},
		villagesOf: near?.district ?? draft.villagesOf,
	};
}

function at({ lat, lon }: Coordinates): Pick<Typed, 'lat' | 'lon'> {
	return { lat: String(lat), lon: String(lon) };
}
