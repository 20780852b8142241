import type { Database, Viewer } from '../platform/db.ts';
import { type Result, refuse } from '../platform/result.ts';
import type { Demo } from './caller.ts';
import { type ChangeRefusal, mayChangeAccess } from './change.ts';
import type { By } from './change-log-commands.ts';
import type { StaffSession } from './session.ts';

/** An administrator about to change the people or the offices of a government. */
export type Administering = {
	readonly db: Database;
	readonly session: StaffSession;
	readonly viewer: Viewer;
	readonly by: By;
	readonly demo: Demo;
	/** The same for every repetition of the same form. */
	readonly key: string;
	readonly now: Date;
	/** The office's date. */
	readonly today: string;
};

/** What stands before every such change: a fresh proof, and the role; to others there is nothing here to change. */
export function mayAdminister(
	ground: Administering,
): Result<null, ChangeRefusal | { readonly code: 'not_found' }> {
	const may = mayChangeAccess(ground.session, ground);
	return may.ok && ground.by.role !== 'system_admin' ? refuse({ code: 'not_found' }) : may;
}
