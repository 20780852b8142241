import { type Actor, can, type ReportId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';
import { sha256 } from '../platform/hash.ts';
import { ok, type Result } from '../platform/result.ts';
import { forgetForm, isNewForm } from '../platform/sent-form.ts';
import { isKnown } from './case-queries.ts';
import { type TakeStep, type TakeStepRefusal, takeStep } from './commands.ts';
import type { Loaded } from './queries.ts';
import { type PhotoDecision, savePhotoDecisions } from './redaction-queries.ts';
import { takeStaged } from './staged-photo-queries.ts';
import { markOpened } from './step-queries.ts';

export type TakeCaseStep = TakeStep & {
	/** The same for every repetition of the same form. */
	readonly key: string;
	readonly photos: readonly PhotoDecision[];
	/** Photographs that waited for this step; now they are its files. */
	readonly staged: readonly string[];
};

/** What became of a form: the step was taken now, or it was taken before and this is the same form again. */
export type Taken = 'now' | 'before';

/** Takes a step once, however often its form is sent, with what is shown of its photographs, in the caller's transaction. */
export async function takeCaseStep(tx: Tx, request: TakeCaseStep): Promise<Result<Taken, TakeStepRefusal>> {
	const { id, photos } = request;
	const once = onceOf(request);
	if (!(await isNewForm(tx, once))) return ok('before');

	const taken = await takeStep(tx, request);
	if (!taken.ok) {
		await forgetForm(tx, once);
		return taken;
	}
	await savePhotoDecisions(tx, id, photos);
	await takeStaged(tx, request.staged);
	return ok('now');
}

/** Whether this very form was taken already. */
export function wasTaken(
	tx: Tx,
	form: Pick<TakeCaseStep, 'id' | 'step' | 'key' | 'actor'>,
): Promise<boolean> {
	return isKnown(tx, onceOf(form));
}

function onceOf({ id, step, key, actor }: Pick<TakeCaseStep, 'id' | 'step' | 'key' | 'actor'>) {
	return { agencyId: actor.agencyId, keyHash: Buffer.from(sha256(key), 'hex'), what: `${step} ${id}` };
}

/** The first look of somebody who assesses it turns "new" into "being checked"; says whether it did. */
export async function openForChecking(
	tx: Tx,
	report: Loaded,
	{ actor, at }: { readonly actor: Actor; readonly at: Date },
): Promise<boolean> {
	if (report.openedAt || report.status !== 'received' || !can(actor, 'verify', report)) return false;
	await markOpened(tx, report.id satisfies ReportId, at);
	return true;
}
