/** Types of numbers: each with its unit, its range, and the correction it suggests. */
import { notWhole } from '../checks/values/not-whole.js';
import { outOfRange } from '../checks/values/out-of-range.js';
import { rangeReversed } from '../checks/values/range-reversed.js';
import { wrongUnit } from '../checks/values/wrong-unit.js';
import { correctionOf, isFractions } from './corrections.js';
import { misfit } from './misfit.js';
import { single } from './single.js';
import type { NumberRange, Reader, Unit, ValueType } from './types.js';
import type { Seen } from './value.js';
import { writeNumber } from './write.js';

const plain: Record<Unit, string> = {
  '': 'a number',
  '%': 'a percentage',
  px: 'a size in pixels',
  deg: 'an angle',
  GB: 'a size in gigabytes',
  min: 'a number of minutes',
};

/** A share is kept as a fraction, a size of memory in bytes. */
function inBaseUnit(amount: number, unit: Unit): number {
  if (unit === '%') return amount / 100;
  return unit === 'GB' ? amount * 1e9 : amount;
}

function describe(unit: Unit, { min, max, above, whole }: NumberRange): string {
  const kind = whole && unit === '' ? 'a whole number' : plain[unit];
  const unbounded = max === Number.POSITIVE_INFINITY;
  if (min === Number.NEGATIVE_INFINITY) return unbounded ? kind : `${kind}, at most ${max}${unit}`;
  if (above) return `${kind} greater than ${min}${unit}${unbounded ? '' : `, at most ${max}${unit}`}`;
  return unbounded ? `${kind}, at least ${min}${unit}` : `${kind} from ${min}${unit} to ${max}${unit}`;
}

/** The end of the range that the number lies beyond, where that end itself is allowed. */
function boundOf(amount: number, unit: Unit, { min, max, above }: NumberRange): { bound?: string } {
  if (amount > max) return { bound: `${max}${unit}` };
  return above || Number.isNaN(amount) ? {} : { bound: `${min}${unit}` };
}

/** Reads one amount in its unit. */
function readAmount(seen: Seen, unit: Unit, range: NumberRange, reader: Reader): number | undefined {
  if (seen.kind === 'broken') return undefined;
  const expected = describe(unit, range);
  if (seen.kind !== 'number') return misfit(seen, expected, reader);
  const { amount, unit: written, at, text } = seen;
  if (written !== unit) {
    const { text: correction, sure } = correctionOf(seen, unit, range.whole === true);
    return reader.report(wrongUnit, { text, expected, correction, sure }, at);
  }
  if (range.whole && !Number.isInteger(amount)) return reader.report(notWhole, { text }, at);
  const tooSmall = range.above ? amount <= range.min : amount < range.min;
  if (tooSmall || amount > range.max || !Number.isFinite(amount)) {
    return reader.report(outOfRange, { text, expected, ...boundOf(amount, unit, range) }, at);
  }
  return inBaseUnit(amount, unit);
}

function numberType(unit: Unit, range: NumberRange): ValueType<number> {
  return {
    description: describe(unit, range),
    words: [],
    number: { unit, ...range, form: 'number' },
    write: (value) => writeNumber(value, unit),
    read: single((seen, reader) => readAmount(seen, unit, range, reader)),
  };
}

const unbounded = Number.POSITIVE_INFINITY;

export const number = (min: number, max = unbounded): ValueType<number> => numberType('', { min, max });
/** Also below 0. */
export const anyNumber = (max = unbounded): ValueType<number> =>
  numberType('', { min: Number.NEGATIVE_INFINITY, max });
export const positive = (max = unbounded): ValueType<number> => numberType('', { min: 0, max, above: true });
export const whole = (min: number, max = unbounded): ValueType<number> =>
  numberType('', { min, max, whole: true });
export const pixels = (min: number, max: number): ValueType<number> =>
  numberType('px', { min, max, whole: true });
export const degrees = (min: number, max: number): ValueType<number> => numberType('deg', { min, max });
/** In bytes, once read. */
export const gigabytes = (): ValueType<number> => numberType('GB', { min: 0, max: 100_000, above: true });
export const percent = (min: number, max: number, options: { above?: boolean } = {}): ValueType<number> =>
  numberType('%', { min, max, ...options });

/** `0.9..1.1`; a single number `x` means what `alone` makes of it, where that is given. */
export function numberRange(
  unit: Unit,
  range: NumberRange,
  alone?: (value: number) => readonly [number, number],
): ValueType<readonly [number, number]> {
  const description = `a range \`from..to\`, each end ${describe(unit, range)}`;
  return {
    description,
    words: [],
    number: { unit, ...range, form: alone ? 'either' : 'range' },
    write: (value) =>
      Array.isArray(value) ? value.map((end) => writeNumber(end, unit)).join('..') : writeNumber(value, unit),
    read: single((seen, reader) => {
      if (seen.kind === 'broken') return undefined;
      if (seen.kind === 'number' && alone) {
        const value = readAmount(seen, unit, range, reader);
        return value === undefined ? undefined : alone(value);
      }
      if (seen.kind !== 'range') {
        return misfit(seen, description, reader);
      }
      if (unit === '%' && seen.from.kind === 'number' && seen.to.kind === 'number') {
        const { from, to } = seen;
        if (isFractions(from, to)) {
          const correction = [from, to].map((end) => correctionOf(end, unit, false, true).text).join('..');
          const args = { text: `${from.text}..${to.text}`, expected: description, correction, sure: true };
          return reader.report(wrongUnit, args, seen.at);
        }
      }
      const from = readAmount(seen.from, unit, range, reader);
      const to = readAmount(seen.to, unit, range, reader);
      if (from === undefined || to === undefined) return undefined;
      if (from > to) return reader.report(rangeReversed, {}, seen.at);
      return [from, to];
    }),
  };
}
