import { formatBytes, formatNumber } from '../format.ts';
import type { RefusalWords } from '../refusals.ts';
import { labels } from './labels-ui.ts';
import { trail } from './trail.ts';

const photoHelp = 'Nothing is lost. Choose another photo, or go on without this one.';
const fileHelp = 'Nothing is lost. Choose another file, or go on without this one.';
const receiptHelp = 'Compare it with your receipt again, group by group.';
const codeHelp = 'Compare it with the code on your receipt again.';
const reload = 'This page already shows how things stand now.';

export const refusals = {
	report_not_found: () => ({
		title: 'There is no such report.',
		help: 'Check the code again. A secret report opens with its receipt only.',
	}),
	not_permitted: () => ({
		title: 'This step is not for your role.',
		help: 'Another office holds this report, or the step is the reporter’s. Ask the checking officer if it should be yours.',
	}),
	wrong_status: ({ status, step }) => ({
		title: `This report now stands at “${labels.status[status]}”.`,
		help: `“${trail.title[step]}” no longer applies here. ${reload} Choose one of the steps offered.`,
	}),
	words_missing: () => ({
		title: 'Write an explanation.',
		help: 'A few sentences are enough. Whoever reads it needs to know what and why.',
	}),
	version_conflict: () => ({
		title: 'This report changed since you opened it.',
		help: 'Read the latest news on this page first. Your text is still here; send it again if it still matters.',
	}),
	target_unit: () => ({
		title: 'Choose the office it goes to.',
		help: 'A report cannot be forwarded to the office it is about.',
	}),
	coordinator_after_hops: () => ({
		title: 'This report has moved too often.',
		help: 'The coordinator now decides which office has it. Tell the coordinator what you suggest.',
	}),
	asks_left: () => ({
		title: 'The reporter was asked as often as is allowed.',
		help: 'Decide with what is known, or find it out elsewhere.',
	}),
	other_body: () => ({
		title: 'Name the body and how to follow the matter there.',
		help: 'Write the name of the body and what the reporter can do there, at least ten letters.',
	}),
	archive_reason: () => ({
		title: 'Choose a reason from the list.',
		help: '“Not ours” does not close a report: refer it to the other body.',
	}),
	answer_parts: () => ({
		title: 'The answer is not complete.',
		help: 'Write what was done, by whom, on which day (not one to come), and with what evidence.',
	}),
	promise_ahead: () => ({
		title: 'The day promised has passed.',
		help: 'Choose today or later, or leave it empty.',
	}),
	approval_needed: () => ({
		title: 'This answer needs no approval.',
		help: 'This office answers by itself, or an answer already waits for approval.',
	}),
	no_approval_needed: () => ({
		title: 'Answers of this office need a superior’s approval.',
		help: 'Propose the answer; a superior approves it or sends it back.',
	}),
	answer_waits: () => ({
		title: 'No answer is waiting.',
		help: 'It may have been approved or sent back. See the history.',
	}),
	not_own_answer: () => ({
		title: 'You proposed this answer yourself.',
		help: 'Somebody else who may approve needs to do it.',
	}),
	rating: () => ({
		title: 'Choose a rating from 1 to 5.',
		help: 'It is shown beside the answer of that office.',
	}),
	reopen_window: () => ({
		title: 'The time for this step has passed.',
		help: 'If the problem is back, make a new report and name the code of this one.',
	}),
	unmerge_window: () => ({
		title: 'The time to separate this report has passed.',
		help: 'Ask the reporter for a new report if the matter is a different one.',
	}),
	withdrawn: () => ({
		title: 'The reporter has not withdrawn this report.',
		help: 'This step is only for withdrawn reports.',
	}),
	not_withdrawn: () => ({
		title: 'You withdrew this report yourself.',
		help: 'If you changed your mind, make a new report and name the code of this one.',
	}),
	receipt_again: () => ({
		title: 'Type the receipt of this report once more.',
		help: 'This step cannot be undone, so we make sure that you are the reporter.',
	}),
	heir: () => ({
		title: 'No other office takes over.',
		help: 'The report is with the right office already. Load the page again.',
	}),
	other_report: () => ({
		title: 'That report cannot be used.',
		help: 'Choose another report of the same government that has not ended.',
	}),
	higher_confidentiality: () => ({
		title: 'Choose something more secret than now.',
		help: 'Only the reporter can lower it, with the receipt.',
	}),
	lower_confidentiality: () => ({
		title: 'Choose something more open than now.',
		help: 'A complaint about conduct stays secret.',
	}),
	other_kind: () => ({
		title: 'Choose another kind than now.',
		help: 'If the kind is right, nothing needs to change.',
	}),
	kind_waits: () => ({
		title: 'No change of kind is waiting.',
		help: 'It may have been approved. See the history.',
	}),
	publishable: () => ({
		title: 'The public copy cannot be shown yet.',
		help: 'Secret reports are not shown. For others, complete title and text of the copy.',
	}),
	overrun: () => ({
		title: 'No deadline has been missed yet.',
		help: 'This step opens as soon as one is.',
	}),
	no_ppid: () => ({
		title: 'A request for public information goes the way of its own law.',
		help: 'Wait for the decision; then you can object to the superior of the information officer.',
	}),
	convertible: () => ({
		title: 'This report cannot be converted yet.',
		help: 'It must be an information request, and its reporter must be named. Ask the reporter to lift the secrecy, or change the kind first.',
	}),
	ppid_request: () => ({
		title: 'Name the information asked for and what it is for.',
		help: 'Both go into the register of requests.',
	}),
	ppid_extendable: () => ({
		title: 'The time cannot be extended any more.',
		help: 'It is extended once only, before the first deadline. Decide with what you have.',
	}),
	ppid_open: () => ({ title: 'This request was decided.', help: 'See the decision in the history.' }),
	ppid_decision: () => ({
		title: 'The decision is not complete.',
		help: 'Choose the decision, and the reason when something is kept back.',
	}),
	ppid_objectable: () => ({
		title: 'An objection is not open yet, or no longer.',
		help: 'It opens after the decision, or once its deadline has passed, for the time this page names.',
	}),
	ppid_objected: () => ({
		title: 'No objection is waiting.',
		help: 'It may have been decided. See the history.',
	}),
	words_too_long: ({ given, most }) => ({
		title: `This is ${formatNumber(given, 'en')} letters long; ${formatNumber(most, 'en')} fit.`,
		help: 'Shorten it a little; your text is still here.',
	}),
	personal_data: () => ({
		title: 'Your text held personal data; we masked it.',
		help: 'The public reads this reply. Look at the text, then send it again.',
	}),
	consent_missing: () => ({
		title: 'Tick your consent first.',
		help: 'Without it the Ombudsman sees code and clock only.',
	}),
	enough_for_today: ({ most, phone, email }) => ({
		title: `There were ${most} messages about this report today.`,
		help: `We have received all of them. Talk to an officer: ${[phone, email].filter(Boolean).join(' or ')}. Your text is still here; it can be sent tomorrow.`,
	}),
	draft_gone: () => ({
		title: 'This draft is no longer there.',
		help: 'Its time was up, or you deleted it. Nothing was sent. Begin again with the first step.',
	}),
	draft_faulty: () => ({
		title: 'A step is not complete yet.',
		help: 'We bring you there. Everything else is kept.',
	}),
	unknown_fields: ({ fields }) => ({
		title: 'This form carries fields we do not know.',
		help: `Nothing was changed. The fields: ${fields.join(', ')}.`,
	}),
	photo_too_many: ({ most }) => ({
		title: `At most ${most} photos.`,
		help: 'Remove one to replace it. The others are kept.',
	}),
	photo_too_large: ({ megabytes }) => ({
		title: `This photo is larger than ${formatBytes(megabytes * 1_000_000, 'en')}.`,
		help: 'Make it smaller in your camera or gallery app, then upload it again.',
	}),
	photo_empty: () => ({
		title: 'No photo was chosen yet.',
		help: 'Choose a photo first, or skip this step.',
	}),
	heic_unsupported: () => ({
		title: 'This photo is in the HEIC format, which we cannot open yet.',
		help: 'On an iPhone: Settings, Camera, Formats, choose “Most Compatible”, and take it again. Or send a screenshot of it.',
	}),
	photo_format: () => ({
		title: 'This file is no JPEG, PNG or WebP photo.',
		help: 'For documents, take a picture of the page with your phone.',
	}),
	photo_too_many_pixels: ({ megapixels }) => ({
		title: `This photo has more than ${megapixels} megapixels.`,
		help: 'Make it smaller in your gallery, or take it again at a smaller size.',
	}),
	photo_sides: ({ shortest, longest }) => ({
		title: 'This photo has an unusual size.',
		help: `Each side must be between ${shortest} and ${formatNumber(longest, 'en')} pixels. ${photoHelp}`,
	}),
	photo_unreadable: () => ({ title: 'This photo is damaged or not whole.', help: photoHelp }),
	photo_too_heavy: () => ({ title: 'This photo is too heavy to open.', help: photoHelp }),
	photo_busy: () => ({
		title: 'Many photos are being worked on right now.',
		help: 'Wait a few seconds, then upload it again. Everything else is kept.',
	}),
	file_too_many: ({ most }) => ({
		title: `At most ${most} documents and recordings.`,
		help: 'Remove one to replace it. The others stay.',
	}),
	file_too_large: ({ megabytes }) => ({
		title: `This file is larger than ${formatBytes(megabytes * 1_000_000, 'en')}.`,
		help: 'Send some of its pages, or a shorter recording.',
	}),
	file_format: () => ({
		title: 'We do not take this kind of file.',
		help: 'What we take: photographs as JPEG, PNG, WebP; documents as PDF; recordings as OGG, M4A, MP3, WAV, AMR. Save other documents as PDF, or photograph the pages.',
	}),
	file_mislabelled: ({ said }) => ({
		title: `The name of this file ends in “.${said}”, its content is something else.`,
		help: 'Look at the file again, mend the ending of its name, and upload it again. Nothing was changed.',
	}),
	file_too_heavy: () => ({ title: 'This file is too heavy to be checked.', help: fileHelp }),
	file_busy: () => ({
		title: 'We are working on many files at the moment.',
		help: 'Wait a few seconds and upload it again. Everything else is saved.',
	}),
	pdf_locked: () => ({
		title: 'This PDF document is locked with a password.',
		help: 'Save a copy without the password, or photograph its pages.',
	}),
	pdf_pages: ({ most }) => ({
		title: `This document has more than ${formatNumber(most, 'en')} pages.`,
		help: 'Send the pages that matter, and tell us about the rest.',
	}),
	pdf_unreadable: () => ({ title: 'This PDF document is damaged or not whole.', help: fileHelp }),
	sound_unreadable: () => ({
		title: 'This recording is not whole, or carries something else.',
		help: 'Record it again with the recorder of your phone. We do not take videos.',
	}),
	sound_long: ({ minutes }) => ({
		title: `This recording is longer than ${minutes} minutes.`,
		help: 'Cut out the part that matters and upload it again.',
	}),
	code_empty: () => ({ title: 'Type a report code first.', help: codeHelp }),
	code_shape: () => ({ title: 'This does not look like a report code yet.', help: codeHelp }),
	code_symbol: ({ symbol }) => ({ title: `“${symbol}” is not in our codes.`, help: codeHelp }),
	code_short: ({ missing }) => ({
		title: missing === 1 ? 'One letter or digit is missing.' : `${missing} letters or digits are missing.`,
		help: codeHelp,
	}),
	code_check: () => ({ title: 'A letter or digit is not right.', help: codeHelp }),
	receipt_empty: () => ({ title: 'Type a receipt first.', help: receiptHelp }),
	receipt_symbol: ({ symbol }) => ({ title: `“${symbol}” is not in our receipts.`, help: receiptHelp }),
	receipt_length: ({ given, wanted }) => ({
		title: `These are ${given} letters and digits; a receipt has ${wanted}.`,
		help: receiptHelp,
	}),
	receipt_check: () => ({ title: 'A letter or digit is not right.', help: receiptHelp }),
	receipt_unknown: () => ({
		title: 'This receipt opens no report here.',
		help: `${receiptHelp} Reports to another government open on that government’s site.`,
	}),
} satisfies RefusalWords;
