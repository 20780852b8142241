import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import type { UnitId } from '#server/access/policy.ts';
import { isOpenUnit, openUnits } from '#server/agency/unit.ts';
import { seenBy } from '#server/platform/db.ts';
import { idIn } from '#server/platform/id.ts';
import {
	BULK_STEPS,
	type BulkOutcome,
	type BulkStep,
	MOST_AT_ONCE,
	takeMany,
} from '#server/report/case-bulk-commands.ts';
import { chosenReports } from '#server/report/case-bulk-queries.ts';
import type { StepInput } from '#server/report/guards.ts';
import { findByCode } from '#server/report/queries.ts';
import { cleanLine, cleanText } from '#server/report/reporter-text.ts';
import { LIMITS } from '#server/report/submission.ts';
import { parseCode } from '#server/report/tracking-code.ts';
import { signedIn } from '../signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor } = signedIn(locals);
	const { directory, services } = locals;
	const codes = codesIn(url.searchParams.getAll('kode'));
	const reports = codes.length > 0 ? await seenBy(actor, services.db, (tx) => chosenReports(tx, codes)) : [];
	return {
		step: stepIn(url.searchParams.get('lakukan')),
		reports: reports.map(({ id: _, ...report }) => report),
		most: MOST_AT_ONCE,
		key: randomUUID(),
		units: openUnits(directory).map(({ id, name }) => ({ value: String(id), label: name })),
	};
};

function codesIn(texts: readonly string[]): string[] {
	const codes = texts.map(parseCode).flatMap((code) => (code.ok ? [code.value as string] : []));
	return [...new Set(codes)].slice(0, MOST_AT_ONCE);
}

function stepIn(text: string | null): BulkStep {
	return BULK_STEPS.find((step) => step === text) ?? 'forward';
}

type Typed = { readonly words: string; readonly target: string; readonly other: string };
type BulkFault = {
	readonly field: keyof Typed;
	readonly code: 'words_missing' | 'target_missing' | 'other_missing' | 'too_long';
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const { actor, initials } = signedIn(locals);
		const form = await request.formData();
		const line = (name: string) => cleanLine(String(form.get(name) ?? ''));
		const step = stepIn(line('lakukan'));
		const typed = {
			words: cleanText(String(form.get('words') ?? '')),
			target: line('target'),
			other: line('other'),
		};
		const other = step === 'merge' ? await otherReport(typed.other, locals) : undefined;
		const fault = faultIn(typed, { step, other, locals });
		if (fault) return fail(422, { typed, fault });

		const target = step === 'forward' ? { targetUnitId: idIn<UnitId>(typed.target) ?? undefined } : { other };
		const bulk = {
			step,
			chosen: chosenIn(form.getAll('kode')),
			input: { words: typed.words, ...target },
			actor,
			initials,
			at: locals.now,
			directory: locals.directory,
			key: line('key'),
		};
		return told(await seenBy(actor, locals.services.db, (tx) => takeMany(tx, bulk)), locals);
	},
};

function told(outcome: BulkOutcome, { touched }: App.Locals) {
	for (const code of outcome.done) touched.add(code);
	if (outcome.left.length === 0) redirect(303, '/petugas?selesai=langkah');
	return { outcome };
}

/** `CODE~7`: the report and the version that was shown. */
function chosenIn(values: readonly FormDataEntryValue[]): ReadonlyMap<string, number> {
	const pairs = values.map((value) => String(value).split('~'));
	const known = pairs.flatMap(([text = '', version]) =>
		codesIn([text]).map((code) => [code, Number(version)] as const),
	);
	return new Map(known.slice(0, MOST_AT_ONCE));
}

async function otherReport(
	text: string,
	{ staff, services, directory }: App.Locals,
): Promise<StepInput['other']> {
	const code = parseCode(text);
	if (!code.ok || !staff) return undefined;
	return seenBy(staff.actor, services.db, (tx) => findByCode(tx, directory.agency.id, code.value));
}

type Ground = { readonly step: BulkStep; readonly other: StepInput['other']; readonly locals: App.Locals };

function faultIn({ words, target }: Typed, { step, other, locals }: Ground): BulkFault | undefined {
	const faults = [
		[
			step === 'forward' && !isOpenUnit(locals.directory, idIn(target)),
			{ field: 'target', code: 'target_missing' },
		],
		[step === 'merge' && !other, { field: 'other', code: 'other_missing' }],
		[words === '', { field: 'words', code: 'words_missing' }],
		[words.length > LIMITS.words, { field: 'words', code: 'too_long' }],
	] as const;
	return faults.find(([isSo]) => isSo)?.[1];
}
