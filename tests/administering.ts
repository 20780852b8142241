/** The demonstration's system administrator, about to change something as the pages of the administration do. */
import { randomUUID } from 'node:crypto';
import type { Administering } from '#server/access/administering.ts';
import type { StaffSession } from '#server/access/session.ts';
import type { Directory } from '#server/agency/directory.ts';
import { directoryOfAgency, forgetDirectories } from '#server/agency/queries.ts';
import type { Arranging } from '#server/agency/unit-commands.ts';
import { MONDAY_MORNING, type World } from './world.ts';

/** The day of {@link MONDAY_MORNING}. */
export const TODAY = '2026-02-02';

export function administering(world: World): Administering {
	const { actor } = world.officer('system_admin');
	const { agencyId, role } = actor;
	const personId = actor.personId ?? ('' as never);
	const session = { personId, agencyId, role, demo: false, provedAt: MONDAY_MORNING } as StaffSession;
	return {
		...{ db: world.db, session, viewer: actor, by: { agencyId, personId, role }, demo: 'off' },
		...{ key: randomUUID(), now: MONDAY_MORNING, today: TODAY },
	};
}

export function arranging(world: World, given: Partial<Arranging> = {}): Arranging {
	return { ...administering(world), today: TODAY, directory: () => directoryNow(world), ...given };
}

/** The government as it stands now, not as it was kept. */
export async function directoryNow({ db, directory: { agency } }: World): Promise<Directory> {
	forgetDirectories();
	const directory = await directoryOfAgency(db.pool, agency.id);
	if (!directory) throw new Error('no directory');
	return directory;
}
