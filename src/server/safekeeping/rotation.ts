import { KEYS_READ_EVERY_MS, type KeyPurpose } from '../platform/keys.ts';

/** Keys that can be replaced while everything runs, and what happens to what they sealed. */
export const ROTATING = ['identity', 'totp', 'draft', 'file'] as const satisfies readonly KeyPurpose[];
export type RotatingPurpose = (typeof ROTATING)[number];

export function isRotating(text: unknown): text is RotatingPurpose {
	return ROTATING.some((purpose) => purpose === text);
}

/** Whether every process has had time to learn of what was written at `since`. */
export function isKnownEverywhere(since: Date, at: Date): boolean {
	return at.getTime() - since.getTime() >= 4 * KEYS_READ_EVERY_MS;
}
