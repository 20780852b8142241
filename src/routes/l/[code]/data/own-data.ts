import { type OwnCopy, ownCopy } from '#server/privacy/copy-commands.ts';
import type { OpenedReport } from '#server/report/reporter-commands.ts';
import { parseCode } from '#server/report/tracking-code.ts';
import { unknownCode } from '../unknown.ts';

/** The report of this address, when this browser holds its receipt. */
export function heldHere(locals: App.Locals, typed: string): OpenedReport | undefined {
	const code = parseCode(typed);
	return code.ok ? locals.receipts.find((receipt) => receipt.code === code.value) : undefined;
}

/** Everything about it; whoever holds no receipt is answered as if there were no such report. */
export async function copyFor(
	locals: App.Locals,
	typed: string,
): Promise<{ readonly held: OpenedReport; readonly copy: OwnCopy }> {
	const held = heldHere(locals, typed);
	const { services, directory, now: at } = locals;
	const copy = held && (await ownCopy(services, held, { directory, at }));
	return held && copy ? { held, copy } : unknownCode(locals);
}
