import type { Capability } from '../access/roles.ts';
import type { Clock } from './clocks.ts';
import type { Need } from './guards.ts';
import type { Status } from './statuses.ts';

/** Who reads the words of a step, when the report is published. */
export type Readers = 'public' | 'reporter' | 'staff';
/** Who is told that it happened. */
export type Audience = 'reporter' | 'verifier' | 'unit' | 'superior' | 'reviewer' | 'followers';

export type StepRule = {
	readonly from: readonly Status[];
	/** `same`: the report stays where it is. `resume`: back to where it was when the reporter was asked. */
	readonly to: Status | 'same' | 'resume';
	/** The capability it takes; any one of several. */
	readonly by: Capability | readonly Capability[];
	readonly words: 'required' | 'optional' | 'none';
	readonly readers: Readers;
	/** Clocks that begin with this step, besides the one of the status it leads to. */
	readonly starts: readonly Clock[];
	/** Clocks it meets, besides that of the status it leaves. `all`: the way ends here, open clocks end unmet. */
	readonly stops: readonly Clock[] | 'all';
	/** Clocks it puts others in the place of: they end, neither met nor missed, and never run again. */
	readonly replaces?: readonly Clock[];
	/** Whether pausable clocks stand still from here, or go on. */
	readonly pause?: 'begins' | 'ends';
	/** Clocks that ended unmet when the report's way ended run on, with their old deadlines. */
	readonly revives?: true;
	/** What must hold besides status and right, in the order it is checked (guards.ts). */
	readonly needs?: readonly Need[];
	readonly tells: readonly Audience[];
	/** Article or public rule that gives the right to this step; every source stands in docs/law.md. */
	readonly source: string;
};

const FLOW = 'SP4N-LAPOR!, alur layanan';
const RULES = 'Tuntas, rules of record §2';
const INFORMATION = 'UU 14/2008 ps. 22';
const ANSWERED = ['first_answer', 'complete', 'reply', 'case'] as const;
const OPEN = ['received', 'awaiting_reporter', 'forwarded', 'in_progress', 'answered'] as const;

