/** The page of one legal step, opened and sent as a browser would. */
import { randomUUID } from 'node:crypto';
import type { Answer, Desk } from './desk.ts';
import type { Officer } from './officers.ts';

export type StepForm = Readonly<Record<string, string | readonly string[]>>;
/** The code of the report, and the step in its address. */
export type StepAt = readonly [code: string, step: string];

type Page = { readonly load: unknown; readonly actions: Readonly<Record<string, unknown>> };

export function aStepPage(desk: () => Desk, { load, actions }: Page) {
	const page = (who: Officer, ...[kode, langkah]: StepAt) =>
		desk().ask(who, load, { params: { kode, langkah } });

	/** Sends the form as it was opened, with what is typed into it. */
	async function send(who: Officer, at: StepAt, form: StepForm): Promise<Answer> {
		const { data } = await page(who, ...at);
		const hidden = data
			? { key: data.key, version: String(data.version), seen: String(data.seen) }
			: { key: randomUUID(), version: '1', seen: '1' };
		const [kode, langkah] = at;
		return desk().ask(who, actions.default, { params: { kode, langkah }, form: { ...hidden, ...form } });
	}
	const take = (who: Officer, at: StepAt, form: StepForm) => send(who, at, { take: 'ya', ...form });
	return { page, send, take };
}
