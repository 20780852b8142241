import { fail, redirect } from '@sveltejs/kit';
import type { ChangeRefusal } from '#server/access/change.ts';
import { mustProve, type Staff } from '#server/access/session.ts';

/** The signed-in person. The hooks let nobody else reach these pages; a page does not rely on it. */
export function self({ staff }: App.Locals, path: string): Staff {
	if (!staff) redirect(303, `/masuk?lanjut=${encodeURIComponent(path)}`);
	return staff;
}

/** The page on which a person proves once more who they are, and from which they return to `path`. */
export function proofPage(path: string): string {
	return `/masuk?bukti&lanjut=${encodeURIComponent(path)}`;
}

/** The signed-in person with a fresh proof; others are asked for one first, before they fill anything in. */
export function provenSelf(locals: App.Locals, path: string): Staff {
	const staff = self(locals, path);
	if (mustProve(staff, locals.now)) redirect(303, proofPage(path));
	return staff;
}

/** What an act on one's ways to sign in needs to know of the installation and the moment. */
export function changeOf({ services, now }: App.Locals) {
	return { demo: services.config.TUNTAS_DEMO, now };
}

/** 403 and nothing changed: `proof` is where the missing proof is given. */
export function forbid<Refusal extends { readonly code: string }>(
	refusal: Refusal | ChangeRefusal,
	path: string,
) {
	return fail(403, { refusal, proof: refusal.code === 'proof_needed' ? proofPage(path) : null });
}
