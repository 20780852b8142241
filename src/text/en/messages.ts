import type { MessageFacts, MessageWords } from '#server/notification/message.ts';
import type { Clock, Kind } from '#server/report/clocks.ts';
import type { Words } from '../id.ts';

type Say = (m: MessageFacts) => MessageWords;

/** A sentence about a deadline, when one runs. */
const until = (due: string | null, sentence: (due: string) => string) => (due ? ` ${sentence(due)}` : '');

const CLOCK = {
	verify: 'assessing it',
	supply: 'details from the reporter',
	first_answer: 'the first answer',
	complete: 'the full answer',
	reply: 'the new answer',
	silence: 'the reporter to respond',
	case: 'the whole case',
	ppid: 'the decision on information',
	ppid_extension: 'the extended decision on information',
	ppid_objection: 'the objection about information',
} satisfies Record<Clock, string>;
const clockOf = ({ clock }: MessageFacts) => (clock ? CLOCK[clock] : 'the report');

const KIND = {
	complaint: 'a complaint',
	supervisory_complaint: 'a complaint about conduct',
	aspiration: 'a suggestion',
	information_request: 'a request for information',
} satisfies Record<Kind, string>;

const LATE = (m: MessageFacts) =>
	`The deadline for ${clockOf(m)} has passed${m.due ? `: ${m.due}` : ''}. Now with: ${m.unit}.`;
const SEE_CLOCK = 'See its clock';
const WORK = 'Open the report';

const answered: Say = ({ unit, due }) => ({
	subject: `${unit} has answered`,
	says: `${unit} has answered your report. All done? Close it and rate it. Not yet? Say so.${until(due, (day) => `Your turn until ${day}.`)}`,
	action: 'Read the answer',
});

const asked: Say = ({ unit, due }) => ({
	subject: 'We need details from you',
	says: `${unit} needs more details to work on your report.${until(due, (day) => `Send them by ${day}.`)}`,
	action: 'Read the question and answer',
});

const objection: Say = ({ due }) => ({
	subject: 'The reporter objects',
	says: `The reporter disagrees with what was decided and asks for a second look.${until(due, (day) => `Look by ${day}.`)}`,
	action: WORK,
});

const notYet: Say = ({ due }) => ({
	subject: 'The reporter: not done yet',
	says: `The reporter says the problem is not solved.${until(due, (day) => `Answer again by ${day}.`)}`,
	action: WORK,
});

const withdrawn: Say = () => ({
	subject: 'The reporter withdrew the report',
	says: 'The reporter withdrew this report. There is nothing left for you to do.',
	action: WORK,
});

const supplied: Say = ({ due }) => ({
	subject: 'The reporter sent details',
	says: `The details asked for have come; the clock runs again.${until(due, (day) => `Next deadline ${day}.`)}`,
	action: WORK,
});

const replied: Say = ({ due }) => ({
	subject: 'The reporter replied',
	says: `There is a reply from the reporter.${until(due, (day) => `Answer by ${day}.`)}`,
	action: WORK,
});

const ppidObjection: Say = ({ due }) => ({
	subject: 'An applicant for information objects',
	says: `The applicant objects to the superior of the information officer.${until(due, (day) => `Decide by ${day}.`)}`,
	action: WORK,
});

