/** Many people who send reports at once and, like a phone, send again until they are told that it arrived. */
import { setTimeout as pause } from 'node:timers/promises';
import type { WrittenDraft } from '../bench/requests.ts';
import { type Heard, send } from './wire.ts';

/** What an accepted report is answered with. */
const ACCEPTED = 'location: /lapor/terima';
const AGAIN_MS = 150;
/** Every so many accepted reports one is sent once more, as an impatient finger does. */
const TWICE_EVERY = 7;

export type Reporters = {
	/** Keys of reports that were acknowledged. */
	readonly acknowledged: ReadonlySet<string>;
	/** Answers that were neither yes nor silence, with how often. */
	readonly refusals: ReadonlyMap<string, number>;
	/** No new report is begun; those under way are sent until they arrive. */
	finish(): Promise<void>;
	/** Nothing more is sent: the machine is gone. */
	giveUp(): void;
};

export function startReporters(port: number, drafts: Iterable<WrittenDraft>, people: number): Reporters {
	const acknowledged = new Set<string>();
	const refusals = new Map<string, number>();
	const left = drafts[Symbol.iterator]();
	let finishing = false;
	let isOver = false;
	const refused = (heard: Heard) => {
		const first = heard?.split('\r\n')[0] ?? 'silence';
		refusals.set(first, (refusals.get(first) ?? 0) + 1);
		return pause(AGAIN_MS);
	};
	const untilArrived = async ({ key, request }: WrittenDraft) => {
		let heard = await send(port, request);
		while (!heard?.includes(ACCEPTED)) {
			if (isOver) return;
			await refused(heard);
			heard = await send(port, request);
		}
		acknowledged.add(key);
		if (acknowledged.size % TWICE_EVERY === 0) await send(port, request);
	};
	const person = async () => {
		for (let next = left.next(); !next.done && !finishing; next = left.next()) {
			await untilArrived(next.value);
			await pause(AGAIN_MS);
		}
	};
	const all = Promise.all(Array.from({ length: people }, person));
	return {
		acknowledged,
		refusals,
		finish: async () => {
			finishing = true;
			await all;
		},
		giveUp: () => {
			finishing = true;
			isOver = true;
		},
	};
}
