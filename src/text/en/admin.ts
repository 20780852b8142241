import type { Words } from '../id.ts';

/** The administration: its frame and its rooms. Each room's own words stand in a file of their own. */
export const admin = {
	title: 'Administration',
	lead: (government: string) => `Settings of ${government}. Every change is recorded.`,
	menu: 'Rooms of the administration',
	/** What was just saved, on the page one returns to. */
	saved: 'Saved.',
	rooms: {
		people: { name: 'People', line: 'Invite staff, set roles and terms of office, suspend.' },
		units: { name: 'Units', line: 'Add, rename, move or merge offices.' },
		calendar: { name: 'Calendar', line: 'Days off, working days and office hours.' },
		terms: { name: 'Terms', line: 'What this government promises, from date to date.' },
		categories: { name: 'Topics', line: 'What reports are about and the office usually meant.' },
		replies: { name: 'Replies', line: 'Sentences ready for officers.' },
		announcements: { name: 'Announcements', line: 'News on the home page and notices of maintenance.' },
		settings: { name: 'Settings', line: 'Photos, quiet hours, figures shown, contact.' },
		health: { name: 'Health', line: 'Backups, trial restores, queues, and what is stuck.' },
		keys: { name: 'Keys', line: 'The recovery copy of the keys, and changing them.' },
		bodies: {
			name: 'Bodies outside',
			line: 'People of the Ombudsman, of overseers, and of whoever runs this system.',
		},
		personalData: {
			name: 'Personal data',
			line: 'Requests of citizens, how long data is kept, legal holds.',
		},
		incidents: {
			name: 'Data incidents',
			line: 'Failures to protect data and their notices within 3 × 24 hours.',
		},
		log: { name: 'Change log', line: 'Who changed what, when, from what to what.' },
	},
} satisfies Words['admin'];
