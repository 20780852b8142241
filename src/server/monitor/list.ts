import * as z from 'zod';
import type { CategoryId, UnitId } from '../access/policy.ts';
import { idIn } from '../platform/id.ts';

/** What the public list may be narrowed by and ordered by; every value comes from this table or is a row's key. */
export const STATES = ['running', 'late', 'done', 'all'] as const;
export const ORDERS = ['recent', 'due', 'support'] as const;
export type ListState = (typeof STATES)[number];
export type ListOrder = (typeof ORDERS)[number];

export type PublicFilter = {
	readonly state: ListState;
	readonly order: ListOrder;
	readonly unit: UnitId | null;
	readonly category: CategoryId | null;
	readonly district: string | null;
	/** Words to search for; null when none were given. */
	readonly q: string | null;
	readonly after: Cursor | null;
};

/** Where the next page goes on: the last row's place in the order. */
export type Cursor = { readonly value: string; readonly id: string };

export const PAGE_SIZE = 20;
const MOST_WORDS = 200;
const id = z.uuid();
const placed = (value: z.ZodType<string>) => z.object({ value, id });
/** How the last row's place is written in each order; years as the database takes them. */
const CURSORS = {
	recent: placed(z.iso.date().startsWith('2')),
	due: placed(z.iso.datetime().startsWith('2')),
	support: placed(z.string().regex(/^\d{1,9}$/)),
} as const satisfies Record<ListOrder, z.ZodType<Cursor>>;
const region = z.string().regex(/^[0-9.]{2,13}$/);

/** The filter an address asks for; what it does not understand, it leaves out. */
export function filterOf(params: URLSearchParams): PublicFilter {
	const oneOf = <T extends string>(known: readonly T[], name: string, otherwise: T) =>
		known.find((value) => value === params.get(name)) ?? otherwise;
	const valid = (schema: z.ZodType<string>, name: string) =>
		params.has(name) ? (schema.safeParse(params.get(name)).data ?? null) : null;
	const order = oneOf(ORDERS, 'urut', 'recent');
	const state = oneOf(STATES, 'keadaan', 'running');
	return {
		state,
		order,
		unit: idIn(params.get('kantor')),
		category: idIn(params.get('bidang')),
		district: valid(region, 'kecamatan'),
		q: params.get('q')?.replaceAll('\0', ' ').normalize('NFC').trim().slice(0, MOST_WORDS) || null,
		after: cursorOf(params.get('lanjut'), orderIn({ state, order })),
	};
}

/**
 * The order in which a list is really read: what is late has waited longest first, and what is done has no deadline.
 * Each is a walk along an index, however many reports there are.
 */
export function orderIn({ state, order }: Pick<PublicFilter, 'state' | 'order'>): ListOrder {
	if (state === 'late' && order === 'recent') return 'due';
	return state === 'done' && order === 'due' ? 'recent' : order;
}

/** The address of the same list with other values. */
export function addressOf(filter: PublicFilter, change: Partial<PublicFilter>): string {
	const { state, order, unit, category, district, q, after } = { ...filter, after: null, ...change };
	const values = {
		keadaan: state === 'running' ? null : state,
		urut: order === 'recent' ? null : order,
		kantor: unit,
		bidang: category,
		kecamatan: district,
		q,
		lanjut: after && `${after.value}~${after.id}`,
	};
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(values)) if (value) params.set(name, String(value));
	const query = params.toString();
	return query ? `/laporan?${query}` : '/laporan';
}

function cursorOf(text: string | null, order: ListOrder): Cursor | null {
	if (text === null) return null;
	const [value, rowId] = text.split('~');
	return CURSORS[order].safeParse({ value, id: rowId }).data ?? null;
}
