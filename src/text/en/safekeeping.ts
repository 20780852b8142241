import type { SafekeepingProblem } from '#server/safekeeping/fault.ts';
import type { Words } from '../id.ts';

/** Backups and the trial restore, for the administrator. */
const problem = {
	disk_full: {
		what: 'There is not enough room on the disk.',
		toDo: 'Free or enlarge the disk, or move the backups elsewhere (TUNTAS_BACKUP), then wait for the next round.',
	},
	busy: { what: 'Another backup is running.', toDo: 'Wait until it is done.' },
	external_database: {
		what: 'This database is your own.',
		toDo: 'Back it up with your PostgreSQL tools; see docs/running.md.',
	},
	no_backup: { what: 'There is no whole backup yet.', toDo: 'Run npm run backup and read what it says.' },
	not_empty: {
		what: 'The folder is not empty.',
		toDo: 'Choose an empty folder; a restore never overwrites.',
	},
	damaged: {
		what: 'The backup is damaged or incomplete.',
		toDo: 'Run npm run backup now, then check the disk the backups lie on.',
	},
	foreign_key: {
		what: 'The backup key does not fit.',
		toDo: 'Put back the recovery copy of the keys; see docs/running.md, Keys.',
	},
	log_missing: {
		what: 'The log of the database is not being collected.',
		toDo: 'Stop Tuntas and start it again with npm start, so that it is.',
	},
	time_not_reached: {
		what: 'The log does not reach the time you asked for.',
		toDo: 'Choose an earlier time, or restore the newest state.',
	},
	rows_missing: {
		what: 'The restored copy lacks rows.',
		toDo: 'Keep the older backups, run npm run backup, and report this fault.',
	},
	chain_broken: {
		what: 'A chain of evidence in the copy is broken.',
		toDo: 'Run npm run verify-chain on the running system; do not throw older backups away.',
	},
	files_missing: {
		what: 'Some attachments are not with the backup.',
		toDo: 'Check the folder files/ and run npm run backup again.',
	},
	other: { what: 'Something went wrong.', toDo: 'Read the log of that hour.' },
} satisfies Record<SafekeepingProblem, { what: string; toDo: string }>;

const about: Readonly<Record<string, string>> = {
	backup: 'Tonight’s backup did not come about',
	log: 'The log of the database was not kept',
	second_place: 'The copy in the second place did not come about',
	certificate: 'Tonight’s trial restore failed',
};

export const safekeeping = {
	problem,
	alarm: (said: { about: string; problem: string }) => {
		const { what, toDo } = problem[said.problem as SafekeepingProblem] ?? problem.other;
		const subject = about[said.about] ?? 'Something needs a look';
		return {
			subject,
			text: `${subject}.\n\nWhy: ${what}\nWhat to do: ${toDo}\n\nThe whole state of the system is under Manage, in the room Health.\n`,
		};
	},
} satisfies Words['safekeeping'];
