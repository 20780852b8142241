import { error, redirect } from '@sveltejs/kit';
import { calendarOf } from '#server/agency/directory.ts';
import { newSecret } from '#server/platform/secret.ts';
import { type PublicReport, publicReport } from '#server/report/reporter-queries.ts';
import { OWN_STEP_NAMES, OWN_STEPS } from '#server/report/reporter-steps.ts';
import { reportView } from '#server/report/reporter-view.ts';
import { parseCode } from '#server/report/tracking-code.ts';
import { words } from '#text/words.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { ownPage } from './own-page.ts';
import { actOnOwn } from './own-step.ts';
import { supportFrom } from './support.ts';
import { leadToTombstone } from './tombstone.ts';
import { unknownCode } from './unknown.ts';

export const load: PageServerLoad = async ({ params, locals, setHeaders, url }) => {
	const { services, directory, now, receipts, lang } = locals;
	const code = canonical(params.code, lang);
	if (code !== params.code) redirect(308, `/l/${code}`);
	const ground = { directory, now };

	const held = receipts.find((receipt) => receipt.code === code);
	const own = held && (await ownPage(services, held, ground));
	if (own) {
		setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
		return { ...own, code, key: newSecret(), saved: url.searchParams.has('tersimpan'), supported: null };
	}

	await leadToTombstone(locals, held);

	const report = await publicReport(services.reader.pool, directory.agency.id, code);
	if (!report) return unknownCode(locals);
	setHeaders({ 'x-tuntas-keep': [code, report.mergedInto].filter(Boolean).join(' ') });
	const isPublished = report.publishedAt !== null;
	return {
		code,
		view: reportView(report, ground),
		title: report.title,
		body: report.body,
		place: report.place,
		reporter: report.firstName,
		photos: isPublished ? report.photos : [],
		trail: isPublished ? report.trail : [],
		calendar: calendarOf(directory, report.unitId),
		isPublished,
		mergedInto: report.mergedInto,
		referredTo: report.referredTo,
		sp4nId: publicNumber(report),
		erasedOn: report.erasedOn,
		ombudsman: directory.agency.ombudsmanName,
		leaderTitle: directory.agency.leaderTitle,
		own: null,
		key: '',
		saved: false,
		supported: supportedIn(url.searchParams.get('dukungan')),
	};
};

export const actions = {
	...Object.fromEntries(
		OWN_STEP_NAMES.map((step) => [
			OWN_STEPS[step].action,
			(event: Parameters<typeof actOnOwn>[0]) => actOnOwn(event, step),
		]),
	),

	dukung: async (event) => {
		const support = await supportFrom(event, event.params.code);
		if (!support) return unknownCode(event.locals);
		redirect(303, `/l/${support.code}?dukungan=${support.outcome}#dukungan`);
	},
} satisfies Actions;

/** The code somebody meant; what can be no code is answered like one that does not exist. */
function canonical(typed: string, lang: App.Locals['lang']): string {
	const code = parseCode(typed);
	if (!code.ok) error(404, words(lang).errors.notFound);
	return code.value;
}

/** The words can be looked up in the national system by its number: it is shown when they are public here, too. */
function publicNumber({ publishedAt, sp4nId }: PublicReport): string | null {
	return publishedAt ? sp4nId : null;
}

function supportedIn(said: string | null): 'counted' | 'already' | null {
	return said === 'counted' || said === 'already' ? said : null;
}
