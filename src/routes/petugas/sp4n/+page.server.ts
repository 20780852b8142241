import { MOST_EXPORTED } from '#server/bridge/commands.ts';
import type { PageServerLoad } from './$types.js';
import { atTheBridge, periodIn } from './desk.ts';

/** What goes out to the national system, and the ways to the rest of the bridge. */
export const load: PageServerLoad = ({ locals, url }) => {
	atTheBridge(locals);
	return { ...periodIn(locals, url.searchParams), most: MOST_EXPORTED };
};
