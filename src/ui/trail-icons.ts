import type { StepName } from '#server/report/steps.ts';
import type { IconName } from './icons.ts';
import type { TrailNode } from './trail-view.ts';

/** The sign of each event. */
export const ICON_OF = {
	submit: 'person',
	ask_reporter: 'pause',
	ask_details: 'pause',
	supply_details: 'person',
	forward: 'onward',
	handle: 'eye',
	return: 'back',
	refer_out: 'onward',
	start: 'repeat',
	progress: 'office',
	first_answer: 'office',
	propose_answer: 'paper',
	send_back: 'back',
	approve_answer: 'message',
	answer: 'message',
	reply: 'person',
	add_details: 'person',
	confirm: 'check',
	dispute: 'cross',
	reopen: 'repeat',
	object: 'scales',
	object_to_answer: 'scales',
	close_silent: 'pause',
	archive: 'cross',
	archive_unsupplied: 'cross',
	merge: 'same',
	unmerge: 'same',
	withdraw: 'back',
	keep_open: 'eye',
	raise_confidentiality: 'lock',
	lower_confidentiality: 'lock',
	change_kind: 'pen',
	approve_kind: 'check',
	publish: 'eye',
	escalate_to_ombudsman: 'up',
	climb: 'up',
	tell_rights: 'bell',
	break_promise: 'warning',
	convert_to_ppid: 'paper',
	extend_ppid: 'pause',
	decide_ppid: 'message',
	object_ppid: 'scales',
	decide_ppid_objection: 'scales',
	tell_commission: 'bell',
} as const satisfies Record<StepName, IconName>;

/** Events whose node says more than who acted. */
export const NODE_OF: Partial<Record<StepName, TrailNode>> = {
	confirm: 'end',
	climb: 'climb',
	escalate_to_ombudsman: 'climb',
	break_promise: 'climb',
};
