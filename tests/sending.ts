import { directoryOfAgency } from '#server/agency/queries.ts';
import { sendDue } from '#server/notification/jobs.ts';
import type { Mailer } from '#server/platform/mail.ts';
import type { World } from './world.ts';

/** Sends what is due at a moment, as the worker does. */
export function sendAt(at: Date, { world, mailer }: { readonly world: World; readonly mailer: Mailer }) {
	return sendDue({
		db: world.db,
		ring: world.vault.ring,
		directoryOf: (id) => directoryOfAgency(world.db.pool, id),
		mailer,
		now: () => at,
	});
}
