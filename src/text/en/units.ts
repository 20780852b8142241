import type { Words } from '../id.ts';

/** The offices of a government, as their administrator changes them. */
export const units = {
	title: 'Units',
	lead: 'The offices of this government. A unit is never deleted: a merged one stays on record.',
	add: 'Add a unit',
	closed: 'Merged',
	closedInto: (name: string) => `merged into ${name}`,
	back: 'All units',
	name: 'Official name',
	nameHint: 'As in the regulation that founded it.',
	shortName: 'Short name',
	shortNameHint: 'Used in lists and e-mails.',
	kind: 'Kind',
	parent: 'Below',
	choose: 'Choose',
	addTitle: 'Add a unit',
	addButton: 'Add this unit',
	seeLog: 'Log about this unit',

	touchedTitle: 'In hand now',
	handled: 'Open reports',
	verified: 'Reports it verifies',
	people: 'People in post',
	below: 'Units below it',
	formerTitle: 'Former names',
	until: 'until',

	prove: 'Changing units takes a fresh proof that this is you.',
	rename: 'Rename',
	renameFrom: 'In force from',
	renameFromHint: 'Today or earlier. What happened before that day keeps the old name.',
	move: 'Move',
	moveTo: 'To stand below',
	merge: 'Merge',
	mergeInto: 'Continued by',
	mergeHint:
		'In force from today. People, topics and open reports go to the successor; each report records the move.',
	look: 'See what follows',

	preview: {
		title: 'Before it is saved',
		rename: (before: string, after: string) => `${before} becomes ${after}.`,
		move: (unit: string, parent: string) => `${unit} will stand below ${parent}.`,
		merge: (unit: string, heir: string) => `${unit} is closed and continued by ${heir}.`,
		touched: (reports: number, people: number, below: number) =>
			`Touches ${reports} open reports, ${people} people in post and ${below} units below it.`,
		kept: 'Reports stay where they are; only the name changes.',
		moved: 'Reports stay where they are; the office above changes.',
		save: 'Save',
		back: 'Cancel',
	},
	done: {
		added: 'Unit added.',
		renamed: 'Renamed. Old records keep the old name.',
		moved: 'Unit moved.',
		merged: 'The unit was merged into this one. Its reports are being moved.',
	},
	fault: {
		name: 'Fill in the official name.',
		shortName: 'Fill in the short name.',
		from: 'Choose the day it is in force.',
	},
	refusal: {
		proof_needed: 'Prove first that this is you, then try again.',
		demo_shared:
			'This example account is shared, so units cannot be changed here. Run Tuntas on your own computer to try it.',
		not_found: 'This unit has changed. Load the page again.',
		kind_missing: 'Choose the kind.',
		parent_missing: 'Choose the unit above it.',
		own_child: 'That unit stands below this one. Choose another.',
		successor_missing: 'Choose the unit that continues it.',
		needed: 'The system needs this unit. You can rename it.',
		same: 'Nothing has changed yet.',
		name_taken: 'Another unit has this name. Use a different one.',
		day_impossible: 'Choose today or earlier, and after the last change of name.',
	},
} satisfies Words['units'];
