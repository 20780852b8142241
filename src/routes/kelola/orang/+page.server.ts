import {
	PERSON_STATES,
	type PeopleFilter,
	type PersonState,
	peoplePage,
} from '#server/access/people-queries.ts';
import type { Directory } from '#server/agency/directory.ts';
import { unitIn } from '#server/agency/unit.ts';
import { seenBy } from '#server/platform/db.ts';
import { cleanLine } from '#server/report/reporter-text.ts';
import { enter } from '../enter.ts';
import type { PageServerLoad } from './$types.js';
import { postChoices, shownPost, todayOf } from './people-page.ts';

const PAGE = 50;
const LONGEST = 120;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { viewer } = enter(locals, 'people');
	const { directory, services, now } = locals;
	const filter = filterIn(url.searchParams, directory);
	const after = url.searchParams.get('sesudah')?.slice(0, LONGEST) || null;
	const asked = { agencyId: directory.agency.id, after, most: PAGE + 1, now, today: todayOf(locals) };
	const people = await seenBy(viewer, services.db, (tx) => peoplePage(tx, filter, asked));
	const last = people.length > PAGE ? people[PAGE - 1] : undefined;
	return {
		filter,
		...postChoices(directory),
		states: PERSON_STATES,
		people: people.slice(0, PAGE).map(({ posts, ...person }) => ({
			...person,
			posts: posts.map((post) => shownPost(post, locals)).filter(({ state }) => state !== 'over'),
		})),
		later: last ? addressOf(url, last.id) : null,
		first: after ? addressOf(url, null) : null,
	};
};

function filterIn(params: URLSearchParams, directory: Directory): PeopleFilter {
	const line = (name: string) => (cleanLine(params.get(name) ?? '') ?? '').slice(0, LONGEST) || null;
	const state = line('keadaan');
	return {
		words: line('cari'),
		unitId: unitIn(line('unit'), directory)?.id ?? null,
		role: line('peran'),
		state: PERSON_STATES.find((one): one is PersonState => one === state) ?? null,
	};
}

function addressOf({ pathname, searchParams }: URL, after: string | null): string {
	const params = new URLSearchParams(searchParams);
	params.delete('sesudah');
	if (after) params.set('sesudah', after);
	const query = params.toString();
	return query ? `${pathname}?${query}` : pathname;
}
