/** Quantities as hovers, hints and lists of completions show them. */
import type { Amount } from '../plan/amount.js';
import type { ImageShape } from '../plan/head-shapes.js';
import { count, short } from '../quantities.js';

/** `11,529`, but `2.7M` from a hundred thousand up. */
export const rounded = (n: number): string => (n < 1e5 ? count(n) : short(n));

/** `80.4%`, of a share from 0 to 1. */
export const percentage = (share: number): string => `${Number((100 * share).toPrecision(3))}%`;

/** `4×4×1280`. */
export const shapeText = (shape: ImageShape): string => shape.join('×');

/** `1,281 × classes`, where a part of it grows with the classes and they are not known. */
export function amountText({ fixed, perClass }: Amount, show: (n: number) => string = count): string {
  if (perClass === 0) return show(fixed);
  const growing = `${show(perClass)} × classes`;
  return fixed === 0 ? growing : `${show(fixed)} + ${growing}`;
}
