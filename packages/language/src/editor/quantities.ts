/** Quantities as hovers, hints and lists of completions show them. */
import type { Amount } from '../plan/amount.js';
import type { ImageShape } from '../plan/head-shapes.js';

/** `11,529`. */
export const count = (n: number): string => n.toLocaleString('en-US');

/** `11,529`, but `2.7 M` from a hundred thousand up. */
export function rounded(n: number): string {
  if (n < 1e5) return count(n);
  return n < 1e9 ? `${(n / 1e6).toFixed(1)} M` : `${(n / 1e9).toFixed(1)} G`;
}

export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${count(n)} ${n === 1 ? one : many}`;

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
