import { formatNumber } from '../format.ts';
import type { Words } from '../id.ts';

export const files = {
	heading: 'Documents and recordings',
	count: (n: number) => `${n} ${n === 1 ? 'document or recording' : 'documents or recordings'}`,
	document: (pages: number) => `PDF document, ${formatNumber(pages, 'en')} ${pages === 1 ? 'page' : 'pages'}`,
	sound: (length: string) => `Sound recording, ${length}`,
	soundUnknown: 'Sound recording',
	open: (what: string) => `Download: ${what}`,
	openHint: 'It is saved on your device and not opened in the browser.',
	waiting: 'Not yet checked for viruses. It can be opened once the scanner has checked it.',
	quarantined: 'Held: the virus scanner found something in it. It cannot be opened.',
	quarantinedOwn: 'Held by the virus scanner. Your report can still be sent; nobody will open this file.',
	neverPublic: 'Seen only by officers who read the original report. Never shown to the public.',
	step: {
		lead: (most: number, megabytes: number, minutes: number) =>
			`Also ${most} PDF documents or sound recordings (OGG, M4A, MP3, WAV, AMR), each up to ${megabytes} MB and ${minutes} minutes.`,
		add: 'Add photographs, documents or recordings',
		addAction: 'Upload',
		item: (n: number) => `File ${n}`,
		alt: (n: number) => `What is in file ${n}?`,
		remove: (n: number) => `Remove file ${n}`,
		pdfPromise:
			'We write documents anew: scripts, forms and attachments in them are dropped. Recordings are left as they are.',
	},
	upload: {
		sending: 'Uploading',
		paused: 'No signal. It goes on by itself once there is one.',
		checking: 'Being checked',
		done: 'Received',
		failed: 'Not received. Choose the file again, or send it with the Upload button.',
	},
	place: {
		title: 'Your photograph carries a location',
		near: (village: string, district: string) =>
			`It seems to be from ${village}, ${district}. The location was removed from the photograph. Use it as the place?`,
		far: 'The location is outside the villages we know, and was removed from the photograph. Use it as the point on the map?',
		use: 'Use this location',
		drop: 'No, forget it',
		toPlace: 'Look at it on the place step',
		used: 'The location of the photograph is now the place. Check it, then go on.',
		dropped: 'The location of the photograph is forgotten.',
	},
	proof: {
		heading: 'Photographs as evidence',
		hint: 'May stay empty. Upload first, then choose what to cover. Until you choose, the public does not see it.',
		chosen: 'What the public sees of the evidence',
		add: 'Choose photographs',
		addAction: 'Upload photographs',
		remove: (n: number) => `Discard photograph ${n}`,
		secret: 'The reporter and officers see this photograph. The public sees what you choose below.',
		fault: (n: number) => `Photograph ${n}`,
	},
} satisfies Words['files'];
