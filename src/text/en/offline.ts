import type { Words } from '../id.ts';

/** Reporting without a signal: the one-page form, and what a phone keeps of reports. */
export const offline = {
	title: 'Report on one page',
	lead: 'Everything on one page, without photos. Staff choose the right office for you.',
	needsSignal: 'This browser does not run JavaScript. The report is sent at once, so it needs a signal.',
	steps: 'The form in five steps, with photos',
	region: 'District and village',
	regionHint: 'Not sure of the village? Choose the district alone.',
	regionPick: 'Choose a district or village',
	wholeDistrict: (district) => `${district} district, village unknown`,
	supervisory: 'A complaint about misconduct is always secret, whatever you choose below.',
	publicHint:
		'Do not write anybody’s identity number, phone number or home address in the story or the place.',
	onDevice:
		'Without a signal the report is kept on this phone, encrypted, until it is sent. Whoever opens this phone can read it on this page. A secret report is kept only if you agree.',
	send: 'Send the report',
	sending: 'Sending',

	noSignal: 'No signal',
	noSignalLead: 'Write it here. The report waits on this phone and is sent as soon as the signal is back.',

	here: 'On this phone',
	waiting: 'Your report is safe on this phone',
	waitingMore: 'Not sent yet. Do not clear this browser’s data.',
	leavesAlone:
		'It is sent by itself once the signal is back, usually even after this page was closed; at the latest when the Report page is opened again.',
	leavesWhenOpen: 'We send it once the signal is back and the Report page is open.',
	faulty: 'It could not be taken yet. Mend this first:',
	story: 'Report',
	keptAt: 'Kept',
	size: 'Size',
	tryNow: 'Try to send now',
	mend: 'Mend it',
	remove: 'Delete from this phone',
	removeReport: 'This report has not been sent. Once deleted, there is no copy of it.',
	removeYes: 'Yes, delete it',

	sent: 'We have received your report',
	sentMore: 'Note down the receipt. We do not store it and cannot send it again.',
	code: 'Tracking code',
	receipt: 'Secret receipt',
	receiptHint: 'This is your key. Whoever holds it can read everything and reply in your name.',
	open: 'Open the report',
	noted: 'I have noted it, delete it from this phone',

	typed: 'There is text that was not sent',
	typedMore: 'It is kept on this phone, encrypted.',
	useAgain: 'Use it again',
	toStep: 'Open its step',

	ask: 'We do not keep a secret report without your consent',
	askMore:
		'There is no signal, so it was not sent. What you wrote is still on this page. If it is kept on this phone, whoever opens this phone can read it until it is sent or you delete it.',
	agree: 'I agree, keep it on this phone',

	link: 'A report of yours is kept on this phone.',
	linkAction: 'See it',
	weakSignal: 'Weak signal?',
	weakSignalAction: 'Use the form on one page',

	signalBack: 'The signal is back. Send it once more.',
	typedKept:
		'No signal. What you wrote on this step is kept on this phone, encrypted. You may close this page.',
	stillWaiting: 'Not sent yet. The report is still safe on this phone.',
	cannotKeep:
		'This browser cannot keep anything. Leave this page open and send again when the signal is back.',
} satisfies Words['offline'];
