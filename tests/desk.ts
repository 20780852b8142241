/** An officer at their desk: the pages of the workbench, asked as the browser asks them, without a browser. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isActionFailure, isHttpError, isRedirect } from '@sveltejs/kit';
import pg from 'pg';
import { vi } from 'vitest';
import { startReencoder } from '#server/attachment/adapters/reencode.ts';
import { Believed } from '#server/platform/believed.ts';
import { sealedStore } from '#server/platform/sealed-storage.ts';
import { diskStore } from '#server/platform/storage.ts';
import type { Counts } from '#server/report/queue-queries.ts';
import type { Services } from '#server/services.ts';
import type { Officer } from './officers.ts';
import { MONDAY_MORNING, type World } from './world.ts';

/** What a page answered: its data, or where it led, or why not. */
export type Answer = {
	readonly status: number;
	readonly location?: string;
	readonly message?: string;
	// biome-ignore lint/suspicious/noExplicitAny: each page answers with data of its own; the test says which.
	readonly data?: any;
};

type Handler = (event: never) => unknown;
type Asking = {
	readonly params?: Readonly<Record<string, string>>;
	readonly search?: string;
	readonly form?: Readonly<Record<string, string | File | readonly string[]>>;
	readonly at?: Date;
	/** The government as read after a change; the world's own otherwise. */
	readonly directory?: World['directory'];
};

export type Desk = Awaited<ReturnType<typeof aDesk>>;

export async function aDesk(world: World) {
	const folder = await mkdtemp(join(tmpdir(), 'tuntas-desk-'));
	const reencoder = startReencoder({ children: 1 });
	const { db, reader, vault } = world;
	const store = sealedStore(diskStore(folder), vault.ring);
	const counts = new Believed<Counts>({ ms: 0, most: 1 }); // no form of a test ends the belief
	const services = { db, reader, counts, ring: vault.ring, store, reencoder } as unknown as Services;
	const touched = new Set<string>();

	/** Asks a page or posts a form to it, as `who`, and answers as the server would. */
	async function ask(who: Officer, handler: unknown, asking: Asking = {}): Promise<Answer> {
		const url = new URL(`http://localhost/petugas${asking.search ?? ''}`);
		const { params = {}, form, at = MONDAY_MORNING, directory = world.directory } = asking;
		const request = new Request(url, form ? { method: 'POST', body: formOf(form) } : {});
		const staff = { operates: false, ...who.actor, ...who, name: who.key };
		const locals = {
			services,
			directory,
			lang: 'id',
			now: at,
			client: '127.0.0.1',
			receipts: [],
			staff,
			touched,
		};
		const event = { locals, params, url, request, setHeaders: () => undefined };
		return Promise.resolve(event)
			.then((given) => (handler as Handler)(given as never))
			.then(answered, thrownAnswer);
	}
	const close = async () => {
		reencoder.close();
		await rm(folder, { recursive: true });
	};
	return { ask, touched, services, close };
}

function answered(data: unknown): Answer {
	return isActionFailure(data) ? { status: data.status, data: data.data } : { status: 200, data };
}

/** Redirects and errors are thrown; a fault stays one. */
function thrownAnswer(thrown: unknown): Answer {
	if (isRedirect(thrown)) return { status: thrown.status, location: thrown.location };
	if (isHttpError(thrown)) return { status: thrown.status, message: thrown.body.message };
	throw thrown;
}

function formOf(fields: NonNullable<Asking['form']>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields))
		for (const one of [value].flat()) form.append(name, one);
	return form;
}

/** How often `work` goes to the database. */
export async function waysOf(work: () => Promise<unknown>): Promise<number> {
	const asked = vi.spyOn(pg.Client.prototype, 'query');
	await work();
	const ways = asked.mock.calls.length;
	asked.mockRestore();
	return ways;
}
