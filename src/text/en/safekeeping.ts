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
		what: 'Some attachments are missing or damaged in the backup.',
		toDo: 'Their names are in the log. Remove the damaged copies from the place of backups; five minutes later they are copied anew.',
	},
	place_away: {
		what: 'The place of backups cannot be reached.',
		toDo: 'Check the network and its address (TUNTAS_BACKUP_S3_ENDPOINT); the next round tries again by itself.',
	},
	place_refused: {
		what: 'The place of backups refuses.',
		toDo: 'Check the name of the bucket, key, secret and rights (TUNTAS_BACKUP_S3_KEY); an address in your own network must be named in TUNTAS_OUTBOUND_ALLOW.',
	},
	other: { what: 'Something went wrong.', toDo: 'Read the log of that hour.' },
} satisfies Record<SafekeepingProblem, { what: string; toDo: string }>;

const alarms: Readonly<Record<string, { what: string; toDo: string }>> = {
	late: {
		what: 'It should have happened by now, and has not.',
		toDo: 'See whether Tuntas runs and what its log says; stop it and start it again with npm start, then open the room Health ten minutes later.',
	},
	stopped: {
		what: 'A job was tried to its last try and still failed.',
		toDo: 'Open the room Health, read why under "What is stuck", mend it, and press "Try again".',
	},
	given_up: {
		what: 'A message was tried twelve times in more than two days, and was still not taken.',
		toDo: 'Open the room Health, read why under "What is stuck", mend it, and press "Try again".',
	},
};

const about: Readonly<Record<string, string>> = {
	jobs: 'A background job has stopped',
	worker: 'The worker process does not run',
	queue: 'Background jobs wait for too long',
	clocks: 'Clocks of deadlines are not seen to in time',
	retention: 'Personal data is not erased in time',
	outbox: 'A message is no longer sent',
	disk: 'The disk is nearly full',
	backup: 'Tonight’s backup did not come about',
	log: 'The log of the database was not kept',
	second_place: 'The copy in the second place did not come about',
	certificate: 'Tonight’s trial restore failed',
};

