import type { Actor } from '#server/access/policy.ts';
import type { Tx } from '#server/platform/db.ts';
import type { Sample } from './visibility-reports.ts';
import type { World } from './world.ts';

export type Ground = {
	readonly tx: Tx;
	readonly actor: Actor;
	readonly world: World;
	readonly samples: readonly Sample[];
};
/** Of each report that was met on a road, what was seen of it. */
export type Seen = Readonly<Record<string, readonly string[]>>;

export const has = (isSo: boolean, what: string) => (isSo ? [what] : []);

export async function walkEach(
	samples: readonly Sample[],
	look: (sample: Sample) => Promise<readonly string[]>,
): Promise<Seen> {
	const seen: [string, readonly string[]][] = [];
	for (const sample of samples) seen.push([sample.label, await look(sample)]);
	return met(seen);
}

export function byLabel(samples: readonly Sample[], look: (sample: Sample) => readonly string[]): Seen {
	return met(samples.map((sample) => [sample.label, look(sample)]));
}

/** Reports of which nothing was seen are not named: the test is about what shows. */
export function met(seen: readonly (readonly [string, readonly string[]])[]): Seen {
	return Object.fromEntries(seen.filter(([, things]) => things.length > 0));
}
