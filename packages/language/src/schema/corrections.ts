/** What a number with a missing or wrong unit was probably meant to be, and whether that is certain. */
import type { Unit } from './types.js';
import type { NumberSeen } from './value.js';

export interface Correction {
  readonly text: string;
  /** False where another number may be meant: `16k`, `1` for a share. */
  readonly sure: boolean;
}

/** What people write for the units. */
const synonyms: Readonly<Record<Unit, RegExp>> = {
  '': /^$/,
  '%': /^(?:pct|percent|p)$/i,
  px: /^(?:pix|pixels?|p)$/i,
  deg: /^(?:degs?|degrees?|d)$/i,
  GB: /^(?:gb?|gib|gigabytes?)$/i,
  min: /^(?:m|mins|minutes?)$/i,
};

/** What other units of memory have of a gigabyte. */
const sizes: readonly (readonly [RegExp, number])[] = [
  [/^(?:kb?|kib|kilobytes?)$/i, 1e-6],
  [/^(?:mb?|mib|megabytes?)$/i, 1e-3],
  [/^(?:tb?|tib|terabytes?)$/i, 1e3],
];

const shown = (amount: number, unit: Unit): string => `${Number(amount.toPrecision(12))}${unit}`;

/** @param fraction the number stands beside one that is a fraction, as the 1 in `0.6..1` */
export function correctionOf(
  { amount, unit, text }: NumberSeen,
  wanted: Unit,
  whole: boolean,
  fraction = false,
): Correction {
  // `1_000`, as programming languages let one write it.
  if (/^(?:_\d+)+$/.test(unit)) {
    const joined = Number(text.replaceAll('_', ''));
    return { text: shown(joined, wanted), sure: wanted !== '%' };
  }
  if (wanted === '' && unit === '%') {
    return whole ? { text: shown(amount, ''), sure: false } : { text: shown(amount / 100, ''), sure: true };
  }
  if (wanted === '%' && unit === '') {
    const size = Math.abs(amount);
    const isFraction = size < 1 || (fraction && size === 1);
    // 1 alone may be the whole or a hundredth of it.
    return { text: shown(isFraction ? amount * 100 : amount, '%'), sure: size !== 1 || fraction };
  }
  if (wanted === 'GB') {
    const size = sizes.find(([pattern]) => pattern.test(unit));
    // So large a number is one of bytes.
    const bytes = unit === '' && amount >= 1e6;
    if (size || bytes) return { text: shown(amount * (size?.[1] ?? 1e-9), wanted), sure: true };
  }
  return { text: shown(amount, wanted), sure: unit === '' || synonyms[wanted].test(unit) };
}

/** Both ends of a range of shares that is written in fractions. */
export const isFractions = (from: NumberSeen, to: NumberSeen): boolean =>
  [from, to].every(({ unit, amount }) => unit === '' && Math.abs(amount) <= 1) &&
  [from, to].some(({ amount }) => !Number.isInteger(amount) || amount === 0);
