import { redirect } from '@sveltejs/kit';
import { isErased } from '#server/privacy/copy-commands.ts';
import type { OpenedReport } from '#server/report/reporter-commands.ts';

/** Whoever holds the receipt of a report whose words were erased reads so, however secret it was. */
export async function leadToTombstone(
	{ services, directory }: Pick<App.Locals, 'services' | 'directory'>,
	held: OpenedReport | undefined,
): Promise<void> {
	if (held && (await isErased(services, held, { directory }))) redirect(303, `/l/${held.code}/data`);
}
