import type { PostFaults, PostFields } from '#server/access/posts.ts';
import type { Words } from '#text/words.ts';

type Faults = Readonly<Record<string, string | undefined>>;

/** What is wrong with a field of a post, in words. */
export function postFault(
	t: Words['people'],
	field: keyof PostFields,
	faults: PostFaults,
): string | undefined {
	const fault = faults[field];
	if (!fault) return undefined;
	const own: Faults = t.fault;
	return (fault === 'missing' && own[field]) || t.postFault[fault];
}

/** All faults of a form, in the order of the page, for the summary above it. */
export function faultList(t: Words['people'], faults: PostFaults, besides: Faults = {}) {
	const own: Faults = t.fault;
	const named = Object.entries(besides).map(([field, fault]) => ({ field, message: own[fault ?? ''] ?? '' }));
	const posts = (Object.keys(faults) as (keyof PostFields)[]).map((field) => ({
		field,
		message: postFault(t, field, faults) ?? '',
	}));
	return [...named, ...posts].filter(({ message }) => message !== '');
}
