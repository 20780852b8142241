import type { Tx } from '#server/platform/db.ts';
import { sha256 } from '#server/platform/hash.ts';
import type { Result } from '#server/platform/result.ts';
import { forgetForm, isNewForm } from '#server/platform/sent-form.ts';
import { addChange } from './audit-queries.ts';
import type { ChangeAction } from './change-actions.ts';
import type { AgencyId, PersonId } from './policy.ts';
import type { Role } from './roles.ts';

/** Who changed something, in which government. */
export type By = { readonly agencyId: AgencyId; readonly personId: PersonId; readonly role: Role };

/** Names and their values, as people read them later: plain facts, no ids where there is a name. */
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export type Change = {
	readonly action: ChangeAction;
	/** What was changed, as a sort and a name that stays: `unit dinas_pupr`, `person 0199…`. */
	readonly subject: string;
	/** Null for what was not there before; only what differs need be told. */
	readonly before: Facts | null;
	/** Null for what is there no more. */
	readonly after: Facts | null;
	readonly by: By;
	readonly at: Date;
};

/** Adds one line to the append-only log, in the transaction of the change. Never personal data of reporters. */
export function noteChange(tx: Tx, change: Change): Promise<void> {
	return addChange(tx, change);
}

/** What makes two forms the same one: who sent it, the key the page gave it, and what it is for. */
export type Form = { readonly by: By; readonly key: string; readonly what: string };

/** Makes a change once, however often its form is sent; null when this form was taken before. A refusal may be mended. */
export async function once<Value, Refusal>(
	tx: Tx,
	{ by, key, what }: Form,
	change: () => Promise<Result<Value, Refusal>>,
): Promise<Result<Value | null, Refusal>> {
	const form = {
		agencyId: by.agencyId,
		keyHash: Buffer.from(sha256(`${by.personId} ${key}`), 'hex'),
		what,
	};
	if (!(await isNewForm(tx, form))) return { ok: true, value: null };
	const made = await change();
	if (!made.ok) await forgetForm(tx, form);
	return made;
}
