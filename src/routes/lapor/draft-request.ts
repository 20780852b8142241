import { error, type RequestEvent, redirect } from '@sveltejs/kit';
import { localDate } from '#server/deadline/calendar.ts';
import { newSecret, secretHash } from '#server/platform/secret.ts';
import { type Draft, type FieldStep, STEP_FIELDS, type Typed } from '#server/report/draft.ts';
import { changeDraft, type DraftTicket, readDraft } from '#server/report/draft-commands.ts';
import { type FaultGround, faultsOn } from '#server/report/draft-faults.ts';
import { type FieldKinds, type FieldsOf, readFields } from '#server/report/reporter-form.ts';
import { explain } from '#text/refusals.ts';

/** What a draft is bound to: random, of this browser only. */
export const DRAFT_COOKIE = 'tuntas_draf';
/** What the receipt page may still show right after sending. */
export const SENT_COOKIE = 'tuntas_terima';

/** Which draft this browser is writing; null when it has begun none. */
export function ticketOf({ cookies, locals: { directory, now } }: RequestEvent): DraftTicket | null {
	const idHash = secretHash(cookies.get(DRAFT_COOKIE));
	const hours = directory.agency.settings.draftHours;
	return idHash && { agencyId: directory.agency.id, idHash, at: now, hours };
}

/** The same for somebody who writes: begins one when there is none, and gives the cookie its full time again. */
function ticketToWrite(event: RequestEvent): DraftTicket {
	const { cookies, url, locals } = event;
	const known = cookies.get(DRAFT_COOKIE);
	const secret = known && secretHash(known) ? known : newSecret();
	cookies.set(DRAFT_COOKIE, secret, {
		...cookieOptions(url),
		maxAge: locals.directory.agency.settings.draftHours * 60 * 60,
	});
	return ticketOf(event) as DraftTicket; // the cookie was just set to a secret of ours
}

export function cookieOptions(url: URL) {
	return { path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' } as const;
}

export function groundOf({ locals: { directory, now } }: RequestEvent): FaultGround {
	return { directory, today: localDate(now, directory.calendar) };
}

export function changeOwnDraft(event: RequestEvent, change: (draft: Draft) => Draft): Promise<Draft> {
	return changeDraft(event.locals.services, ticketToWrite(event), change);
}

/** What a form says; a form with fields that are not its own is refused whole, and nothing is changed. */
export async function formOf<Kinds extends FieldKinds>(
	{ request, locals }: RequestEvent,
	kinds: Kinds,
): Promise<{ readonly fields: FieldsOf<Kinds>; readonly form: FormData }> {
	const form = await request.formData();
	const fields = readFields(form, kinds);
	if (fields.ok) return { fields: fields.value, form };
	const { title, help } = explain(fields.refusal, locals.lang);
	error(400, `${title} ${help}`);
}

/** Keeps what one step's form says, right or wrong. */
export async function saveStep(
	event: RequestEvent,
	step: FieldStep,
	also: Partial<Typed> = {},
): Promise<Draft> {
	const { fields } = await formOf(event, STEP_FIELDS[step]);
	return changeOwnDraft(event, (draft) => ({ ...draft, typed: { ...draft.typed, ...also, ...fields } }));
}

/** The draft, for a step whose earlier steps are as they must be; who has skipped one is brought there. */
export async function draftFor(event: RequestEvent, step: 2 | 3 | 4 | 5): Promise<Draft> {
	event.setHeaders({ 'cache-control': 'no-store' });
	const ticket = ticketOf(event);
	const draft = ticket && (await readDraft(event.locals.services, ticket));
	if (!draft) redirect(303, '/lapor/1');
	const ground = groundOf(event);
	const faulty = ([1, 2, 4] as const).find(
		(earlier) => earlier < step && faultsOn(earlier, draft, ground).length > 0,
	);
	if (faulty) redirect(303, `/lapor/${faulty}`);
	return draft;
}
