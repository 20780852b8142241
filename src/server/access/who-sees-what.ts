import { PUBLIC_SEES, SECRECIES, type Secrecy, type Sight, type Thing, VISIBILITY } from './visibility.ts';

/** What a citizen asks about: parts of a report in the words of the form. */
export const ASKED = ['clock', 'story', 'name', 'contact'] as const;
export type Asked = (typeof ASKED)[number];

/** Whom a citizen asks about, in the order of the table. */
export const WATCHERS = [
	'public',
	'verifier',
	'handling_unit',
	'leader',
	'inspectorate',
	'ombudsman',
	'overseer',
] as const;
export type Watcher = (typeof WATCHERS)[number];

/** `released`: what the verifier released of it, not the original. `if_referred`: only what was sent on to them. */
export type Answer = 'yes' | 'no' | 'released' | 'if_referred' | Exclude<Sight, 'always'>;

/** One line of the table: what `watcher` sees of `asked`, for each secrecy. */
export type WhoSees = { readonly watcher: Watcher; readonly asked: Asked } & {
	readonly [secrecy in Secrecy]: Answer;
};

const RANKED: readonly Answer[] = [
	'yes',
	'released',
	'if_referred',
	'if_may_call',
	'once_climbed',
	'once_escalated',
	'with_consent',
	'no',
];

/** The lines of the visibility table that make up a watcher; the widest sight counts. */
const LINES = {
	verifier: ['verifier', 'coordinator'],
	handling_unit: ['handling_unit'],
	leader: ['leader', 'leader_of_conflict'],
	inspectorate: ['inspectorate'],
	ombudsman: ['ombudsman'],
	overseer: ['overseer'],
} as const satisfies Record<Exclude<Watcher, 'public'>, readonly (keyof typeof VISIBILITY)[]>;

const THING_OF = {
	clock: 'standing',
	story: 'original',
	name: 'name',
	contact: 'contact',
} as const satisfies Record<Asked, Thing>;

const PUBLIC_PART = {
	clock: 'standing',
	story: 'public_copy',
	name: 'first_name',
	contact: 'contact',
} as const satisfies Record<Asked, string>;

/**
 * The honest table "who sees what", made from the table that makes the policies: what is shown is what is done.
 * Lines in which nobody sees anything of it are left out, but for the public's, which people ask about most.
 */
export function whoSeesWhat(): readonly WhoSees[] {
	return WATCHERS.flatMap((watcher) => ASKED.map((asked) => lineOf(watcher, asked))).filter(
		(line) => line.watcher === 'public' || SECRECIES.some((secrecy) => line[secrecy] !== 'no'),
	);
}

function lineOf(watcher: Watcher, asked: Asked): WhoSees {
	// The columns of the table are complete, so the line is, too.
	const answers = Object.fromEntries(
		SECRECIES.map((secrecy) => [secrecy, answerOf(watcher, asked, secrecy)]),
	) as Record<Secrecy, Answer>;
	return { watcher, asked, ...answers };
}

function answerOf(watcher: Watcher, asked: Asked, secrecy: Secrecy): Answer {
	if (watcher === 'public') {
		const seen: readonly string[] = PUBLIC_SEES[secrecy];
		return seen.includes(PUBLIC_PART[asked]) ? 'yes' : 'no';
	}
	const answers = LINES[watcher].map((line) => answerIn(VISIBILITY[line], secrecy, asked));
	return RANKED.find((answer) => answers.includes(answer)) ?? 'no';
}

function answerIn(
	line: (typeof VISIBILITY)[keyof typeof VISIBILITY],
	secrecy: Secrecy,
	asked: Asked,
): Answer {
	const seen: Partial<Record<Thing, Sight>> = line[secrecy];
	const sight = seen[THING_OF[asked]];
	if (!sight) return asked === 'story' && seen.handling_copy ? 'released' : 'no';
	if (sight !== 'always') return sight;
	return line.scope === 'referred_to_them' ? 'if_referred' : 'yes';
}
