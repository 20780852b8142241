import { redirect } from '@sveltejs/kit';
import { mayChangeAccess } from '#server/access/change.ts';
import type { Care } from '#server/safekeeping/care-commands.ts';
import { dataFolders } from '#server/services.ts';
import { notThere } from '../../petugas/signed-in.ts';
import { careOf } from '../care.ts';
import type { Administrator } from '../enter.ts';

export const HERE = '/kelola/kunci';

/** What went wrong, in the address of the page one is sent back to. */
export type KeyFault = 'pendek' | 'beda' | 'kata' | 'contoh';

export function backWith(fault: KeyFault): never {
	redirect(303, `${HERE}?salah=${fault}`);
}

/** Whoever may touch keys now; a demonstration account that everybody may use may not. */
export async function keyCare(administrator: Administrator, locals: App.Locals): Promise<Care> {
	const { config } = locals.services;
	const may = mayChangeAccess(administrator.staff, { demo: config.TUNTAS_DEMO, now: locals.now });
	if (!may.ok) backWith('contoh');
	return (await careOf(administrator, locals)) ?? notThere(locals);
}

export function keyFileOf({ services }: App.Locals): string {
	return dataFolders(services.config.TUNTAS_DATA).keyFile;
}
