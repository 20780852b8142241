import type { Words } from '../id.ts';

const noteAt = (link: string | null) => (link ? ` at ${link}.` : ' in the room of incidents.');

/** Incidents with personal data: the register, its clock, its letters. */
export const incidents = {
	breach: {
		title: 'Data incidents',
		lead: (hours, source) =>
			`A failure to protect personal data is told in writing to the people concerned and to the authority within ${hours} hours of knowing it (${source}).`,
		number: (year, seq) => `INS-${year}-${seq}`,
		none: 'No incident yet',
		noneHint:
			'Note every one, small ones too: a lost phone, a letter sent to the wrong person, an account taken over.',
		note: 'Note a new incident',
		fields: {
			title: 'What happened, in short',
			happened: 'When and how it happened',
			dataKinds: 'Which data',
			subjects: 'Whose data',
			measures: 'What is done about it',
		},
		knownAt: 'Known since',
		knownAtHint: 'From this moment the clock runs, and does not stop on holidays.',
		subjectCount: 'How many people',
		subjectCountHint: 'Leave empty while it is not known.',
		people: (n) => `${n} people`,
		unknownCount: 'not known yet',
		save: 'Save the incident',
		saveChange: 'Save the change',
		mustTell: 'To be told at the latest',
		told: 'Notices',
		toldTo: { subjects: 'To the people concerned', authority: 'To the authority', public: 'To the public' },
		notYet: 'not yet',
		onlySometimes: 'when the service is disturbed or many are concerned',
		noteTold: 'Note a notice',
		whom: 'To',
		at: 'On',
		how: 'How',
		howHint: 'Such as letters through the district office. Needed for notices to the people concerned.',
		close: 'Close the incident',
		closed: 'Closed',
		change: 'Change the note',
		letters: 'Text of the notices',
		lettersHint: 'Two letters ready to print, made from this page.',
		toSubjects: 'Notice to the people concerned',
		toAuthority: 'Notice to the data protection authority',
		letter: {
			subject: 'Subject: failure to protect personal data',
			known: (day) => `On ${day} we learned of a failure to protect personal data in our service.`,
			basis: (source) => `We give this notice under ${source}.`,
			dataKinds: 'Personal data exposed',
			subjects: 'People concerned',
			happened: 'When and how it was exposed',
			measures: 'What is done about it',
			ask: 'For questions, turn to',
			advice: 'Beware of messages or calls in our name that ask for codes, passwords or money.',
			place: (place, day) => `${place}, ${day}`,
		},
		faults: {
			too_short: 'Write a little more.',
			too_long: 'Too long. Please shorten it.',
			not_an_instant: 'Fill in day and time.',
			ahead: 'That time has not come yet. Check day and time.',
			not_a_number: 'Fill in a number, or leave it empty.',
			before_known: 'Earlier than it was known. Check day and time.',
			how_missing: 'Write how the people were told.',
			how_too_long: 'Too long. Please shorten it.',
		},
		refusals: {
			breach_gone: 'There is no such incident. Go back to the list.',
			changed_meanwhile: 'Somebody else has just changed this note. Look at it, then change it again.',
			closed_already: 'This incident is closed. Note a new one if there is news.',
			not_told_yet: 'Note the notices to the people concerned and to the authority first.',
		},
	},

	breachUntold: ({ subjectsTold, authorityTold }) =>
		[
			...(subjectsTold ? [] : ['the people whose data it is']),
			...(authorityTold ? [] : ['the authority']),
		].join(' and '),
	breachLetter: {
		soon: ({ number, due, untold, link }) => ({
			subject: `${number}: to be told by ${due}`,
			says: `Nobody has told ${untold} of incident ${number} yet.\n\nThe term ends on ${due}. Tell them in writing, then note when${noteAt(link)}`,
		}),
		over: ({ number, due, untold, link }) => ({
			subject: `${number}: the term to tell has ended`,
			says: `Nobody has told ${untold} of incident ${number} yet.\n\nThe term ended on ${due}. Tell them now, say why it is late, then note when${noteAt(link)}`,
		}),
	},
} satisfies Pick<Words['personalData'], 'breach' | 'breachUntold' | 'breachLetter'>;
