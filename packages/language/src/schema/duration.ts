/** A length of time, written in seconds, minutes or hours. */
import { outOfRange } from '../checks/values/out-of-range.js';
import { wrongUnit } from '../checks/values/wrong-unit.js';
import { misfit } from './misfit.js';
import { single } from './single.js';
import type { ValueType } from './types.js';

const secondsIn: ReadonlyMap<string, number> = new Map([
  ['s', 1],
  ['min', 60],
  ['h', 3600],
]);

/** What people write for the units. */
const synonyms: readonly (readonly [RegExp, string, number])[] = [
  [/^(?:sec|secs|seconds?)$/i, 's', 1],
  [/^(?:m|mins|minutes?)$/i, 'min', 1],
  [/^(?:hrs?|hours?)$/i, 'h', 1],
  [/^(?:ms|msecs?|milliseconds?)$/i, 's', 0.001],
  [/^(?:d|days?)$/i, 'h', 24],
];

const expected = 'a length of time, such as 10min';

/** In the largest unit in which it is a whole number: `90s`, `10min`, `2h`. @param seconds of one or more */
export function durationText(seconds: number): string {
  const unit = ['h', 'min'].find((name) => seconds % secondsIn.get(name)! === 0) ?? 's';
  return `${Number((seconds / secondsIn.get(unit)!).toPrecision(12))}${unit}`;
}

/** In seconds, once read. */
export const duration: ValueType<number> = {
  description: expected,
  words: [],
  number: { unit: 'min', min: 0, max: Number.POSITIVE_INFINITY, above: true, form: 'number' },
  write: (value) => (typeof value === 'number' ? durationText(value) : undefined),
  read: single((seen, reader) => {
    if (seen.kind === 'broken') return undefined;
    if (seen.kind !== 'number') return misfit(seen, expected, reader);
    const { amount, unit, text, at } = seen;
    const seconds = secondsIn.get(unit);
    if (seconds === undefined) {
      const known = synonyms.find(([pattern]) => pattern.test(unit));
      const [, meant, times] = known ?? [null, 'min', 1];
      const correction = `${Number((amount * times).toPrecision(12))}${meant}`;
      return reader.report(wrongUnit, { text, expected, correction, sure: known !== undefined }, at);
    }
    if (!(amount > 0) || !Number.isFinite(amount)) {
      return reader.report(outOfRange, { text, expected: `${expected}, above 0` }, at);
    }
    return amount * seconds;
  }),
};
