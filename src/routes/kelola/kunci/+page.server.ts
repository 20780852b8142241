import { redirect } from '@sveltejs/kit';
import {
	beginRotation,
	confirmKeyCopy,
	findKeyCare,
	PASSPHRASE_LENGTH,
} from '#server/safekeeping/key-commands.ts';
import { isRotating, ROTATING } from '#server/safekeeping/rotation.ts';
import { notThere } from '../../petugas/signed-in.ts';
import { careOf } from '../care.ts';
import { enter } from '../enter.ts';
import { enterProven } from '../proven.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { backWith, HERE, keyCare, keyFileOf } from './key-care.ts';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const care = await careOf(enterProven(locals, 'keys', HERE), locals);
	const keys = care && (await findKeyCare(care, locals.services.ring));
	return {
		keys,
		purposes: ROTATING,
		least: PASSPHRASE_LENGTH,
		fault: url.searchParams.get('salah'),
		done: url.searchParams.get('selesai'),
	};
};

export const actions: Actions = {
	confirm: async ({ locals, request }) => {
		const care = await keyCare(enter(locals, 'keys'), locals);
		const typed = String((await request.formData()).get('kata') ?? '').slice(0, 40);
		const confirmed = await confirmKeyCopy(care, locals.services.ring, typed);
		if (!confirmed.ok) backWith('kata');
		redirect(303, `${HERE}?selesai=salinan`);
	},

	rotate: async ({ locals, request }) => {
		const care = await keyCare(enter(locals, 'keys'), locals);
		const purpose = (await request.formData()).get('kunci');
		if (!isRotating(purpose)) notThere(locals);
		await beginRotation(care, keyFileOf(locals), purpose);
		redirect(303, `${HERE}?selesai=ganti`);
	},
};
