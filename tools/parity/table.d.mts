import type { ParityRow } from './row.js';

/** What does not agree, by name; nothing where all does. */
export function misfits(row: ParityRow): readonly string[];

/** `docs/parity.md`. */
export function parityPage(rows: readonly ParityRow[], names: readonly string[]): string;
