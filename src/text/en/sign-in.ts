import type { Words } from '../id.ts';

export const signIn = {
	title: 'Sign in',
	lead: 'For officers, leaders, UP3 and the Ombudsman. Reporting and tracking need no sign-in.',
	proofTitle: 'Make sure it is you',
	proofLead: (name: string) =>
		`${name}, what comes next matters. Sign in once more and you return to the page you were on.`,
	passkeyTitle: 'With a passkey',
	passkeyButton: 'Sign in with fingerprint, face or PIN',
	passkeyHint: 'A passkey is kept on your office phone or laptop. There is no password to leak.',
	passkeyWorking: 'Waiting for your device …',
	passkeyNeedsName: (address: string) => `Passkeys work only at an address with a name. Open ${address}.`,
	passwordTitle: 'With a password',
	passwordHint: 'Next we ask for 6 digits from your authenticator app.',
	email: 'Office e-mail',
	password: 'Password',
	next: 'Continue',
	lasts: (idleHours: number, hours: number) =>
		`You are signed out after ${idleHours} hours without activity, and after ${hours} hours at most. On a shared computer, press Sign out when you are done.`,
	lost: 'Cannot sign in? Ask the system administrator of your office.',
	signedOut: 'You are signed out on this device.',

	codeTitle: 'Enter 6 digits',
	codeLead: 'Open the authenticator app on your phone.',
	code: '6 digits from the app',
	codeButton: 'Sign in',
	codeWarning: 'Tell these digits to nobody, not even to somebody who says they are an officer.',
	recoveryTitle: 'No phone? Use a recovery code',
	recovery: 'Recovery code',
	recoveryHint: 'Ten letters and digits, such as 4F7K9-X2M8Q. Each code works once.',
	recoveryButton: 'Sign in with a recovery code',
	otherAccount: 'Use another account',

	signOutTitle: 'Sign out',
	signOutLead: (name: string) => `You are signed in as ${name}.`,
	signOutButton: 'Sign out on this device',
	stay: 'Stay signed in',

	field: {
		email: 'Enter your office e-mail.',
		password: 'Enter your password.',
		code: 'Enter the 6 digits from the app, or a recovery code.',
	},
	notDone: 'You are not signed in yet',
	retry: 'Put this right, then try again.',
	refusal: {
		wrong_credentials: 'E-mail or password do not match. Check both and try again.',
		no_second_factor:
			'This account has no authenticator app yet. Ask the system administrator to set your account up again.',
		no_assignment: 'Your account has no role in force today. Ask the system administrator of your office.',
		demo_closed:
			'Example accounts work only on the computer Tuntas runs on. Open the address on that computer.',
		challenge_over: 'Time is up, or five tries are used. Start again with e-mail and password.',
		not_accepted: 'We do not know this passkey. Try another device, or sign in with a password.',
	},
	wait: (seconds: number) =>
		`Several tries did not match. Wait ${waitWords(seconds)}, then try again. Passkeys still work.`,
	wrongCode: (left: number) =>
		`The code does not match or was used already. Wait for the next one. ${left} tries left.`,
	passkeyFailed: 'Your device gave no passkey. Try again, or sign in with a password.',
	unknownDevice: 'Another browser',
} satisfies Words['signIn'];