/** Every way a report can move. If it is not here, it cannot happen. */
// biome-ignore format: a table is read across.
export const STEPS = {
	submit: { from: ['draft'], to: 'received', by: 'respond', words: 'none', readers: 'public', starts: ['case'], stops: [], tells: ['reporter'], source: 'UU 25/2009 ps. 42' },
	ask_reporter: { from: ['received'], to: 'awaiting_reporter', by: 'verify', words: 'required', readers: 'reporter', starts: [], stops: [], pause: 'begins', tells: ['reporter'], needs: ['asks_left'], source: FLOW },
	ask_details: { from: ['forwarded', 'in_progress'], to: 'awaiting_reporter', by: 'follow_up', words: 'required', readers: 'reporter', starts: [], stops: [], pause: 'begins', tells: ['reporter'], needs: ['asks_left'], source: FLOW },
	supply_details: { from: ['awaiting_reporter'], to: 'resume', by: 'respond', words: 'required', readers: 'reporter', starts: [], stops: [], pause: 'ends', tells: ['verifier', 'unit'], source: FLOW },
	forward: { from: ['received'], to: 'forwarded', by: 'verify', words: 'optional', readers: 'public', starts: ['first_answer', 'complete'], stops: [], tells: ['reporter', 'unit', 'followers'], needs: ['target_unit', 'coordinator_after_hops'], source: FLOW },
	handle: { from: ['received'], to: 'in_progress', by: 'verify', words: 'optional', readers: 'public', starts: ['first_answer', 'complete'], stops: [], tells: ['reporter'], source: FLOW },
	return: { from: ['forwarded', 'in_progress'], to: 'received', by: 'follow_up', words: 'required', readers: 'reporter', starts: [], stops: [], tells: ['reporter', 'verifier'], source: FLOW },
	refer_out: { from: ['received'], to: 'referred_out', by: 'verify', words: 'required', readers: 'public', starts: [], stops: 'all', tells: ['reporter', 'followers'], needs: ['no_ppid', 'other_body'], source: FLOW },
	start: { from: ['forwarded'], to: 'in_progress', by: 'follow_up', words: 'optional', readers: 'public', starts: [], stops: [], tells: ['reporter'], source: FLOW },
	progress: { from: ['in_progress'], to: 'same', by: 'follow_up', words: 'required', readers: 'public', starts: [], stops: [], tells: ['reporter', 'followers'], source: FLOW },
	first_answer: { from: ['forwarded', 'in_progress'], to: 'in_progress', by: 'answer', words: 'required', readers: 'public', starts: [], stops: ['first_answer'], tells: ['reporter', 'followers'], needs: ['no_ppid', 'promise_ahead'], source: FLOW },
	propose_answer: { from: ['forwarded', 'in_progress'], to: 'in_progress', by: 'answer', words: 'required', readers: 'staff', starts: [], stops: [], tells: ['superior'], needs: ['no_ppid', 'approval_needed', 'answer_parts', 'promise_ahead'], source: FLOW },
	send_back: { from: ['in_progress'], to: 'same', by: 'approve', words: 'required', readers: 'staff', starts: [], stops: [], tells: ['unit'], needs: ['answer_waits'], source: FLOW },
	approve_answer: { from: ['in_progress'], to: 'answered', by: 'approve', words: 'none', readers: 'public', starts: [], stops: ANSWERED, tells: ['reporter', 'followers'], needs: ['answer_waits', 'not_own_answer'], source: FLOW },
	answer: { from: ['forwarded', 'in_progress'], to: 'answered', by: 'answer', words: 'required', readers: 'public', starts: [], stops: ANSWERED, tells: ['reporter', 'followers'], needs: ['no_ppid', 'no_approval_needed', 'answer_parts', 'promise_ahead'], source: 'PermenPANRB 62/2018' },
	reply: { from: ['forwarded', 'in_progress'], to: 'same', by: 'respond', words: 'required', readers: 'public', starts: ['reply'], stops: [], tells: ['verifier', 'unit'], source: RULES },
	add_details: { from: ['received'], to: 'same', by: 'respond', words: 'required', readers: 'reporter', starts: [], stops: [], tells: ['verifier'], source: RULES },
	confirm: { from: ['answered'], to: 'closed', by: 'respond', words: 'optional', readers: 'public', starts: [], stops: 'all', tells: ['unit', 'followers'], needs: ['rating'], source: FLOW },
	dispute: { from: ['answered'], to: 'in_progress', by: 'respond', words: 'required', readers: 'public', starts: ['reply'], stops: [], tells: ['unit', 'superior'], needs: ['no_ppid'], source: RULES },
	reopen: { from: ['closed'], to: 'in_progress', by: 'respond', words: 'required', readers: 'public', starts: ['reply'], stops: [], tells: ['unit', 'superior'], needs: ['no_ppid', 'reopen_window'], source: RULES },
	object: { from: ['archived'], to: 'received', by: 'respond', words: 'required', readers: 'reporter', starts: [], stops: [], tells: ['verifier', 'superior'], needs: ['reopen_window', 'not_withdrawn'], revives: true, source: RULES },
	object_to_answer: { from: ['closed'], to: 'received', by: 'respond', words: 'required', readers: 'reporter', starts: ['reply'], stops: [], tells: ['verifier', 'superior'], needs: ['no_ppid', 'reopen_window'], source: RULES },
	close_silent: { from: ['answered'], to: 'closed', by: 'run_clocks', words: 'none', readers: 'public', starts: [], stops: 'all', tells: ['reporter', 'unit'], source: FLOW },
	archive: { from: ['received'], to: 'archived', by: 'verify', words: 'required', readers: 'reporter', starts: [], stops: 'all', tells: ['reporter'], needs: ['no_ppid', 'archive_reason'], source: FLOW },
	archive_unsupplied: { from: ['awaiting_reporter'], to: 'archived', by: 'run_clocks', words: 'none', readers: 'reporter', starts: [], stops: 'all', pause: 'ends', tells: ['reporter', 'verifier'], source: FLOW },
	merge: { from: ['received', 'forwarded', 'in_progress'], to: 'merged', by: 'verify', words: 'optional', readers: 'reporter', starts: [], stops: 'all', tells: ['reporter'], needs: ['no_ppid', 'other_report'], source: FLOW },
	unmerge: { from: ['merged'], to: 'resume', by: 'verify', words: 'required', readers: 'reporter', starts: [], stops: [], tells: ['reporter'], revives: true, needs: ['unmerge_window'], source: FLOW },
	withdraw: { from: OPEN, to: 'archived', by: 'respond', words: 'optional', readers: 'reporter', starts: [], stops: 'all', pause: 'ends', tells: ['verifier', 'unit'], needs: ['receipt_again'], source: 'UU 25/2009 ps. 44' },
	keep_open: { from: ['archived'], to: 'received', by: 'verify', words: 'required', readers: 'staff', starts: [], stops: [], tells: ['verifier'], revives: true, needs: ['withdrawn'], source: RULES },
	raise_confidentiality: { from: OPEN, to: 'same', by: ['verify', 'follow_up', 'respond'], words: 'optional', readers: 'reporter', starts: [], stops: [], tells: ['reporter'], needs: ['higher_confidentiality'], source: 'Perpres 76/2013' },
	lower_confidentiality: { from: OPEN, to: 'same', by: 'respond', words: 'none', readers: 'reporter', starts: [], stops: [], tells: ['verifier'], needs: ['receipt_again', 'lower_confidentiality'], source: 'Perpres 76/2013' },
	change_kind: { from: ['received', 'forwarded', 'in_progress'], to: 'same', by: 'verify', words: 'required', readers: 'public', starts: [], stops: [], tells: ['reporter', 'verifier'], needs: ['no_ppid', 'other_kind'], source: RULES },
	approve_kind: { from: ['received', 'forwarded', 'in_progress'], to: 'same', by: 'coordinate', words: 'optional', readers: 'public', starts: [], stops: [], tells: ['reporter', 'unit'], needs: ['kind_waits'], source: RULES },
	publish: { from: OPEN, to: 'same', by: 'verify', words: 'none', readers: 'staff', starts: [], stops: [], tells: [], needs: ['publishable'], source: 'Perpres 76/2013' },
	escalate_to_ombudsman: { from: OPEN, to: 'same', by: 'respond', words: 'optional', readers: 'reporter', starts: [], stops: [], tells: ['verifier'], needs: ['overrun'], source: 'UU 37/2008' },
	climb: { from: OPEN, to: 'same', by: 'run_clocks', words: 'none', readers: 'public', starts: [], stops: [], tells: ['superior'], source: RULES },
	tell_rights: { from: OPEN, to: 'same', by: 'run_clocks', words: 'none', readers: 'reporter', starts: [], stops: [], tells: ['reporter'], source: 'UU 25/2009 ps. 40' },
	take_over: { from: OPEN, to: 'same', by: 'run_clocks', words: 'none', readers: 'public', starts: [], stops: [], tells: ['reporter', 'followers'], needs: ['heir'], source: RULES },
	break_promise: { from: OPEN, to: 'same', by: 'run_clocks', words: 'none', readers: 'public', starts: [], stops: [], tells: ['unit', 'followers'], source: RULES },
	convert_to_ppid: { from: ['received', 'forwarded', 'in_progress'], to: 'in_progress', by: ['verify', 'follow_up'], words: 'optional', readers: 'public', starts: ['ppid'], stops: [], replaces: ['first_answer', 'complete', 'case'], tells: ['reporter', 'unit', 'followers'], needs: ['convertible', 'ppid_request'], source: INFORMATION },
	extend_ppid: { from: ['forwarded', 'in_progress'], to: 'same', by: 'answer', words: 'required', readers: 'public', starts: ['ppid_extension'], stops: ['ppid'], tells: ['reporter', 'followers'], needs: ['ppid_extendable'], source: INFORMATION },
	decide_ppid: { from: ['forwarded', 'in_progress'], to: 'answered', by: 'answer', words: 'required', readers: 'public', starts: [], stops: ['ppid', 'ppid_extension', 'reply'], tells: ['reporter', 'followers'], needs: ['ppid_open', 'ppid_decision'], source: INFORMATION },
	object_ppid: { from: ['forwarded', 'in_progress', 'answered', 'closed'], to: 'in_progress', by: 'respond', words: 'required', readers: 'reporter', starts: ['ppid_objection'], stops: [], replaces: ['ppid', 'ppid_extension'], tells: ['reviewer', 'unit'], needs: ['ppid_objectable'], source: 'UU 14/2008 ps. 35' },
	decide_ppid_objection: { from: ['forwarded', 'in_progress'], to: 'answered', by: 'review', words: 'required', readers: 'public', starts: [], stops: ['ppid_objection', 'reply'], tells: ['reporter', 'unit', 'followers'], needs: ['ppid_objected', 'ppid_decision'], source: 'UU 14/2008 ps. 36' },
	tell_commission: { from: OPEN, to: 'same', by: 'run_clocks', words: 'none', readers: 'reporter', starts: [], stops: [], tells: ['reporter'], source: 'UU 14/2008 ps. 37' },
} as const satisfies Record<string, StepRule>;

export type StepName = keyof typeof STEPS;
export const STEP_NAMES = Object.keys(STEPS) as StepName[];