export const safekeeping = {
	title: 'Health of the system',
	lead: 'What needs doing stands first.',
	elsewhere: 'Another body runs this system; it sees to backups and keys.',
	done: 'Noted. What becomes of it shows here within minutes.',
	since: 'Last:',
	states: { well: 'well', look: 'worth a look', act: 'do it now' },
	lines: {
		restore: {
			name: 'Restore',
			well: () => 'No restore waits for a decision.',
			look: () => '',
			act: (held: number | null) =>
				`${held ?? 0} messages are held since a restore. Decide above: send or drop them.`,
		},
		backup: {
			name: 'Backup',
			well: () => 'A whole backup is taken every night.',
			look: () =>
				'None yet, switched off, or taken by tools of your own. Make sure somebody takes one every night.',
			act: () => 'The backup did not come about. Run npm run backup and read what it says.',
		},
		certificate: {
			name: 'Trial restore',
			well: () => 'The newest backup was restored for trial and is whole.',
			look: () => 'No recent trial restore. Press "Try a restore now" below.',
			act: () => 'The newest backup could not be restored. Do not throw older ones away.',
		},
		log: {
			name: 'Log of the database',
			well: () => 'Should this machine break, the last minutes are lost at most.',
			look: () => 'The log is not kept outside the database yet. Look again in five minutes.',
			act: () => 'The log is not being kept. Should the machine break, everything since then is lost.',
		},
		second_place: {
			name: 'Second place',
			well: () => 'A copy of the backups is in the second place.',
			look: () => 'Backups are on this machine only. Set TUNTAS_BACKUP_SECOND to another disk or machine.',
			act: () => 'The copy in the second place is behind. Check that it can be written to.',
		},
		key_copy: {
			name: 'Copy of the keys',
			well: () => 'A recovery copy of the keys is confirmed.',
			look: () => '',
			act: () =>
				'There is no recovery copy of the keys. Without keys, identities and attachments are lost for ever. Open the room Keys.',
		},
		disk: {
			name: 'Disk',
			well: (free: number | null) => `${free ?? 0} GB free.`,
			look: (free: number | null) => `${free ?? 0} GB left. Plan for more this week.`,
			act: (free: number | null) => `${free ?? 0} GB left. Make room now; see docs/running.md, full disk.`,
		},
		worker: {
			name: 'Worker process',
			well: () => 'It runs: deadlines, letters and backups are seen to.',
			look: () => 'Never seen yet. Look again a minute after the system was started.',
			act: () =>
				'Not seen for more than ten minutes: nothing climbs, no letter leaves, no backup is taken. Start it again with npm start and read the system’s log.',
		},
		clocks: {
			name: 'Clocks',
			well: () => 'Every deadline is seen to in time.',
			look: () => '',
			act: () => 'Deadlines have waited too long. Check that the worker process runs.',
		},
		retention: {
			name: 'How long personal data is kept',
			well: () => 'Personal data whose time is over is erased every day.',
			look: () => 'Today’s work is not done yet. It begins again every hour; look later.',
			act: () =>
				'The daily work has not been done for two days. Look at the stopped jobs on this page and at the log of the service.',
		},
		queue: {
			name: 'Background jobs',
			well: () => 'No job is behind.',
			look: (dead: number | null) => `${dead ?? 0} jobs were given up after their last try; listed below.`,
			act: () => 'Jobs have waited too long. Check that the worker process runs.',
		},
		outbox: {
			name: 'Outbox',
			well: (waiting: number | null) => `${waiting ?? 0} messages wait their turn.`,
			look: (count: number | null) =>
				`No mail server is set (TUNTAS_SMTP), or messages were given up: ${count ?? 0}.`,
			act: () => 'Messages have waited for more than an hour. Check the mail server and TUNTAS_SMTP.',
		},
	},
	keys: {
		title: 'Keys',
		lead: 'Keys open the identities of reporters and what they attached. They are not in the backups.',
		safe: 'A recovery copy of these keys is confirmed',
		unsafe: 'There is no confirmed copy of these keys',
		lost: 'When the keys are lost, this is lost for ever: names and contacts of reporters, photographs and attachments, drafts, and old receipts. The texts of reports, deadlines and chains of evidence remain. Nobody can make the keys again.',
		make: '1. Download a copy',
		makeHint:
			'The copy is locked with a passphrase. Keep the file away from this machine and from the backups, in a safe for example; keep the passphrase somewhere else.',
		passphrase: 'Passphrase',
		passphraseHint: (least: number) =>
			`At least ${least} characters; a few words that have nothing to do with each other are easiest to remember.`,
		again: 'Passphrase once more',
		download: 'Download the copy',
		confirm: '2. Confirm that you have it',
		words: 'Check words',
		wordsHint: 'Open the file you downloaded; the check words are in its second line, such as 7K2M-Q4XD.',
		confirmButton: 'Confirm',
		rotate: 'Replace a key',
		rotateHint:
			'Replace one when somebody may have seen it. Everything keeps running; what it sealed is sealed anew bit by bit. Old keys are kept, because old backups need them. Make a new recovery copy after it.',
		rotateButton: 'Replace',
		rotations: 'Last replacements',
		rotating: (count: number) => `under way, ${count} sealed anew.`,
		rotated: (count: number) => `done, ${count} sealed anew.`,
		purposes: {
			identity: 'Identities of reporters',
			totp: 'Authenticators of staff',
			draft: 'Drafts of reports',
			file: 'New photographs and attachments',
		},
		done: {
			salinan: 'The copy of the keys is confirmed.',
			ganti: 'The new key is in use within seconds. Download a new recovery copy.',
		},
		faults: (least: number) => ({
			pendek: `A passphrase has at least ${least} characters. Add a few words.`,
			beda: 'The two passphrases differ. Type both again.',
			kata: 'These check words are not from a copy of the present keys. Download a new copy and use its words.',
			contoh:
				'A demonstration account open to everybody may not touch keys, and the proof of who you are must be fresh. Sign in once more.',
		}),
		file: ({ day, words, locked }: { day: string; words: string; locked: string }) =>
			`Recovery copy of the keys of Tuntas, ${day}\nCheck words: ${words}\n\nKeep this file far from the machine and from the backups.\nTo open it: npm run open-keys -- FILE --into FOLDER\n\n${locked}`,
	},
	stuck: 'What is stuck',
	nothingStuck: 'Nothing is stuck.',
	message: (id: number) => `Message ${id}`,
	job: (name: string, attempts: number) => `Job ${name}, tried ${attempts} times`,
	tryAgain: 'Try again',
	history: 'Latest backups and trial restores',
	noHistory: 'None yet; the first is taken a few minutes after the system starts.',
	taken: (bytes: number) => `Whole, ${Math.max(1, Math.round(bytes / 1024 / 1024))} MB.`,
	proved: (reports: number, rto: string, rpo: string) =>
		`Whole: ${reports} reports, every chain of evidence unbroken. Restored in ${rto}; lost would be: the last ${rpo}.`,
	provedFrom: { first: 'From the first place.', second: 'From the second place.' },
	duration: (seconds: number) =>
		seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`,
	certifyNow: 'Try a restore now',
	restored: {
		title: 'This system was restored from a backup',
		from: 'It holds everything until',
		lost: 'What came in after that is gone, up to the restore on',
		held: (count: number) =>
			`${count} messages are held: some may have been sent before. Until you decide, messages the clocks write are held, too, and nothing is erased by rule.`,
		release: 'Send them all',
		drop: 'Drop them all',
	},
	problem,
	alarm: (said: { about: string; problem: string }) => {
		const { what, toDo } =
			problem[said.problem as SafekeepingProblem] ?? alarms[said.problem] ?? problem.other;
		const subject = about[said.about] ?? 'Something needs a look';
		return {
			subject,
			text: `${subject}.\n\nWhy: ${what}\nWhat to do: ${toDo}\n\nThe whole state of the system is under Manage, in the room Health.\n`,
		};
	},
} satisfies Words['safekeeping'];
