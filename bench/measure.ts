import { type PathResult, resultOf, type Tally, together } from './latency.ts';
import type { Load } from './processes.ts';
import type { Settings } from './settings.ts';

/** One side of a path: which prepared requests, sent to whom. */
export type Side = {
	readonly requests: string;
	readonly port: number;
	/** Whether pages are kept from their first reader on: then each is read once before anything is timed. */
	readonly kept: boolean;
};

const CONNECTIONS = 16;

/** Measures ours and the floor in turns, so that what else the machine does meets both alike; warms both up first. */
export async function measure(
	load: Load,
	{ ours, floor }: { readonly ours: Side; readonly floor: Side },
	{ seconds, rounds, warmSeconds }: Settings,
): Promise<PathResult> {
	const run = ({ requests, port }: Side, time: number) =>
		load.run({ run: requests, port, seconds: time, connections: CONNECTIONS });
	if (ours.kept) await load.warm({ warm: ours.requests, port: ours.port });
	await run(ours, warmSeconds);
	await run(floor, warmSeconds);
	const tallies = { ours: [] as Tally[], floor: [] as Tally[] };
	for (let round = 0; round < rounds; round += 1) {
		tallies.ours.push(await run(ours, seconds / rounds));
		tallies.floor.push(await run(floor, seconds / rounds));
	}
	return resultOf(together(tallies.ours), together(tallies.floor));
}
