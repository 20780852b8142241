import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { DataStore, ERRORS, Upload } from '@tus/utils';
import { createFile } from '#server/platform/durable-file.ts';
import type { KeyRing } from '#server/platform/keys.ts';
import { open, seal } from '#server/platform/sealing.ts';

/** `<whose it is>-<random>`: nothing else is ever the name of a folder here. */
export const UPLOAD_ID = /^[0-9a-f]{32}-[0-9a-f]{32}$/;

export const UPLOAD_BOUNDS = {
	/** How long an upload may take, from its first byte. */
	minutes: 60,
	/** At once, of one draft, and of everybody together. */
	ofOne: 4,
	ofAll: 400,
} as const;
export type UploadBounds = { readonly [bound in keyof typeof UPLOAD_BOUNDS]: number };

/** What a lost connection costs at most; each block is a sealed file named after its place. */
const BLOCK = 128 * 1024;
/** What sealing adds to a block: format, key id, nonce and tag. */
const SEAL = 33;
const ABOUT = 'about';

type About = { readonly size: number; readonly name: string; readonly created: string };

/**
 * Uploads under way, on disk below `folder`: every block sealed before it is written, so that half an upload on a stolen
 * disk says nothing. The protocol is @tus/server's.
 */
export class SealedUploads extends DataStore {
	readonly #folder: string;
	readonly #ring: KeyRing;
	readonly #bounds: UploadBounds;
	readonly #now: () => Date;

	constructor(
		folder: string,
		ring: KeyRing,
		{ now, bounds = UPLOAD_BOUNDS }: { readonly now: () => Date; readonly bounds?: UploadBounds },
	) {
		super();
		this.extensions = ['creation', 'expiration', 'termination'];
		this.#folder = folder;
		this.#ring = ring;
		this.#bounds = bounds;
		this.#now = now;
	}

	override async create(upload: Upload): Promise<Upload> {
		await this.deleteExpired();
		await this.#admit(upload.id);
		const created = this.#now().toISOString();
		const about: About = { size: upload.size ?? 0, name: upload.metadata?.filename ?? '', created };
		await mkdir(this.#pathOf(upload.id), { recursive: true, mode: 0o700 });
		await createFile(
			join(this.#pathOf(upload.id), ABOUT),
			seal(this.#ring, 'draft', JSON.stringify(about), placeOf(upload.id, ABOUT)),
		);
		upload.creation_date = created;
		return upload;
	}

	/** Keeps whole blocks as they fill, and the last piece also when the connection is lost on the way. */
	override async write(stream: Readable, id: string, offset: number): Promise<number> {
		const kept = { at: offset, waiting: [] as Buffer[], size: 0 };
		const flush = async () => {
			if (kept.size === 0) return;
			await this.#keep(id, kept.at, Buffer.concat(kept.waiting));
			Object.assign(kept, { at: kept.at + kept.size, waiting: [], size: 0 });
		};
		try {
			for await (const part of stream) {
				kept.waiting.push(part as Buffer);
				kept.size += (part as Buffer).length;
				if (kept.size >= BLOCK) await flush();
			}
		} finally {
			await flush();
		}
		return kept.at;
	}

	override async getUpload(id: string): Promise<Upload> {
		const about = await this.#about(id);
		if (!about) throw ERRORS.FILE_NOT_FOUND;
		const blocks = await this.#blocks(id);
		const last = blocks.at(-1);
		const offset = last ? Number(last) + (await stat(join(this.#pathOf(id), last))).size - SEAL : 0;
		const { size, name, created } = about;
		return new Upload({ id, size, offset, creation_date: created, metadata: { filename: name } });
	}

	/** Everything that was sent, in one piece. */
	async read(id: string): Promise<Buffer> {
		const parts: Buffer[] = [];
		for (const block of await this.#blocks(id)) {
			const sealed = await readFile(join(this.#pathOf(id), block));
			parts.push(open(this.#ring, 'draft', sealed, placeOf(id, block)));
		}
		return Buffer.concat(parts);
	}

	override async remove(id: string): Promise<void> {
		await rm(this.#pathOf(id), { recursive: true, force: true });
	}

	override getExpiration(): number {
		return this.#bounds.minutes * 60_000;
	}

	/** Takes away what was begun twice its time ago: until then whoever asks is told that it is too late. */
	override async deleteExpired(): Promise<number> {
		const before = this.#now().getTime() - 2 * this.getExpiration();
		let removed = 0;
		for (const id of await this.#all()) {
			const about = await this.#about(id);
			if (about && new Date(about.created).getTime() > before) continue;
			await this.remove(id);
			removed += 1;
		}
		return removed;
	}

	/** Takes away everything one draft has under way. */
	async forget(owner: string): Promise<void> {
		for (const id of await this.#all()) if (id.startsWith(`${owner}-`)) await this.remove(id);
	}

	async #admit(id: string): Promise<void> {
		const all = await this.#all();
		const [owner = ''] = id.split('-');
		const own = all.filter((other) => other.startsWith(`${owner}-`)).length;
		if (own >= this.#bounds.ofOne || all.length >= this.#bounds.ofAll)
			throw { status_code: 429, body: 'Too many uploads are under way\n' };
	}

	async #keep(id: string, at: number, block: Buffer): Promise<void> {
		const name = String(at).padStart(12, '0');
		await createFile(join(this.#pathOf(id), name), seal(this.#ring, 'draft', block, placeOf(id, name)));
	}

	async #about(id: string): Promise<About | undefined> {
		const sealed = await readFile(join(this.#pathOf(id), ABOUT)).catch(absentOrThrow);
		return sealed && (JSON.parse(open(this.#ring, 'draft', sealed, placeOf(id, ABOUT)).toString()) as About);
	}

	async #blocks(id: string): Promise<string[]> {
		const names = (await readdir(this.#pathOf(id)).catch(absentOrThrow)) ?? [];
		return names.filter((name) => /^\d{12}$/.test(name)).sort();
	}

	async #all(): Promise<string[]> {
		const names = (await readdir(this.#folder).catch(absentOrThrow)) ?? [];
		return names.filter((name) => UPLOAD_ID.test(name));
	}

	#pathOf(id: string): string {
		if (!UPLOAD_ID.test(id)) throw ERRORS.FILE_NOT_FOUND;
		return join(this.#folder, id);
	}
}

function placeOf(id: string, part: string): string {
	return `upload ${id} ${part}`;
}

function absentOrThrow(fault: NodeJS.ErrnoException): undefined {
	if (fault.code === 'ENOENT') return undefined;
	throw fault;
}
