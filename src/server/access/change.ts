import { ok, type Result, refuse } from '#server/platform/result.ts';
import type { Demo } from './caller.ts';
import { mustProve, type StaffSession } from './session.ts';

/** Why somebody may not change how they sign in just now. */
export type ChangeRefusal =
	/** The last proof of who they are is too old: they sign in once more and come back. */
	| { readonly code: 'proof_needed' }
	/** A demonstration account that everybody may use belongs to nobody. */
	| { readonly code: 'demo_shared' };

/** Whether this session may change the account's ways to sign in; the answer stands before every such act. */
export function mayChangeAccess(
	session: Pick<StaffSession, 'demo' | 'provedAt'>,
	{ demo, now }: { demo: Demo; now: Date },
): Result<null, ChangeRefusal> {
	if (session.demo && demo === 'public') return refuse({ code: 'demo_shared' });
	return mustProve(session, now) ? refuse({ code: 'proof_needed' }) : ok(null);
}
