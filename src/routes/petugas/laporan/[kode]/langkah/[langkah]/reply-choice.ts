import { REPLY_STEPS } from '#server/agency/pack-words.ts';
import { filledReply } from '#server/agency/reply.ts';
import type { Zone } from '#server/deadline/calendar.ts';
import { formatDate } from '#text/format.ts';
import type { StepCase } from './step-page.ts';

export function hasReplies(step: string): boolean {
	return (REPLY_STEPS as readonly string[]).includes(step);
}

/** What can be chosen from, what was chosen, and what the address said besides. */
export function replyChoice({ replies }: StepCase, ke: string | null, balasan: string | null) {
	return {
		replies: replies.map(({ id, name }) => ({ value: id, label: name })),
		chosenReply: replies.some(({ id }) => id === balasan) ? balasan : null,
		wantedTarget: ke,
	};
}

/** The words of the chosen reply, filled in from the report; a citizen reads them in Indonesian. */
export function repliedWords({ replies, found }: StepCase, locals: App.Locals, balasan: string | null) {
	const reply = replies.find(({ id }) => id === balasan);
	if (!reply) return {};
	const { directory, now } = locals;
	const { report } = found;
	const style = { zone: directory.agency.zone as Zone, lang: 'id' } as const; // the pack was checked against the table of zones
	const ends = report.clocks.flatMap(({ endedAt, lateFrom }) => (endedAt ? [] : [lateFrom.getTime()]));
	const unit = directory.units.get(report.unitId ?? report.verifierUnitId);
	const words = filledReply(reply.body, {
		kode: report.code,
		kantor: unit?.name ?? '',
		pemerintah: directory.agency.shortName,
		tanggal: formatDate(now, style),
		batas: ends.length > 0 ? formatDate(new Date(Math.min(...ends) - 1), style) : '',
	});
	return { words };
}
