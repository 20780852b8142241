import { error, redirect } from '@sveltejs/kit';
import { localDate } from '#server/deadline/calendar.ts';
import { readOwn } from '#server/report/reporter-commands.ts';
import { publicReport } from '#server/report/reporter-queries.ts';
import { explainedClocks } from '#server/report/reporter-view.ts';
import { parseCode } from '#server/report/tracking-code.ts';
import { words } from '#text/words.ts';
import { unknownCode } from '../unknown.ts';
import type { PageServerLoad } from './$types.js';

/** Every clock of a report, explained so that anybody can count after us. */
export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
	const { services, directory, now, receipts, lang } = locals;
	const code = parseCode(params.code);
	if (!code.ok) error(404, words(lang).errors.notFound);
	if (code.value !== params.code) redirect(308, `/l/${code.value}/jam`);

	const held = receipts.find((receipt) => receipt.code === code.value);
	const own = held && (await readOwn(services, held, { directory, at: now }));
	if (own) {
		setHeaders({ 'cache-control': 'no-store' });
		const { clocks, receivedAt } = own.report;
		const receivedOn = localDate(receivedAt, directory.calendar);
		return { code: code.value, clocks: explainedClocks({ clocks, receivedOn }, { directory, now }) };
	}

	const report = await publicReport(services.reader.pool, directory.agency.id, code.value);
	if (!report) return unknownCode(locals);
	setHeaders({ 'x-tuntas-keep': code.value });
	return { code: code.value, clocks: explainedClocks(report, { directory, now }) };
};
