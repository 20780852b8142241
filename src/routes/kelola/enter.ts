import type { By } from '#server/access/change-log-commands.ts';
import type { Staff } from '#server/access/session.ts';
import { isAdministratorAt } from '#server/access/session.ts';
import { ownViewer } from '#server/access/session-commands.ts';
import type { Viewer } from '#server/platform/db.ts';
import { notThere, signedIn } from '../petugas/signed-in.ts';
import { mayEnter, type RoomName } from './rooms.ts';

/** Somebody in a room of the administration. */
export type Administrator = {
	readonly staff: Staff;
	/** For `seenBy`: the government of this address, in the person's role. */
	readonly viewer: Viewer;
	/** For the log of changes. */
	readonly by: By;
};

/** Whoever may be in `room`; everybody else is answered as if it were not there. Each load and each action asks. */
export function enter(locals: App.Locals, room: RoomName): Administrator {
	const staff = signedIn(locals);
	const agencyId = locals.directory.agency.id;
	if (!mayEnter(staff.role, room) || !isAdministratorAt(staff, agencyId)) notThere(locals);
	const { personId, role } = staff;
	return { staff, viewer: { ...ownViewer(staff), agencyId }, by: { agencyId, personId, role } };
}
