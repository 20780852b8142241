import type { Words } from '../id.ts';

/** The administration: its frame and its rooms. Each room's own words stand in a file of their own. */
export const admin = {
	title: 'Administration',
	lead: (government: string) => `Settings of ${government}. Every change is recorded.`,
	menu: 'Rooms of the administration',
	/** What was just saved, on the page one returns to. */
	saved: 'Saved.',
	rooms: {
		log: { name: 'Change log', line: 'Who changed what, when, from what to what.' },
	},
} satisfies Words['admin'];
