import { redirect } from '@sveltejs/kit';
import { fingerprintOf } from '#server/platform/keys.ts';
import {
	answerHeld,
	askCertificate,
	type Care,
	findLeft,
	tryAgain,
} from '#server/safekeeping/care-commands.ts';
import { healthOf } from '#server/safekeeping/health.ts';
import { lookAround } from '#server/safekeeping/health-commands.ts';
import { notThere } from '../../petugas/signed-in.ts';
import { careOf } from '../care.ts';
import { enter } from '../enter.ts';
import { enterProven } from '../proven.ts';
import type { Actions, PageServerLoad } from './$types.js';

const HERE = '/kelola/kesehatan';

export const load: PageServerLoad = async ({ locals, url }) => {
	const care = await careOf(enter(locals, 'health'), locals);
	if (!care) return { lines: null, left: null, done: null };
	const { config, ring } = locals.services;
	const signals = await lookAround({ db: care.db, config, keys: fingerprintOf(ring) }, locals.now);
	return { lines: healthOf(signals), left: await findLeft(care.db), done: url.searchParams.get('selesai') };
};

/** Does it for whoever takes care of the installation; for anybody else there is nothing here. */
async function caring(
	locals: App.Locals,
	care: Care | null,
	work: (care: Care) => Promise<void>,
): Promise<never> {
	if (!care) notThere(locals);
	await work(care);
	redirect(303, `${HERE}?selesai=ya`);
}

export const actions: Actions = {
	again: async ({ locals, request }) => {
		const care = await careOf(enter(locals, 'health'), locals);
		const form = await request.formData();
		const id = Number(form.get('nomor'));
		if (!Number.isSafeInteger(id)) notThere(locals);
		return caring(locals, care, (c) => tryAgain(c, form.get('apa') === 'pekerjaan' ? 'job' : 'message', id));
	},

	certify: async ({ locals }) =>
		caring(locals, await careOf(enter(locals, 'health'), locals), askCertificate),

	/** Letters that may go out twice, or never: asked of somebody who has just shown who they are. */
	held: async ({ locals, request }) => {
		const care = await careOf(enterProven(locals, 'health', HERE), locals);
		const answer = (await request.formData()).get('jawaban') === 'kirim' ? 'release' : 'drop';
		return caring(locals, care, (c) => answerHeld(c, answer));
	},
};
