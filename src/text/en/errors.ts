import type { Words } from '../id.ts';

export const errors = {
	title: 'Something needs fixing',
	count: (n) => (n === 1 ? '1 thing to fix' : `${n} things to fix`),
	rest: 'Everything else is kept.',
	code: (status) => `Error ${status}`,
	incidentBefore: 'tell us',
	incidentAfter: 'when you contact us',
	notFound: 'The page you are looking for does not exist, or has moved.',
	ourFault: 'This is our fault, not yours. Try again in a moment.',
	foreignForm: 'This was not sent from our page. Open the page again and send it from there.',
	noGovernment: 'No government uses this address yet. Check the address.',
	home: 'Home',
	reports: 'All reports',
	report: 'Make a report',
	again: 'Try again',
	track: 'Have a code? Track it here',
	trackHint: 'The code is on your receipt, WhatsApp or SMS.',
	trackAction: 'Track',
	page: {
		'404': {
			title: 'The thread ends here',
			lead: 'The page you are looking for does not exist, or has moved.',
			more: 'If you copied a report code, check it again. Our codes never use the letters O, I, L and U: what looks like them is a 0 or a 1.',
		},
		'403': {
			title: 'This was not sent from our page',
			lead: 'To keep you safe we do not accept forms from other sites. Nothing was saved.',
			more: 'Open the page again from our home page and send it from there.',
		},
		'413': {
			title: 'This is too large',
			lead: 'Nothing was saved. What you typed is still on the page before this one.',
			more: 'Go back, choose smaller or fewer photos, and send again.',
		},
		'422': {
			title: 'We cannot read this form',
			lead: 'Part of it was damaged on the way. Nothing was saved.',
			more: 'Go back, reload the page, and send it once more.',
		},
		'429': {
			title: 'Too many attempts',
			lead: 'Many requests came from this network in a short time. Your reports are safe.',
			more: 'Wait a few minutes, then try again.',
		},
		'500': {
			title: 'This is our fault, not yours',
			lead: 'The system has a problem. Go back one page: what you typed is still there.',
			more: 'The clock stays fair: our outage takes nothing from your rights. Urgent reports can go to any counter.',
		},
		'503': {
			title: 'The system is being looked after',
			lead: 'We will be back soon. Reports already sent are safe.',
			more: 'The clock stays fair: our outage takes nothing from your rights. Try again in a few minutes.',
		},
		'507': {
			title: 'Our storage is full',
			lead: 'This was not stored. Reports already sent are safe.',
			more: 'Go back to the page before: what you typed is still there. Send it again in a few minutes. Urgent reports can go to any counter.',
		},
	},
	fullForStaff:
		'For whoever runs the system: the disk is full. Make room as docs/running.md says under "When the disk is full". Once there is room the system stores again by itself.',
	offline: {
		title: 'There is no signal.',
		more: 'What you wrote is still on this page. Keep it open and send again when the signal is back.',
	},
} satisfies Words['errors'];
