import { error, redirect } from '@sveltejs/kit';
import type { Staff } from '#server/access/session.ts';
import { parseCode } from '#server/report/tracking-code.ts';
import { words } from '#text/words.ts';

/** The member of staff who asks; visitors are led to the door (the hook does so first). */
export function signedIn({ staff }: App.Locals): Staff {
	if (!staff) redirect(303, '/masuk');
	return staff;
}

/** The same answer for what does not exist, what may not be seen and what is not open (rules of record §1). */
export function notThere({ lang }: App.Locals): never {
	error(404, words(lang).errors.notFound);
}

/** The code in an address; one that is none is answered like one that does not exist. */
export function codeIn(locals: App.Locals, text: string): string {
	const code = parseCode(text);
	return code.ok ? code.value : notThere(locals);
}

/** What finding and moving a report needs of this request. */
export function looking(locals: App.Locals, code: string) {
	const { actor, initials } = signedIn(locals);
	return { code, actor, initials, directory: locals.directory, at: locals.now };
}
