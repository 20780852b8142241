/** The whole demonstration at start: governments, people, ways to sign in, and sixty reports with a life behind them. */
import { directoryOfHost, forgetDirectories } from '#server/agency/queries.ts';
import { openDemoAccounts, playDemonstration } from '#server/demo/commands.ts';
import { type DemoReports, parseReports } from '#server/demo/stories.ts';
import type { Vault } from '#server/report/submit-commands.ts';
import { loadDemoGovernments } from './load-pack.ts';
import { demoPeopleFile } from './load-people.ts';
import { demoPacks, orFault, readPackFile } from './packs.ts';

/** May run at every start; `at` is now. Fails when a story no longer fits the rules. */
export async function loadDemonstration(ownerUrl: string, vault: Vault, at: Date): Promise<void> {
	await loadDemoGovernments(ownerUrl);
	await openDemoAccounts(vault, at);
	const { agency, reports } = demoReports();
	forgetDirectories();
	const directory = await directoryOfHost(vault.db.pool, hostOf(agency));
	if (!directory) throw new Error(`no government answers for ${agency}`);
	await playDemonstration(vault, { directory, reports, at });
}

export function demoReports(): DemoReports {
	const around = { packs: demoPacks(), people: demoPeopleFile() };
	return orFault('reports.json', parseReports(readPackFile('demo/reports.json'), around));
}

function hostOf(agencyKey: string): string {
	return demoPacks().find(({ agency }) => agency.key === agencyKey)?.agency.hostNames[0] ?? '';
}
