import { type Care, takesCare } from '#server/safekeeping/care-commands.ts';
import type { Administrator } from './enter.ts';

/** Whether this administrator takes care of the whole installation, and as whom. Null: it is somebody else's to run. */
export async function careOf(
	administrator: Administrator,
	{ services, now }: App.Locals,
): Promise<Care | null> {
	const { by, staff } = administrator;
	const runs = await takesCare(services.db, staff.agencyId);
	return runs ? { db: services.db, by: { ...by, agencyId: staff.agencyId }, at: now } : null;
}
