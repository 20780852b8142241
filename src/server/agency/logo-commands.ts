import { type By, noteChange } from '../access/change-log-commands.ts';
import type { Tx } from '../platform/db.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { type DrawnLogo, dropLogo, logoVersion, putLogo } from './logo-queries.ts';

type Moment = { readonly by: By; readonly at: Date };

/** Puts arms in the place of those there are, if any; the same picture changes nothing. */
export async function changeLogo(
	tx: Tx,
	logo: DrawnLogo,
	{ by, at }: Moment,
): Promise<Result<null, { readonly code: 'not_found' }>> {
	const before = await logoVersion(tx, by.agencyId);
	if (before === logo.sourceSha256) return ok(null);
	await putLogo(tx, by.agencyId, logo);
	const told = (version: string | undefined) => (version ? { version: version.slice(0, 12) } : null);
	const facts = { before: told(before), after: told(logo.sourceSha256) };
	await noteChange(tx, { action: 'logo_changed', subject: 'settings', ...facts, by, at });
	return ok(null);
}

/** Takes the arms away; what was printed with them stays printed. */
export async function removeLogo(
	tx: Tx,
	{ by, at }: Moment,
): Promise<Result<null, { readonly code: 'not_found' }>> {
	const before = await logoVersion(tx, by.agencyId);
	if (!before) return refuse({ code: 'not_found' });
	await dropLogo(tx, by.agencyId);
	const facts = { before: { version: before.slice(0, 12) }, after: null };
	await noteChange(tx, { action: 'logo_removed', subject: 'settings', ...facts, by, at });
	return ok(null);
}
