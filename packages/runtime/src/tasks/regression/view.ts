/** The numbers that are said of an example, and how people and programs read them. */
import { decimalText } from '@tlp/language/tasks/metric.js';
import type { AnswerView } from '../task.js';

export interface NumberAnswer {
  /** By target, in its unit. */
  readonly values: readonly number[];
}

/** @param halfWidths of the interval around each number, by target; absent where none are told */
export function viewOf(targets: readonly string[], halfWidths?: readonly number[]): AnswerView<NumberAnswer> {
  const ends = (value: number, target: number): readonly number[] =>
    halfWidths ? [value - halfWidths[target]!, value + halfWidths[target]!] : [];
  return {
    columns: targets.flatMap((name) => (halfWidths ? [name, `${name}_low`, `${name}_high`] : [name])),
    rows: ({ values }) => [values.flatMap((value, i) => [value, ...ends(value, i)])],
    json: ({ values }) => ({
      values: Object.fromEntries(targets.map((name, i) => [name, values[i]])),
      ...(halfWidths && {
        intervals: Object.fromEntries(targets.map((name, i) => [name, ends(values[i]!, i)])),
      }),
    }),
    text({ values }, top) {
      const [first, ...rest] = values.map((value, i) => {
        const reach = halfWidths ? ` ± ${decimalText(halfWidths[i]!)}` : '';
        return `${targets[i]!} ${decimalText(value)}${reach}`;
      });
      return { first: first!, rest: rest.slice(0, Math.max(0, top - 1)) };
    },
  };
}

/** Four digits, and all of a whole number's. */
