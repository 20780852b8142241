/** Every road on which an officer comes to a report, and what each shows of a report of which the viewer sees these things. */
import type { Thing } from '#server/access/visibility.ts';
import { exported, found, listed, queued, searched, suggested } from './visibility-lists.ts';
import { identified, noted, opened, photographed, trailed } from './visibility-looks.ts';
import { type Ground, has, type Seen } from './visibility-seen.ts';

type Road = {
	/** Walks the road as the viewer. */
	readonly walk: (ground: Ground) => Promise<Seen>;
	/** What the road shows of a report of which the viewer sees `things`, in their `own` government or as a body outside it. */
	readonly shows: (things: ReadonlySet<Thing>, whose: 'own' | 'other') => readonly string[];
	/** `some`: a list need not hold everything one may see; what it holds must be right. */
	readonly holds: 'all' | 'some';
};

const reads = (things: ReadonlySet<Thing>) => things.has('original') || things.has('handling_copy');
const standingAndTitle = (things: ReadonlySet<Thing>) => [
	...has(things.has('standing'), 'standing'),
	...has(reads(things), 'title'),
];

export const ROADS = {
	'a list in the database': {
		walk: listed,
		shows: (things) => has(things.has('standing'), 'standing'),
		holds: 'all',
	},
	'a page of the queue': { walk: queued, shows: standingAndTitle, holds: 'some' },
	'the words of the original, searched': {
		walk: (ground) => searched(ground, 'aslinya'),
		shows: (things) => has(things.has('original'), 'found'),
		holds: 'all',
	},
	'the words of the released copy, searched': {
		walk: (ground) => searched(ground, 'salinannya'),
		shows: (things) => has(things.has('handling_copy'), 'found'),
		holds: 'all',
	},
	'the page of search results': { walk: found, shows: standingAndTitle, holds: 'some' },
	'similar reports, suggested': {
		walk: suggested,
		shows: (things) => has(reads(things), 'title'),
		holds: 'all',
	},
	'a file for the national system': {
		walk: exported,
		shows: (things) => has(reads(things), 'title'),
		holds: 'all',
	},
	'the case': {
		walk: opened,
		shows: (things) => [
			...has(things.has('standing'), 'standing'),
			...has(things.has('original'), 'original'),
			...has(reads(things), 'handling copy'),
			...has(reads(things), 'proposed answer'),
			...has(reads(things), 'note'),
			...has(things.has('name'), 'name'),
			...has(things.has('contact'), 'contact'),
			...has(reads(things), 'history'),
		],
		holds: 'all',
	},
	'the trail': {
		walk: trailed,
		shows: (things) => [...has(things.has('standing'), 'steps'), ...has(reads(things), 'words')],
		holds: 'all',
	},
	photographs: {
		walk: photographed,
		shows: (things) => [
			...has(things.has('original'), 'kept: whole'),
			...has(things.has('original'), 'released: whole'),
			...has(!things.has('original') && things.has('handling_copy'), 'released: covered'),
		],
		holds: 'all',
	},
	'the sealed identity': {
		walk: identified,
		shows: (things) => [...has(things.has('name'), 'name'), ...has(things.has('contact'), 'contact')],
		holds: 'all',
	},
	'a note of one’s own': {
		walk: noted,
		// Bodies outside the government look at its reports; they write nothing into them.
		shows: (things, whose) => has(reads(things) && whose === 'own', 'note'),
		holds: 'all',
	},
} as const satisfies Record<string, Road>;
export type RoadName = keyof typeof ROADS;
