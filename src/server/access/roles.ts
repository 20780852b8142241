/**
 * Who exists in this system, and how far each of them reaches.
 * Read a line as: "a liaison may answer reports of their own unit".
 *
 * To add a role, add a line here: the compiler asks for its name in `text/`, and the access matrix
 * test asks for a review of its rights. What a role may *see* is another table: `visibility.ts`.
 */
export type Reach = 'own' | 'unit' | 'agency' | 'all';

/** What can be done to a report. `unitOf` says which of the report's two units the reach is measured by. */
export const CAPABILITIES = {
	/** Assess, ask, forward, archive, merge, refer out, publish. */
	verify: { unitOf: 'verifier' },
	/** Third hops, changes of kind, objections. */
	coordinate: { unitOf: 'verifier' },
	/** Work on it: start, note progress, return, ask for details. */
	follow_up: { unitOf: 'handler' },
	/** Speak for the unit to the reporter. */
	answer: { unitOf: 'handler' },
	/** Approve or send back an answer as a superior. */
	approve: { unitOf: 'handler' },
	/** Take in a report for somebody else: at the front desk, on the telephone, from the complaint box. */
	take_in: { unitOf: 'verifier' },
	/** Decide objections of applicants for public information, as the superior of the information officer. */
	review: { unitOf: 'verifier' },
	/** What the reporter may do with their own report. */
	respond: { unitOf: 'handler' },
	/** What happens by itself when a clock runs out. */
	run_clocks: { unitOf: 'handler' },
} as const satisfies Record<string, { readonly unitOf: 'verifier' | 'handler' }>;
export type Capability = keyof typeof CAPABILITIES;

export const ROLES = {
	reporter: { respond: 'own' },
	agency_admin: { take_in: 'unit', verify: 'unit', follow_up: 'unit', answer: 'unit' },
	/** Sits at the counter: takes in, and assesses nothing. */
	desk_officer: { take_in: 'unit' },
	coordinator: { take_in: 'agency', verify: 'agency', coordinate: 'agency' },
	liaison: { follow_up: 'unit', answer: 'unit' },
	head: { follow_up: 'unit', answer: 'unit', approve: 'unit' },
	leader: { verify: 'unit', coordinate: 'agency', review: 'agency' },
	deputy: {},
	secretary: { coordinate: 'agency', review: 'agency' },
	inspectorate: { take_in: 'unit', verify: 'unit', follow_up: 'unit', answer: 'unit' },
	ombudsman: {},
	overseer: {},
	monitor: {},
	system_admin: {},
	system: { run_clocks: 'all' },
} as const satisfies Record<string, Partial<Record<Capability, Reach>>>;

export type Role = keyof typeof ROLES;
