import type { LayoutServerLoad } from './$types.js';
import { atDesk } from './at-desk.ts';

/** The rooms of the desk are shown to whoever takes in; each page asks again by itself. */
export const load: LayoutServerLoad = ({ locals }) => {
	atDesk(locals);
};
