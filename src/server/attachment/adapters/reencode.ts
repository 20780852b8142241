import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { sha256 } from '#server/platform/hash.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import type { PhotoRefusal } from '../photo.ts';
import { type HiddenCells, isGrid } from '../redaction.ts';
import type { Picture, Reply, Task } from './reencode-child.ts';

/** A picture that is nothing but pixels: no place, camera, name or thumbnail of the original left in it. */
export type CleanPicture = {
	readonly bytes: Buffer;
	readonly width: number;
	readonly height: number;
	/** SHA-256 of the bytes, in hexadecimal. */
	readonly sha256: string;
};

export type CleanPhoto = {
	readonly mediaType: 'image/webp';
	readonly picture: CleanPicture;
	readonly thumbnail: CleanPicture;
};

/** Opens strangers' pictures in processes of their own. */
export type Reencoder = {
	/** The same picture, made anew and made small. Whatever it was, the process that asks stays as it is. */
	reencode(bytes: Uint8Array): Promise<Result<CleanPhoto, PhotoRefusal>>;
	/** The same with the hidden cells of a grid made flat, the thumbnail too. */
	pixelate(bytes: Uint8Array, cells: HiddenCells): Promise<Result<CleanPhoto, PhotoRefusal>>;
	/** Ends the processes; pictures under way are refused. */
	close(): void;
};

type Bounds = {
	/** Processes at most; each is started when first needed and kept warm. */
	readonly children: number;
	/** Longest time for one picture. */
	readonly seconds: number;
	/** Most memory of a process. */
	readonly megabytes: number;
	/** Most pictures that wait for one process. */
	readonly waiting: number;
};

const BOUNDS: Bounds = { children: 2, seconds: 10, megabytes: 512, waiting: 16 };

/** One process and the pictures that wait for it. */
type Lane = { child: ChildProcess | undefined; last: Promise<unknown>; waiting: number };

/** Found through the package, so that the built server starts the same file as the source. */
const CHILD = createRequire(import.meta.url).resolve('#server/attachment/adapters/reencode-child.ts');

/** What a process that did not live to answer says of its picture. */
const TOO_HEAVY: Reply = { ok: false, refusal: { code: 'photo_too_heavy' } };

/** Starts nothing yet: a process is started with the first picture. One reencoder serves a whole installation. */
export function startReencoder(given: Partial<Bounds> = {}): Reencoder {
	const bounds = { ...BOUNDS, ...given };
	const lanes = Array.from({ length: bounds.children }, newLane);

	async function run(
		bytes: Uint8Array,
		cells: HiddenCells | null,
	): Promise<Result<CleanPhoto, PhotoRefusal>> {
		const lane = lanes.reduce((least, other) => (other.waiting < least.waiting ? other : least));
		if (lane.waiting >= bounds.waiting) return refuse({ code: 'photo_busy' });
		const reply = await inTurn(lane, { bytes, cells, megabytes: bounds.megabytes }, bounds.seconds);
		return reply.ok ? ok(cleanPhoto(reply)) : reply;
	}

	return {
		reencode: (bytes) => run(bytes, null),
		async pixelate(bytes, cells) {
			if (!isGrid(cells)) throw new Error('a cell to hide lies outside the grid');
			return run(bytes, cells);
		},
		close: () => {
			for (const { child } of lanes) child?.kill('SIGKILL');
		},
	};
}

function newLane(): Lane {
	return { child: undefined, last: Promise.resolve(), waiting: 0 };
}

/** One picture at a time: what a process grows by is then this picture's doing. */
function inTurn(lane: Lane, task: Task, seconds: number): Promise<Reply> {
	lane.waiting += 1;
	const turn = lane.last
		.then(() => ask(lane, task, seconds))
		.finally(() => {
			lane.waiting -= 1;
		});
	lane.last = turn.catch(() => undefined);
	return turn;
}

async function ask(lane: Lane, task: Task, seconds: number): Promise<Reply> {
	const child = childOf(lane);
	const over = new AbortController();
	const late = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
	try {
		const answered = once(child, 'message', over).then(([reply]) => reply as Reply);
		const ended = once(child, 'exit', over).then((): Reply => TOO_HEAVY);
		child.send(task);
		return await Promise.race([answered, ended]);
	} finally {
		clearTimeout(late);
		over.abort();
	}
}

function childOf(lane: Lane): ChildProcess {
	if (lane.child) return lane.child;
	const child = startChild();
	const forget = () => {
		if (lane.child === child) lane.child = undefined;
	};
	child.on('exit', forget).on('error', forget);
	lane.child = child;
	return child;
}

function startChild(): ChildProcess {
	const child = fork(CHILD, [], {
		serialization: 'advanced',
		// Nothing of ours is handed on: neither secrets nor the address of the database.
		env: { MALLOC_ARENA_MAX: '2' },
		execArgv: ['--max-old-space-size=64', '--no-warnings'],
		stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
	});
	// Waiting for pictures keeps nobody's process alive; a picture under way does, by its time limit.
	child.unref();
	child.channel?.unref();
	return child;
}

function cleanPhoto({ picture, thumbnail }: Extract<Reply, { ok: true }>): CleanPhoto {
	return { mediaType: 'image/webp', picture: clean(picture), thumbnail: clean(thumbnail) };
}

function clean({ bytes, width, height }: Picture): CleanPicture {
	return { bytes: Buffer.from(bytes), width, height, sha256: sha256(bytes) };
}
