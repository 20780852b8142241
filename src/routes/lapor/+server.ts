import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types.js';

/** A poster names its office by key; the first step takes it along. */
export const GET: RequestHandler = ({ url }) => {
	const unit = url.searchParams.get('unit');
	redirect(303, unit ? `/lapor/1?unit=${encodeURIComponent(unit.slice(0, 80))}` : '/lapor/1');
};