export const account = {
	title: 'My account',
	name: 'Name',
	email: 'E-mail',
	role: 'Present role',
	changeRole: 'Change role',
	signOut: 'Sign out',

	sessionsTitle: 'Devices signed in',
	sessionsHint: 'One you do not know? Sign it out, then change your password.',
	thisDevice: 'This device',
	since: 'Signed in',
	lastSeen: 'Last used',
	endSession: 'Sign out',
	endSessionOf: (device: string) => `Sign out ${device}`,
	endOthers: 'Sign out all other devices',
	sessionEnded: 'That device is signed out.',
	othersEnded: 'All other devices are signed out.',

	passkeysTitle: 'Passkeys',
	passkeysNone: 'None yet. With a passkey you sign in without a password and without digits.',
	passkeyName: 'Name of the new passkey',
	passkeyNameHint: 'So that you know it later, such as Office phone.',
	passkeyAdd: 'Add a passkey on this device',
	passkeyRemove: 'Remove',
	passkeyRemoveOf: (name: string) => `Remove passkey ${name}`,
	passkeyUnnamed: 'Without a name',
	passkeyAdded: 'The passkey is saved.',
	passkeyRemoved: 'The passkey is removed. Remove it from its device, too.',
	passkeyNeedsScript:
		'Adding a passkey needs JavaScript. Without it, password and authenticator app are enough.',
	created: 'Made',
	neverUsed: 'Never used',

	waysTitle: 'Password and codes',
	passwordChanged: 'Password changed',
	authenticatorSince: 'Authenticator app since',
	recoveryLeft: (count: number) => `${count} recovery codes unused`,
	recoveryFew: 'Your recovery codes are nearly used up. Make new ones.',
	recoveryNone: 'You have no recovery codes. Make some now, for when your phone is lost.',
	changePassword: 'Change password',
	changeAuthenticator: 'Change authenticator app',
	makeRecovery: 'Make new recovery codes',

	passwordTitle: 'Change password',
	newPassword: 'New password',
	passwordHint: (least: number) =>
		`At least ${least} characters. A few words you remember are better than odd signs.`,
	again: 'Repeat the new password',
	save: 'Save',
	passwordSaved: 'The password is changed. All other devices are signed out.',

	authenticatorTitle: 'Change authenticator app',
	authenticatorLead:
		'Scan this code with the authenticator app on your phone, then write the 6 digits it shows.',
	authenticatorQr: 'QR code for the authenticator app',
	authenticatorSecret: 'Cannot scan? Type this key into the app',
	authenticatorSave: 'Use this app',
	authenticatorSaved: 'The authenticator app is changed. The old one does not work any more.',

	recoveryTitle: 'Recovery codes',
	recoveryLead: 'For signing in when your phone is lost or broken. Each code works once.',
	recoveryMakeHint: 'The old codes stop working at once.',
	recoveryOnce: 'Write them down now. These codes are shown only once.',
	recoveryKeep: 'Print them or write them on paper, and lock them away, apart from your phone.',
	recoveryList: 'Your ten recovery codes',
	done: 'I have kept them',

	roleTitle: 'Choose a role',
	roleLead: 'You hold several roles. Choose one to work in now; you can change it at any time.',
	roleField: 'Role',
	roleButton: 'Work in this role',
	roleMissing: 'Choose a role.',

	fault: {
		short: (least: number) => `The password is still too short. Use at least ${least} characters.`,
		long: (most: number) => `The password is too long. Use at most ${most} characters.`,
		different: 'The two passwords differ. Write both again.',
		missing: 'This part is still empty.',
		code: 'Write the 6 digits from the authenticator app.',
	},
	notSaved: 'Nothing has changed yet',
	refusal: {
		proof_needed: 'Make sure first that it is you, then do it again.',
		proofLink: 'Make sure it is me',
		demo_shared:
			'This example account is shared, so the way to sign in cannot be changed. Run Tuntas on your own computer to try it.',
		challenge_over: 'Time is up. Reload this page and start again.',
		not_accepted: 'We cannot accept the passkey of this device. Try once more or use another device.',
		not_found: 'That passkey is gone already.',
		not_held: 'You do not hold that role any more. Choose another.',
	},
} satisfies Words['account'];

export const setUp = {
	title: 'First administrator',
	lead: 'This page opens once. When you are done, its address does not work any more.',
	agency: 'Name of the body that runs Tuntas',
	agencyHint:
		'For example the office of communication and information technology. The government itself is added later.',
	zone: 'Time zone',
	forAgency: (agency: string) => `For ${agency}.`,
	name: 'Full name',
	email: 'Office e-mail',
	password: 'Password',
	button: 'Make the administrator account',
	doneTitle: 'The administrator account is ready',
	doneLead: 'You are signed in. Keep these recovery codes first.',
	onward: 'To my account',
	fault: {
		agency: 'Enter the name of the body and choose its time zone.',
		name: 'Enter your full name.',
		email: 'Enter a complete e-mail, such as name@office.example.',
		emailTaken: 'This e-mail belongs to another account. Use another one.',
		wrongCode: 'The digits do not match. Check the clock of your phone, then write the digits it shows now.',
		challengeOver: 'That QR code was too old. Scan the new one below, then write its digits.',
	},
} satisfies Words['setUp'];

function waitWords(seconds: number): string {
	return seconds < 60 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
