import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** What a process that opens strangers' files may cost. */
export type Bounds = {
	/** Processes at most; each is started when first needed and kept warm. */
	readonly children: number;
	/** Longest time for one file. */
	readonly seconds: number;
	/** Most memory of a process. */
	readonly megabytes: number;
	/** Most files that wait for one process. */
	readonly waiting: number;
};

/** Why there is no answer: too many wait already, or the process did not live to give one. */
export type NoAnswer = 'busy' | 'too_heavy';

export type Lanes<Task, Reply> = {
	ask(task: Task): Promise<Reply | NoAnswer>;
	/** Ends the processes; what is under way has no answer. */
	close(): void;
};

/** One process and the files that wait for it. */
type Lane = { child: ChildProcess | undefined; last: Promise<unknown>; waiting: number };

/** Processes that run `script`, one file at a time each: what one grows by is then this file's doing. */
export function childLanes<Task extends object, Reply>(script: string, bounds: Bounds): Lanes<Task, Reply> {
	const lanes = Array.from({ length: bounds.children }, newLane);
	return {
		async ask(task) {
			const lane = lanes.reduce((least, other) => (other.waiting < least.waiting ? other : least));
			if (lane.waiting >= bounds.waiting) return 'busy';
			return inTurn(lane, () =>
				ask<Reply>(lane, script, { ...task, megabytes: bounds.megabytes }, bounds.seconds),
			);
		},
		close: () => {
			for (const { child } of lanes) child?.kill('SIGKILL');
		},
	};
}

function newLane(): Lane {
	return { child: undefined, last: Promise.resolve(), waiting: 0 };
}

function inTurn<Reply>(lane: Lane, work: () => Promise<Reply>): Promise<Reply> {
	lane.waiting += 1;
	const turn = lane.last.then(work).finally(() => {
		lane.waiting -= 1;
	});
	lane.last = turn.catch(() => undefined);
	return turn;
}

async function ask<Reply>(
	lane: Lane,
	script: string,
	task: object,
	seconds: number,
): Promise<Reply | NoAnswer> {
	const child = childOf(lane, script);
	const over = new AbortController();
	const late = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
	try {
		const answered = once(child, 'message', over).then(([reply]) => reply as Reply);
		const ended = once(child, 'exit', over).then((): NoAnswer => 'too_heavy');
		child.send(task);
		return await Promise.race([answered, ended]);
	} finally {
		clearTimeout(late);
		over.abort();
	}
}

function childOf(lane: Lane, script: string): ChildProcess {
	if (lane.child) return lane.child;
	const child = startChild(script);
	const forget = () => {
		if (lane.child === child) lane.child = undefined;
	};
	child.on('exit', forget).on('error', forget);
	lane.child = child;
	return child;
}

function startChild(script: string): ChildProcess {
	const child = fork(script, [], {
		serialization: 'advanced',
		// Nothing of ours is handed on: neither secrets nor the address of the database.
		env: { MALLOC_ARENA_MAX: '2' },
		execArgv: ['--max-old-space-size=64', '--no-warnings'],
		stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
	});
	// Waiting for files keeps nobody's process alive; one under way does, by its time limit.
	child.unref();
	child.channel?.unref();
	return child;
}
