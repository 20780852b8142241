import { redirect } from '@sveltejs/kit';
import { parseReceipt } from '#server/report/receipt.ts';
import { parseCode } from '#server/report/tracking-code.ts';
import type { RequestHandler } from './$types.js';

/** Leads from what somebody typed, a code or a whole receipt, to its page; what is neither, to a page that helps. */
export const GET: RequestHandler = ({ url }) => {
	const typed = url.searchParams.get('kode') ?? '';
	const receipt = parseReceipt(typed);
	if (receipt.ok) redirect(303, `/t/${receipt.value}`);
	const code = parseCode(typed);
	redirect(
		303,
		code.ok ? `/l/${code.value}` : `/lacak/bantuan?kode=${encodeURIComponent(typed.slice(0, 40))}`,
	);
};
