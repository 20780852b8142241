/**
 * Who sees what (rules of record §1): the one table from which the database's policies (db/visibility-policies.ts),
 * the access tests and the citizen's "who sees what" are made. Default: nothing.
 */

/** The parts of a report that are shown or hidden on their own; each is a table of its own in the database. */
export const THINGS = ['standing', 'original', 'handling_copy', 'name', 'contact', 'paper'] as const;
export type Thing = (typeof THINGS)[number];

/** The columns of the table: a supervisory complaint is confidential by default and narrower still. */
export const SECRECIES = ['open', 'anonymous', 'confidential', 'supervisory'] as const;
export type Secrecy = (typeof SECRECIES)[number];

/** When a viewer within their scope sees a thing. */
export const SIGHTS = {
	always: 'within the scope of the viewer',
	if_may_call: 'when the reporter ticked that officers may call',
	once_climbed: 'when it has climbed to the leader',
	once_escalated: 'when it climbed to the Ombudsman, or the reporter took it there',
	with_consent: 'what the reporter agreed the Ombudsman may see',
} as const;
export type Sight = keyof typeof SIGHTS;

/** Which reports a viewer looks at, at most. */
export const SCOPES = {
	own_receipt: 'the report whose receipt they hold',
	verifying_unit: 'reports their unit assesses',
	handling_unit: 'reports forwarded to their unit',
	own_agency: 'reports of their government',
	own_intake: 'reports they took in themselves',
	overseen_agency: 'reports of the governments they oversee',
	referred_to_them: 'reports referred to their body',
	everywhere: 'every report',
} as const;
export type Scope = keyof typeof SCOPES;

type Row = { readonly roles: readonly string[]; readonly scope: Scope } & {
	readonly [secrecy in Secrecy]: Partial<Record<Thing, Sight>>;
};

const NOTHING = {} as const;
const STANDING = { standing: 'always' } as const;
const ALL_OF_OWN = { standing: 'always', original: 'always', name: 'always', contact: 'always' } as const;
const TEXT = { standing: 'always', original: 'always' } as const;
const RELEASED = { standing: 'always', handling_copy: 'always' } as const;
const TEXT_AND_NAME = { ...TEXT, name: 'always', contact: 'if_may_call' } as const;
/** Photographs of what somebody wrote by hand are for whoever assesses it, and for nobody after them. */
const WITH_PAPER = { paper: 'always' } as const;
const EVERYTHING = { ...ALL_OF_OWN, ...WITH_PAPER } as const;
const AGREED = {
	standing: 'once_escalated',
	original: 'with_consent',
	name: 'with_consent',
	contact: 'with_consent',
} as const;

/** Read a line as: "the handling unit sees of an open report: its standing, the original text, the name". */
// biome-ignore format: a table is read across.
export const VISIBILITY = {
	reporter: { roles: ['reporter'], scope: 'own_receipt', open: ALL_OF_OWN, anonymous: ALL_OF_OWN, confidential: ALL_OF_OWN, supervisory: ALL_OF_OWN },
	verifier: { roles: ['agency_admin', 'inspectorate', 'leader'], scope: 'verifying_unit', open: { ...TEXT_AND_NAME, ...WITH_PAPER }, anonymous: { ...TEXT, ...WITH_PAPER }, confidential: { ...TEXT, ...WITH_PAPER }, supervisory: NOTHING },
	coordinator: { roles: ['coordinator'], scope: 'own_agency', open: { ...TEXT_AND_NAME, ...WITH_PAPER }, anonymous: { ...TEXT, ...WITH_PAPER }, confidential: { ...TEXT, ...WITH_PAPER }, supervisory: NOTHING },
	handling_unit: { roles: ['liaison', 'head', 'inspectorate'], scope: 'handling_unit', open: TEXT_AND_NAME, anonymous: RELEASED, confidential: RELEASED, supervisory: NOTHING },
	leader: { roles: ['leader', 'deputy', 'secretary'], scope: 'own_agency', open: { ...TEXT, name: 'always' }, anonymous: TEXT, confidential: { standing: 'always', original: 'once_climbed' }, supervisory: STANDING },
	leader_of_conflict: { roles: ['leader'], scope: 'verifying_unit', open: NOTHING, anonymous: NOTHING, confidential: NOTHING, supervisory: { ...TEXT, ...WITH_PAPER } },
	inspectorate: { roles: ['inspectorate'], scope: 'verifying_unit', open: NOTHING, anonymous: NOTHING, confidential: NOTHING, supervisory: { ...TEXT, ...WITH_PAPER } },
	ombudsman: { roles: ['ombudsman'], scope: 'overseen_agency', open: AGREED, anonymous: AGREED, confidential: AGREED, supervisory: AGREED },
	overseer: { roles: ['overseer'], scope: 'referred_to_them', open: TEXT, anonymous: TEXT, confidential: NOTHING, supervisory: NOTHING },
	monitor: { roles: ['monitor'], scope: 'own_intake', open: TEXT, anonymous: TEXT, confidential: TEXT, supervisory: NOTHING },
	desk_officer: { roles: ['desk_officer'], scope: 'own_intake', open: STANDING, anonymous: STANDING, confidential: STANDING, supervisory: NOTHING },
	system: { roles: ['system'], scope: 'everywhere', open: EVERYTHING, anonymous: EVERYTHING, confidential: EVERYTHING, supervisory: EVERYTHING },
} as const satisfies Record<string, Row>;
export type Viewer = keyof typeof VISIBILITY;

/** What anybody reads on public pages; the public copy is a table of its own. */
export const PUBLIC_SEES = {
	open: ['standing', 'public_copy', 'first_name'],
	anonymous: ['standing', 'public_copy'],
	confidential: [],
	supervisory: [],
} as const satisfies Record<Secrecy, readonly string[]>;
