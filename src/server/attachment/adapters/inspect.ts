import { createRequire } from 'node:module';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import type { FileRefusal } from '../file.ts';
import type { Sound } from '../sound.ts';
import { type Bounds, childLanes } from './child-lanes.ts';
import type { Document, Reply, Task } from './inspect-child.ts';

/** Opens strangers' documents and recordings in processes of their own. */
export type Inspector = {
	/** The same pages in a document made anew: no scripts, forms, actions, attachments, notes or maker's marks. */
	document(bytes: Uint8Array, mostPages: number): Promise<Result<Document, FileRefusal>>;
	/** What kind of recording it is and how long; its bytes are left alone. */
	sound(bytes: Uint8Array): Promise<Result<Sound, FileRefusal>>;
	close(): void;
};

const BOUNDS: Bounds = { children: 1, seconds: 20, megabytes: 512, waiting: 16 };

/** Found through the package, so that the built server starts the same file as the source. */
const CHILD = createRequire(import.meta.url).resolve('#server/attachment/adapters/inspect-child.ts');

/** A task as the lane takes it; the memory it may use is the lane's to say. */
type Asked = Task extends infer One ? (One extends Task ? Omit<One, 'megabytes'> : never) : never;

export function startInspector(given: Partial<Bounds> = {}): Inspector {
	const lanes = childLanes<Asked, Reply>(CHILD, { ...BOUNDS, ...given });

	async function ask(task: Asked): Promise<Reply> {
		const reply = await lanes.ask(task);
		if (reply !== 'busy' && reply !== 'too_heavy') return reply;
		return { ok: false, refusal: { code: `file_${reply}` } };
	}

	return {
		async document(bytes, mostPages) {
			const reply = await ask({ what: 'document', bytes, mostPages });
			if (!reply.ok) return reply;
			return 'document' in reply ? ok(reply.document) : refuse({ code: 'pdf_unreadable' });
		},
		async sound(bytes) {
			const reply = await ask({ what: 'sound', bytes });
			if (!reply.ok) return reply;
			return 'sound' in reply ? ok(reply.sound) : refuse({ code: 'sound_unreadable' });
		},
		close: lanes.close,
	};
}
