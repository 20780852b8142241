/** What goes out: what is not in the national system yet, what is known there, or both. */
export const DIRECTIONS = ['unknown_there', 'known_there', 'all'] as const;
export type Direction = (typeof DIRECTIONS)[number];
