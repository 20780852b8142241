import type { KeyRing } from '../platform/keys.ts';
import { log } from '../platform/log.ts';
import { openOrNull, seal } from '../platform/sealing.ts';

export type IdentityPart = 'name' | 'contact';

/** A part that does not open: damaged, or sealed with a key that is gone. A report goes on without it. */
export const UNREADABLE = 'unreadable';
export type Unreadable = typeof UNREADABLE;

type Place = { readonly reportId: string; readonly part: IdentityPart };

/** Where a sealed part of an identity belongs; it opens only there. */
export function identityPlace({ reportId, part }: Place): string {
	return `reporter_identity ${reportId} ${part}`;
}

export function sealIdentity(ring: KeyRing, place: Place, value: object): Buffer {
	return seal(ring, 'identity', JSON.stringify(value), identityPlace(place));
}

/** What {@link sealIdentity} sealed, or {@link UNREADABLE}. */
export function openIdentity(ring: KeyRing, place: Place, sealed: Uint8Array): unknown {
	const opened = openOrNull(ring, 'identity', sealed, identityPlace(place));
	if (opened) return JSON.parse(opened.toString());
	log.error({ event: 'identity_unreadable', part: place.part }, 'part of an identity does not open');
	return UNREADABLE;
}
