/** The clocks of a report (rules of record §2): several run at once, at most one open of each. */
export const CLOCKS = {
	verify: { owedBy: 'verifier', pausable: false, once: false, overrun: 'climb' },
	supply: { owedBy: 'reporter', pausable: false, once: false, overrun: 'archive' },
	first_answer: { owedBy: 'unit', pausable: true, once: true, overrun: 'climb' },
	complete: { owedBy: 'unit', pausable: true, once: true, overrun: 'climb' },
	reply: { owedBy: 'unit', pausable: false, once: false, overrun: 'climb' },
	silence: { owedBy: 'reporter', pausable: false, once: false, overrun: 'close' },
	case: { owedBy: 'agency', pausable: true, once: true, overrun: 'tell_rights' },
	ppid: { owedBy: 'unit', pausable: false, once: true, overrun: 'climb' },
	ppid_extension: { owedBy: 'unit', pausable: false, once: true, overrun: 'climb' },
	ppid_objection: { owedBy: 'unit', pausable: false, once: true, overrun: 'tell_commission' },
} as const satisfies Record<string, ClockRule>;

type ClockRule = {
	/** Whose turn it is while this clock runs. */
	readonly owedBy: 'verifier' | 'reporter' | 'unit' | 'agency';
	/** Stands still while the reporter is asked for details. */
	readonly pausable: boolean;
	/** Started the first time only: a return or a second forwarding does not start it anew. */
	readonly once: boolean;
	/** What happens by itself on the first late instant. */
	readonly overrun: 'climb' | 'archive' | 'close' | 'tell_rights' | 'tell_commission';
};
export type Clock = keyof typeof CLOCKS;
export const CLOCK_NAMES = Object.keys(CLOCKS) as Clock[];

/** What a report can be. Their terms are rows (term books), pinned to each report on receipt. */
export const KINDS = ['information_request', 'aspiration', 'complaint', 'supervisory_complaint'] as const;
export type Kind = (typeof KINDS)[number];

/** How much of the reporter and the report is shown; only the reporter may lower it. */
export const CONFIDENTIALITIES = ['open', 'anonymous', 'confidential'] as const;
export type Confidentiality = (typeof CONFIDENTIALITIES)[number];

/** The ways in. A channel is named on the report; it decides nothing. */
export const CHANNELS = [
	'web',
	'desk',
	'box',
	'sms',
	'whatsapp',
	'email',
	'social',
	'sp4n',
	'import',
] as const;
export type Channel = (typeof CHANNELS)[number];
