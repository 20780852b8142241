import type { Words } from '../id.ts';

/** What each of the five steps of the form asks. */
export const formSteps = {
	1: {
		heading: 'What happened?',
		kind: 'Kind of report',
		kindTerm: (term) => `Answer within ${term}.`,
		story: 'Tell what happened',
		storyHint:
			'Which service, when, what it means for you, and what you hope for. Everyday language or a local language is fine.',
		title: 'Short title',
		titleHint:
			'This is what the public list shows. Empty? We take the first sentence. Do not write anybody’s name.',
		occurredOn: 'When did it happen?',
	},
	2: {
		heading: 'Where, and which office?',
		district: 'District',
		districtPick: 'Choose a district',
		noPlace: 'Not at a certain place',
		showVillages: 'Show villages',
		village: 'Village',
		villageUnknown: 'I do not know the village',
		villageNow: (district) =>
			`The villages of ${district} are shown now. Choose one and go on. You do not know it? Just go on.`,
		place: 'The exact place',
		placeHint:
			'Street, landmark, or name of a building. Do not write your home address if you do not want to be recognised.',
		position: 'Add a map position',
		positionHint:
			'May stay empty. If you know the figures, from a map app for example. The public does not see it.',
		lat: 'Latitude',
		lon: 'Longitude',
		office: 'The office responsible',
		officeHint:
			'From your story it seems to be one of these. A wrong choice does no harm; an officer will move it.',
		officeHintNone: 'You need not know. The checking officer finds the right office.',
		officeUnknown: 'I do not know',
		officeUnknownHint: 'An officer chooses.',
		officeOther: 'Another office',
		officeOtherPick: 'Choose an office',
		because: (words) => `Because you mention: ${words}.`,
		becausePlace: 'Serves the place you chose.',
		about: 'This report is about the office itself',
		aboutHint:
			'For example how its officers behave, or fees asked there. The office it is about neither gets nor sees this report.',
	},
	similar: {
		heading: 'Is it the same as one of these?',
		lead: 'There are similar reports from the same place. Supporting one is faster: one clock, one answer.',
		supporters: (n) => (n === 0 ? 'No supporters yet' : supporters(n)),
		same: 'This affects me too',
		other: 'None of these, go on with my report',
		draftKept: 'Your draft is kept, whatever you choose.',
	},
	thanks: {
		heading: 'Thank you, you are counted',
		already: 'This phone was counted before. Once per phone is enough.',
		count: (n) => `${n} ${n === 1 ? 'citizen is' : 'citizens are'} affected now.`,
		follow: 'Follow that report',
		own: 'Send my own report all the same',
	},
	3: {
		heading: 'Photos',
		lead: (most, megabytes) =>
			`You may skip this. At most ${most} photos as JPEG, PNG or WebP, up to ${megabytes} MB each.`,
		alt: (n) => `What can be seen in photo ${n}?`,
		altHint: 'One sentence, for readers who cannot see it.',
		remove: (n) => `Remove photo ${n}`,
		photo: (n) => `Photo ${n}`,
		full: (most) => `There are ${most} photos already. Remove one to replace it.`,
		promiseTitle: 'We throw away the location inside photos.',
		promise:
			'Faces and number plates had better not be seen. An officer blurs them before the public sees the photo.',
		skip: 'Skip this step',
	},
	4: {
		heading: 'Who may know?',
		choose: 'Choose how you appear',
		hint: {
			open: 'After a check, the text and your first name appear on the public page.',
			anonymous:
				'After a check, the text appears without a name. The office that handles it does not see your name either.',
			confidential:
				'Appears nowhere. Somebody who has only the code does not find it either; the receipt opens it.',
		},
		supervisoryFixed:
			'A complaint about conduct is always secret. It appears nowhere, and only the receipt opens it.',
		table: 'Who sees what',
		who: 'Who looks',
		watcher: {
			public: 'Public',
			verifier: 'Checking officer',
			handling_unit: 'Office that handles it',
			leader: 'Head of government, deputy, secretary',
			inspectorate: 'Inspectorate',
			ombudsman: 'Ombudsman',
			overseer: 'National and provincial bodies',
		},
		asked: { clock: 'status and clock', story: 'text', name: 'name', contact: 'phone, e-mail' },
		publicStory: 'the edited text',
		publicName: 'first name',
		secrecy: { open: 'Public', anonymous: 'Anonymous', confidential: 'Secret', supervisory: 'Conduct' },
		answer: {
			yes: 'yes',
			no: 'no',
			released: 'a copy the checking officer releases',
			if_referred: 'if referred to them',
			if_may_call: 'if you allow it',
			once_climbed: 'if it is late and raised to them',
			once_escalated: 'code and clock, if raised to them',
			with_consent: 'if you agree',
		},
		tableMore: 'The whole table: everybody who looks',
		tableNote:
			'This table is made from the rules the system runs on, not written beside them. An office does not see reports about itself.',
		honestTitle: 'To be honest:',
		honest:
			'anonymous is not the same as untraceable. Your story or photos may let people guess. Anonymous does not hide you from a court, and does not remove traces on your own phone or network.',
		name: 'Your name',
		nameHint: 'Needed for Public. For Anonymous and Secret we do not keep a name.',
		contact: 'News for you',
		contactHint:
			'May stay empty. Used by the system to send news, kept encrypted, and shown to no officer. Without it, only the receipt leads back to your report.',
		phone: 'Mobile number',
		email: 'E-mail',
		mayCall: 'Officers may call me',
		mayCallHint:
			'For Public only. The checking officer and the office that handles it then see your number; each look is recorded.',
		bribeTitle: 'Your story mentions illegal fees or bribes',
		bribe: (office) =>
			`You can make it a complaint about conduct: secret, and handled by ${office}, not by the office it is about. If a crime is suspected, ${office} names the law enforcement body it goes to and how to follow it there.`,
		bribeAction: 'Make it a complaint about conduct',
		supervisoryTitle: 'This is a complaint about conduct',
		supervisory: (office) =>
			`Received and examined by ${office}. The office it is about does not see it. If a crime is suspected, ${office} names the law enforcement body it goes to and how to follow it there.`,
		supervisoryUndo: 'Make it an ordinary complaint',
	},
	5: {
		heading: 'Check, then send',
		kind: 'Kind',
		title: 'Title',
		story: 'Story',
		occurredOn: 'Happened on',
		place: 'Place',
		office: 'Office',
		officeUnknown: 'An officer chooses',
		about: 'About this office',
		photos: 'Evidence',
		photoCount: (n) => (n === 0 ? 'No photos' : photos(n)),
		shownAs: 'Shown as',
		changes: {
			kind: 'Change text',
			place: 'Change place',
			photos: 'Change photos',
			shownAs: 'Change choice',
		},
		preview: 'What the public will read',
		previewAfter: 'Exactly this, after an officer has checked it. Until then status and clock only.',
		previewNone: 'Nothing. This report appears on no public page, list or search.',
		previewPhotos: (n) => `${photos(n)}, after an officer has blurred faces and plates.`,
		by: (who) => `From ${who}`,
		noName: 'a reporter without a name',
		personalTitle: 'There is personal data in the text',
		personal: 'The public would read it. Mask it with one tap, or change it yourself.',
		found: (what, where) => `${what} in the ${where}`,
		text: { title: 'title', body: 'story', place: 'place' },
		mask: 'Mask all of it',
		masked: 'Personal data is masked. Read it once more before sending.',
		ifSent: 'If you send it now',
		receives: 'Received and checked by',
		verifyBy: 'Checked at the latest on',
		completeWithin: (term) => `Answered within ${term} of being forwarded`,
		daysOff: (days) => `${days}: days off, not counted.`,
		truth: 'This story is true as far as I know',
		truthHint: 'A report cannot be deleted once sent, but you can withdraw it.',
		truthMissing: 'Tick that this story is true as far as you know',
		send: 'Send the report',
	},
} satisfies Words['form']['steps'];

function photos(n: number): string {
	return n === 1 ? '1 photo' : `${n} photos`;
}

function supporters(n: number): string {
	return n === 1 ? '1 citizen is affected, too' : `${n} citizens are affected, too`;
}
