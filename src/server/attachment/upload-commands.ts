import { Server } from '@tus/server';
import { ERRORS } from '@tus/utils';
import { sha256 } from '#server/platform/hash.ts';
import { randomBytes } from '#server/platform/random.ts';
import { type SealedUploads, UPLOAD_ID } from './adapters/upload-store.ts';

/** Who uploads, and what becomes of what arrived. */
export type Uploader = {
	/** The draft of this browser; null when it writes none. */
	readonly draft: Buffer | null;
	readonly megabytes: number;
	/** Takes in the whole file; a sentence when it was not taken. */
	readonly arrived: (file: { readonly name: string; readonly bytes: Uint8Array }) => Promise<string | null>;
};

/** Answers one request of the resumable protocol (tus 1.0.0) on behalf of somebody. */
export type Uploads = (request: Request, uploader: Uploader) => Promise<Response>;

/** Whose uploads are whose: the draft's hash in the name of each, so that no other browser finds it. */
export function ownerOf(draft: Buffer): string {
	return sha256(`uploads of ${draft.toString('hex')}`).slice(0, 32);
}

/** The protocol at `path`, over `store`. What is not the asker's own answers as what does not exist. */
export function resumableUploads(store: SealedUploads, path: string): Uploads {
	const uploaders = new WeakMap<Request, Uploader>();
	const of = (request: Request) => uploaders.get(request) as Uploader; // put there by the only caller below

	const server = new Server({
		path,
		datastore: store,
		relativeLocation: true,
		allowedOrigins: [],
		maxSize: (request) => of(request).megabytes * 1_000_000,
		namingFunction: (request) => `${own(of(request))}-${randomBytes(16).toString('hex')}`,
		getFileIdFromRequest: (_, last) => (last && UPLOAD_ID.test(last) ? last : undefined),
		onIncomingRequest: async (request, id) => {
			if (!id.startsWith(`${own(of(request))}-`)) throw ERRORS.FILE_NOT_FOUND;
		},
		// What the protocol offers and we do not is a request like any other that we do not understand.
		onResponseError: (_, fault) =>
			'status_code' in fault && fault.status_code === 501 ? { ...fault, status_code: 400 } : undefined,
		onUploadFinish: async (request, { id, metadata }) => {
			const bytes = await store.read(id);
			const refused = await of(request).arrived({ name: metadata?.filename ?? '', bytes });
			await store.remove(id);
			if (refused !== null) throw { status_code: 422, body: refused };
			return {};
		},
	});

	return (request, uploader) => {
		uploaders.set(request, uploader);
		return server.handleWeb(request);
	};
}

function own({ draft }: Uploader): string {
	if (!draft) throw ERRORS.FILE_NOT_FOUND;
	return ownerOf(draft);
}
