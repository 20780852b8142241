/** Two systems on the same data would undo each other: a start holds the folder, and the next one is told so. */
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Who runs on a folder; the address is known once it serves. */
export type Holder = { readonly pid: number; readonly address: string | null };

type Hold = {
	/** Holds the number of the process while it lives. */
	readonly file: string;
	/** Written by whoever serves, with the address. */
	readonly running: string;
};

/** A start that has not got this far does not get there any more. */
const START_MS = 90_000;

/** Takes hold of the folder, or answers who has it; waits for one that is just starting. */
export async function takeHold({ file, running }: Hold): Promise<Holder | undefined> {
	const until = performance.now() + START_MS;
	while (performance.now() < until) {
		if (create(file)) {
			rmSync(running, { force: true });
			return undefined;
		}
		const pid = holderOf(file);
		if (pid === undefined) rmSync(file, { force: true });
		else if (await answers(running)) return { pid, address: addressIn(running) };
		else await pause(200);
	}
	throw new Error(
		`Process ${holderOf(file)} holds the data folder but does not answer. If it is not Tuntas, remove ${file} and start again.`,
	);
}

/** Whether a living start holds the folder with this file. */
export function isHeld(file: string): boolean {
	return holderOf(file) !== undefined;
}

/** In one move: nobody ever reads half a number. */
function create(file: string): boolean {
	const own = `${file}.${process.pid}`;
	writeFileSync(own, String(process.pid), { mode: 0o600 });
	try {
		linkSync(own, file);
		return true;
	} catch (fault) {
		if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw fault;
	} finally {
		rmSync(own);
	}
}

/** The process that holds the folder, unless it is gone. */
function holderOf(file: string): number | undefined {
	const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
	return pid > 0 && pid !== process.pid && isStart(pid) ? pid : undefined;
}

/** After a restart of the machine the number may be another program's; Linux can be asked which. */
function isStart(pid: number): boolean {
	try {
		process.kill(pid, 0);
	} catch (fault) {
		return (fault as NodeJS.ErrnoException).code === 'EPERM';
	}
	const asked = `/proc/${pid}/cmdline`;
	return !existsSync(asked) || readFileSync(asked, 'utf8').includes('serve');
}

function addressIn(running: string): string | null {
	if (!existsSync(running)) return null;
	return (JSON.parse(readFileSync(running, 'utf8')) as { address: string | null }).address;
}

async function answers(running: string): Promise<boolean> {
	if (!existsSync(running)) return false;
	const address = addressIn(running);
	if (!address) return true; // a worker alone serves nothing
	const asked = fetch(`${address}/healthz`, { signal: AbortSignal.timeout(2000) });
	return asked.then(
		({ ok }) => ok,
		() => false,
	);
}