/** Messages to people, in English. */
export const messages = {
	hello: 'Hello,',
	helloOffice: 'Dear colleague,',
	code: (code: string) => `Code: ${code}`,
	link: (action: string, link: string) => `${action}: ${link}`,
	noLink: (action: string) => `${action} on the Tuntas site with this code.`,
	keepReceipt: 'Have your receipt at hand in case you are asked for it.',
	noReply: 'You need not reply to this e-mail.',
	signature: (government: string) => `Tuntas, ${government}`,
	account: {
		invite: ({ name, government, until, link }) => ({
			subject: `Invitation to Tuntas, ${government}`,
			says: `Dear ${name},\n\n${government} made a Tuntas account for you. Open this link to choose a password and set up an authenticator app:\n${link}\n\nThe link works once, until ${until}. Do not pass it on. Not expecting this? Ignore this e-mail.`,
		}),
		reset: ({ name, government, until, link }) => ({
			subject: `Choose anew how you sign in, ${government}`,
			says: `Dear ${name},\n\nThe administrator of ${government} asks you to choose a new password and authenticator app:\n${link}\n\nThe link works once, until ${until}. Do not pass it on. You did not ask for it? Call the system administrator of your office.`,
		}),
	},

	retention: ({ due }) => ({
		subject: 'The words of your report will be erased',
		says: `We erase the words of your finished report on ${due ?? 'a day soon'}. Its code, kind, office and dates stay.`,
		action: 'download a copy before that day',
	}),
	reporter: {
		submit: ({ due }) => ({
			subject: 'We received your report',
			says: `We have received your report.${until(due, (day) => `We will assess it by ${day}.`)}`,
			action: SEE_CLOCK,
		}),
		ask_reporter: asked,
		ask_details: asked,
		forward: ({ unit, due }) => ({
			subject: `Report forwarded to ${unit}`,
			says: `Now with: ${unit}.${until(due, (day) => `An answer is due by ${day}.`)}`,
			action: SEE_CLOCK,
		}),
		handle: ({ unit, due }) => ({
			subject: `${unit} works on your report`,
			says: `Now with: ${unit}.${until(due, (day) => `An answer is due by ${day}.`)}`,
			action: SEE_CLOCK,
		}),
		return: ({ due }) => ({
			subject: 'We are assessing your report again',
			says: `The office that had it says it is not theirs to solve. We are finding the right one; the clock keeps running.${until(due, (day) => `We will assess it by ${day}.`)}`,
			action: SEE_CLOCK,
		}),
		refer_out: ({ otherBody }) => ({
			subject: `Report referred to ${otherBody ?? 'another body'}`,
			says: `This is handled by ${otherBody ?? 'another body'}. How to follow it there is on the report’s page.`,
			action: 'Read how',
		}),
		take_over: ({ unit, due }) => ({
			subject: `Now with: ${unit}`,
			says: `The office that had your report in hand became part of ${unit}. All records and deadlines moved with it.${until(due, (day) => `An answer is due by ${day}.`)}`,
			action: SEE_CLOCK,
		}),
		start: ({ unit, due }) => ({
			subject: 'Work on your report has begun',
			says: `${unit} has begun to work on your report.${until(due, (day) => `An answer is due by ${day}.`)}`,
			action: SEE_CLOCK,
		}),
		progress: ({ unit, due }) => ({
			subject: 'News about your report',
			says: `${unit} wrote how the work is going.${until(due, (day) => `An answer is due by ${day}.`)}`,
			action: 'Read the news',
		}),
		first_answer: ({ unit, due, promise }) => ({
			subject: `First answer from ${unit}`,
			says: `${unit} gave a first answer. ${promise ? `Promised to be done by ${promise}.` : until(due, (day) => `The full answer is due by ${day}.`).trim()}`.trim(),
			action: 'Read the answer',
		}),
		approve_answer: answered,
		answer: answered,
		close_silent: ({ due }) => ({
			subject: 'Report closed without a response',
			says: `Your report was answered and we have not heard from you, so we closed it. Problem not solved?${until(due, (day) => `Reopen it by ${day}.`)}`,
			action: WORK,
		}),
		archive: ({ due }) => ({
			subject: 'Report not taken further',
			says: `The reason is on the report’s page.${until(due, (day) => `Do you disagree? Object by ${day}.`)}`,
			action: 'Read the reason',
		}),
		archive_unsupplied: ({ due }) => ({
			subject: 'Report archived, details are missing',
			says: `The details asked for had not come by the deadline.${until(due, (day) => `Do you want to go on? Object by ${day}.`)}`,
			action: WORK,
		}),
		merge: ({ due }) => ({
			subject: 'Reports joined',
			says: `We joined your report with another about the same thing. Your code and receipt stay valid.${until(due, (day) => `Not the same thing? Tell us by ${day}.`)}`,
			action: 'See the report',
		}),
		unmerge: () => ({
			subject: 'Report on its own again',
			says: 'Your report goes on by itself again, with the clock it had.',
			action: SEE_CLOCK,
		}),
		raise_confidentiality: () => ({
			subject: 'Your report is now more confidential',
			says: 'The confidentiality of your report was raised. Only you can lower it.',
			action: 'See who sees what',
		}),
		change_kind: ({ kind, due }) => ({
			subject: 'The kind of your report was changed',
			says: `Your report is now ${KIND[kind]}. The earlier deadline stays in force.${until(due, (day) => `Next deadline ${day}.`)}`,
			action: 'See the reason',
		}),
		approve_kind: ({ kind, due }) => ({
			subject: 'The kind of your report was approved',
			says: `A coordinator approved your report as ${KIND[kind]}.${until(due, (day) => `Next deadline ${day}.`)}`,
			action: SEE_CLOCK,
		}),
		tell_rights: () => ({
			subject: 'Your right to go to the Ombudsman',
			says: 'Your report was not fully answered in time. You may take it to the Ombudsman, free of charge.',
			action: 'Take it to the Ombudsman',
		}),
		convert_to_ppid: ({ due }) => ({
			subject: 'Your request is registered as one for public information',
			says: `Your request now goes the way of the law on public information.${until(due, (day) => `It is decided by ${day}.`)}`,
			action: SEE_CLOCK,
		}),
		extend_ppid: ({ due }) => ({
			subject: 'The decision takes more time',
			says: `The information officer needs more time; the reason stands on the page of the report.${until(due, (day) => `It is decided by ${day}.`)}`,
			action: 'Read the reason',
		}),
		decide_ppid: () => ({
			subject: 'Your request for information is decided',
			says: 'The information officer has decided. Do you disagree? The page of the report says until when you may object.',
			action: 'Read the decision',
		}),
		decide_ppid_objection: () => ({
			subject: 'Your objection is decided',
			says: 'The superior has decided your objection. The page of the report names the way to the Information Commission and its term.',
			action: 'Read the decision',
		}),
		tell_commission: () => ({
			subject: 'Your right: the Information Commission',
			says: 'Your objection was not decided in time. You may take the dispute to the Information Commission, free of charge.',
			action: 'See until when',
		}),
	},

	verifier: {
		supply_details: supplied,
		return: ({ due }) => ({
			subject: 'Report returned',
			says: `The office that had it says it is not theirs to solve. Its clock keeps running.${until(due, (day) => `Next deadline ${day}.`)}`,
			action: WORK,
		}),
		reply: replied,
		add_details: ({ due }) => ({
			subject: 'The reporter added details',
			says: `There are further details from the reporter.${until(due, (day) => `Assess it by ${day}.`)}`,
			action: WORK,
		}),
		object: objection,
		object_to_answer: objection,
		archive_unsupplied: () => ({
			subject: 'Report archived, details are missing',
			says: 'The details asked for had not come by the deadline. The reporter may object.',
			action: WORK,
		}),
		withdraw: withdrawn,
		keep_open: ({ due }) => ({
			subject: 'Report goes on without its reporter',
			says: `This withdrawn report is still handled in the public interest.${until(due, (day) => `Next deadline ${day}.`)}`,
			action: WORK,
		}),
		lower_confidentiality: () => ({
			subject: 'The reporter lowered the confidentiality',
			says: 'The reporter lowered the confidentiality of their report.',
			action: WORK,
		}),
		change_kind: ({ kind, due }) => ({
			subject: 'A change of kind waits for approval',
			says: `This report is proposed to be ${KIND[kind]}. The earlier deadline stays in force until that is approved.${until(due, (day) => `Next deadline ${day}.`)}`,
			action: WORK,
		}),
		escalate_to_ombudsman: ({ due }) => ({
			subject: 'The reporter took the report to the Ombudsman',
			says: `The Ombudsman now reads this report, too.${until(due, (day) => `Next deadline ${day}.`)}`,
			action: WORK,
		}),
	},

	unit: {
		supply_details: supplied,
		forward: ({ unit, due }) => ({
			subject: `A report for ${unit}`,
			says: `This report was forwarded to you.${until(due, (day) => `Answer by ${day}.`)}`,
			action: WORK,
		}),
		send_back: ({ due }) => ({
			subject: 'The answer needs work',
			says: `A superior sent the proposed answer back with a note.${until(due, (day) => `Next deadline ${day}.`)}`,
			action: 'Read the note',
		}),
		reply: replied,
		confirm: () => ({
			subject: 'The reporter closed the report',
			says: 'The reporter says the problem is solved and rated the answer. Thank you.',
			action: 'See the rating',
		}),
		dispute: notYet,
		reopen: notYet,
		close_silent: () => ({
			subject: 'Report closed without a response',
			says: 'The reporter did not respond to your answer, so the report was closed. They may still reopen it.',
			action: WORK,
		}),
		withdraw: withdrawn,
		approve_kind: ({ kind, due }) => ({
			subject: 'The kind of a report was approved',
			says: `This report is now ${KIND[kind]}.${until(due, (day) => `Next deadline ${day}.`)}`,
			action: WORK,
		}),
		break_promise: ({ promise, due }) => ({
			subject: 'A promise passed without an answer',
			says: `What was promised${promise ? ` for ${promise}` : ''} has not been answered. The report’s trail says so.${promise ? '' : until(due, (day) => `Next deadline ${day}.`)}`,
			action: WORK,
		}),
		convert_to_ppid: ({ due }) => ({
			subject: 'A request for public information',
			says: `This report was converted into a request for public information.${until(due, (day) => `Next deadline ${day}.`)}`,
			action: WORK,
		}),
		object_ppid: ppidObjection,
		decide_ppid_objection: () => ({
			subject: 'An objection about information is decided',
			says: 'The superior has decided the objection of the applicant. Carry it out.',
			action: WORK,
		}),
	},

	/** The superior of the information officer. */
	reviewer: {
		object_ppid: ppidObjection,
	},

	superior: {
		propose_answer: ({ unit, due }) => ({
			subject: `An answer of ${unit} waits for approval`,
			says: `Read it, then approve it or send it back with a note.${until(due, (day) => `Next deadline ${day}.`)}`,
			action: WORK,
		}),
		dispute: notYet,
		reopen: notYet,
		object: objection,
		object_to_answer: objection,
	},

	climb: {
		head: (m) => ({
			subject: `Past its deadline at ${m.unit}`,
			says: `${LATE(m)} Please see that it is dealt with today.`,
			action: WORK,
		}),
		leader: (m) => ({
			subject: `Raised to you: past its deadline at ${m.unit}`,
			says: `${LATE(m)} The head of the office has been told.`,
			action: WORK,
		}),
		ombudsman: (m) => ({
			subject: 'A report past its deadline',
			says: `${LATE(m)} Kind: ${KIND[m.kind]}. Text and identity are opened only with the reporter’s consent.`,
			action: WORK,
		}),
	},
} satisfies Words['messages'];
