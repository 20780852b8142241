import type { UnitId } from '../access/policy.ts';
import type { Role } from '../access/roles.ts';
import type { StoredPhoto } from './submission.ts';

/** How somebody's report came to the desk, and under which channel it is counted. */
export const WAYS = {
	visit: { channel: 'desk' },
	phone: { channel: 'desk' },
	letter: { channel: 'desk' },
	box: { channel: 'box' },
} as const satisfies Record<string, { readonly channel: 'desk' | 'box' }>;
export type Way = keyof typeof WAYS;

/** What whoever works on the report must know of the person, without knowing who it is. */
export const NEEDS = ['elder', 'cannot_read', 'disability', 'local_language'] as const;
export type Need = (typeof NEEDS)[number];

/** How far somebody may speak for the person the report is about; each includes the one before. */
export const PROXY_SCOPES = ['submit', 'follow', 'settle'] as const;
export type ProxyScope = (typeof PROXY_SCOPES)[number];

/** What the desk notes about a report besides the report itself. */
export type DeskRecord = {
	readonly unitId: UnitId;
	readonly role: Role;
	readonly way: Way;
	/** Of the printed form or sticker; papers from the box have one each. */
	readonly paperNo: string | null;
	readonly openingId: string | null;
	/** When it was typed: a paper was received before that. */
	readonly at: Date;
	/** SHA-256 of the key its form was opened with. */
	readonly entryHash: Buffer;
	readonly needs: readonly Need[];
	readonly proxyScope: ProxyScope | null;
	/** Whether the letter of authority was only seen, or photographed as well. */
	readonly letter: 'seen' | 'photographed' | null;
	readonly papers: readonly { readonly paper: PaperKind; readonly photo: StoredPhoto }[];
};
export type PaperKind = 'box_paper' | 'authority_letter';
