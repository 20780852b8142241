import { redactPhoto } from '#server/attachment/commands.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import type { CasePhoto } from '#server/report/case-queries.ts';
import { GRIDS, gridShape, type PhotoWish } from '#server/report/redaction-form.ts';
import type { PhotoDecision } from '#server/report/redaction-queries.ts';
import type { Services } from '#server/services.ts';

type Redacting = {
	readonly services: Services;
	readonly photos: readonly CasePhoto[];
	/** Where the originals lie, by the id of the photograph. */
	readonly keys: ReadonlyMap<string, string>;
};

/** Makes the redacted files that were wished for; the id of the first that could not be made, otherwise. */
export async function decidePhotos(
	wishes: readonly PhotoWish[],
	ground: Redacting,
): Promise<Result<PhotoDecision[], string>> {
	const decisions: PhotoDecision[] = [];
	for (const wish of wishes) {
		const decision = await decide(wish, ground);
		if (!decision) {
			await forgetRedacted(decisions, ground.services);
			return refuse(wish.id);
		}
		decisions.push(decision);
	}
	return ok(decisions);
}

/** Takes away the files of decisions that came to nothing. */
export async function forgetRedacted(
	decisions: readonly PhotoDecision[],
	{ store }: Services,
): Promise<void> {
	for (const { key, thumb } of decisions)
		await Promise.all([key, thumb].map((file) => (file ? store.remove(file) : null)));
}

async function decide(
	{ id, choice, alt, hidden }: PhotoWish,
	{ services, photos, keys }: Redacting,
): Promise<PhotoDecision | undefined> {
	const plain = { id, choice, alt, key: null, thumb: null };
	const photo = photos.find((one) => one.id === id);
	const key = keys.get(id);
	if (choice !== 'redacted') return plain;
	if (!photo || !key) return undefined;
	const made = await redactPhoto(services, key, { ...GRIDS[gridShape(photo)], hidden });
	return made.ok ? { ...plain, key: made.value.storageKey, thumb: made.value.thumbKey } : undefined;
}
