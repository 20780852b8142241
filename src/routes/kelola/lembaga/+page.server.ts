import { enter } from '../enter.ts';
import type { PageServerLoad } from './$types.js';
import { bodiesFor } from './bodies-page.ts';

export const load: PageServerLoad = async ({ locals }) => ({
	bodies: await bodiesFor(enter(locals, 'bodies'), locals),
});
