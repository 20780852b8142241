import { type By, noteChange } from '../access/change-log-commands.ts';
import type { Tx } from '../platform/db.ts';
import { isAddress } from '../platform/mail.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import type { Hold } from './hold.ts';
import { addHold, type DataContact, liftHold, saveContact, saveRule } from './register-queries.ts';
import { type Adjustable, ownRule, type RuleRefusal, type Rules } from './rules.ts';

type Change = { readonly by: By; readonly at: Date };

/** From here on nothing of the report of this code is erased. */
export async function placeHold(tx: Tx, hold: Hold, { by, at }: Change): Promise<void> {
	await addHold(tx, { ...hold, agencyId: by.agencyId, by: by.personId, at });
	await noteChange(tx, {
		action: 'legal_hold_placed',
		subject: `report ${hold.code}`,
		before: null,
		after: { why: hold.why, askedBy: hold.askedBy, until: hold.until },
		by,
		at,
	});
}

export type LiftRefusal = { readonly code: 'hold_gone' } | { readonly code: 'why_missing' };

/** Ends a hold with a reason; what waited for it goes on at the next hour. */
export async function endHold(
	tx: Tx,
	{ id, why }: { readonly id: string; readonly why: string },
	{ by, at }: Change,
): Promise<Result<null, LiftRefusal>> {
	const reason = why.trim().slice(0, 1000);
	if (reason.length < 5) return refuse({ code: 'why_missing' });
	const code = await liftHold(tx, { agencyId: by.agencyId, id, why: reason, by: by.personId, at });
	if (!code) return refuse({ code: 'hold_gone' });
	await noteChange(tx, {
		action: 'legal_hold_lifted',
		subject: `report ${code}`,
		before: null,
		after: { why: reason },
		by,
		at,
	});
	return ok(null);
}

/** A government keeps something for another time than the nation says, on whose authority. */
export async function setRule(
	tx: Tx,
	asked: { readonly what: Adjustable; readonly days: number; readonly source: string; readonly rules: Rules },
	{ by, at }: Change,
): Promise<Result<null, RuleRefusal>> {
	const { what, rules } = asked;
	const rule = ownRule(what, asked, rules);
	if (!rule.ok) return rule;
	await saveRule(tx, { agencyId: by.agencyId, what, rule: rule.value });
	await noteChange(tx, {
		action: 'personal_data_rule_set',
		subject: `rule ${what}`,
		before: { days: rules[what].span, source: rules[what].source },
		after: { days: rule.value.span, source: rule.value.source },
		by,
		at,
	});
	return ok(null);
}

export type ContactFault = 'name' | 'email' | 'address';

/** Whom everybody may ask about personal data. */
export async function setContact(
	tx: Tx,
	{ contact, before }: { readonly contact: DataContact; readonly before: DataContact | undefined },
	{ by, at }: Change,
): Promise<Result<null, ContactFault>> {
	if (contact.name.trim().length < 2) return refuse('name');
	if (!isAddress(contact.email)) return refuse('email');
	if (contact.address.trim().length < 5) return refuse('address');
	await saveContact(tx, by.agencyId, contact);
	await noteChange(tx, {
		action: 'data_contact_set',
		subject: 'data contact',
		before: before ? { ...before } : null,
		after: { ...contact },
		by,
		at,
	});
	return ok(null);
}
