import { lettersTo, roleAt } from '#server/access/bodies.ts';
import { listBodies } from '#server/access/body-queries.ts';
import { seenBy } from '#server/platform/db.ts';
import { SYSTEM } from '#server/report/jobs.ts';
import { notThere } from '../../petugas/signed-in.ts';
import { careOf } from '../care.ts';
import type { Administrator } from '../enter.ts';
import { deciding, todayOf } from '../orang/people-page.ts';

/** The bodies outside, for whoever runs the installation; null for everybody else. */
export async function bodiesFor(administrator: Administrator, locals: App.Locals) {
	if (!(await careOf(administrator, locals))) return null;
	const bodies = await seenBy(SYSTEM, locals.services.db, (tx) => listBodies(tx, todayOf(locals)));
	return bodies.map((body) => ({ ...body, role: roleAt(body), letters: lettersTo(body) }));
}

/** The body of an address, and what a decision about its people needs of this request. */
export async function bodyNamed(administrator: Administrator, locals: App.Locals, key: string) {
	const body = (await bodiesFor(administrator, locals))?.find((one) => one.key === key);
	return body ?? notThere(locals);
}

type Body = Awaited<ReturnType<typeof bodyNamed>>;

/** Nobody writes to a body in the name of a government: its links are handed over. */
export function decidingAt({ id }: Body, administrator: Administrator, locals: App.Locals, key: string) {
	const { viewer, by } = administrator;
	const there = { ...administrator, viewer: { ...viewer, agencyId: id }, by: { ...by, agencyId: id } };
	return { ...deciding(there, locals, key), mail: 'none', nameOf: () => null } as const;
}
