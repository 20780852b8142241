import { notThere, signedIn } from '../petugas/signed-in.ts';
import type { LayoutServerLoad } from './$types.js';
import { entersAny, ROOMS, roomsOf } from './rooms.ts';

/** The menu. Whoever may enter no room is answered as if there were none. */
export const load: LayoutServerLoad = ({ locals }) => {
	const staff = signedIn(locals);
	if (!entersAny(staff, locals.directory.agency.id)) notThere(locals);
	return { rooms: roomsOf(staff.role).map((name) => ({ name, ...ROOMS[name] })) };
};
