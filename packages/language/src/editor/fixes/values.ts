/** Fixes of values: units, ranges, kinds and counts. */
import { envUnset } from '../../checks/values/env-unset.js';
import { envUsage } from '../../checks/values/env-usage.js';
import { notWhole } from '../../checks/values/not-whole.js';
import { outOfRange } from '../../checks/values/out-of-range.js';
import { rangeReversed } from '../../checks/values/range-reversed.js';
import { tooManyValues } from '../../checks/values/too-many-values.js';
import { wrongKind } from '../../checks/values/wrong-kind.js';
import { wrongUnit } from '../../checks/values/wrong-unit.js';
import type { Argument, Call, RangeValue } from '../../grammar/generated/ast.js';
import { type FixContext, fix } from './fix.js';
import { defaultOf, exampleOf } from './specs.js';
import { around, isAnyProperty, spansOf, textOf } from './tree.js';
import { fixOf, replaceWith } from './write.js';

/** The value as its property has it by default; not inside of one, where another value stands. */
function useDefault(context: FixContext): ReturnType<typeof fixOf> {
  const property = around(context, isAnyProperty);
  const value = property && defaultOf(property);
  const isWhole = property && 'values' in property && spansOf(property.values)[0]?.start === context.start;
  return value === undefined || !isWhole ? undefined : replaceWith(value, context);
}

/** What usually stands where this value does: the default of its property, or an example of its parameter. */
function usualAt(context: FixContext): string | undefined {
  const argument = argumentAround(context);
  if (argument) return exampleOf(argument);
  const property = around(context, isAnyProperty);
  return property && defaultOf(property);
}

/** The argument whose whole value the mistake is. */
function argumentAround(context: FixContext): Argument | undefined {
  const call = around(context, (node): node is Call => node.$type === 'Call');
  const { $container: holder } = call ?? {};
  return holder?.$type === 'Argument' ? holder : undefined;
}

/** `0,001`, as much of the world writes 0.001. */
const isDecimalComma = (text: string): boolean => /^-?(?:0,\d+|\d+,\d+e)/i.test(text);

export const valueFixes = [
  fix(wrongUnit, ({ text, correction, sure }, context) => [
    replaceWith(correction, context, { preferred: sure }),
    // 1 is the whole of something or a hundredth of it.
    text === '1' && correction === '1%' ? replaceWith('100%', context) : undefined,
  ]),

  fix(outOfRange, ({ bound }, context) => [
    bound === undefined ? undefined : replaceWith(bound, context),
    bound === undefined ? useDefault(context) : undefined,
  ]),

  fix(notWhole, ({ text }, context) => {
    const whole = String(Math.max(1, Math.round(Number.parseFloat(text))));
    return [replaceWith(text.replace(/^-?[\d.]+(?:[eE][+-]?\d+)?/, whole), context)];
  }),

  fix(rangeReversed, (_, context) => {
    const range = around(context, (node): node is RangeValue => node.$type === 'RangeValue');
    if (!range) return [];
    return [replaceWith(`${textOf(range.to)}..${textOf(range.from)}`, context, { preferred: true })];
  }),

  fix(wrongKind, ({ expected, seen }, context) => {
    if (seen.kind === 'text' && /^-?[\w.]+%?$/.test(seen.text) && /\d/.test(seen.text)) {
      return [replaceWith(seen.text, context)];
    }
    if (seen.kind === 'text' && expected.includes(`\`${seen.text}\``))
      return [replaceWith(seen.text, context)];
    if (expected === 'a string in double quotes' && seen.kind === 'word' && !seen.called) {
      return [replaceWith(`"${seen.name}"`, context, { preferred: true })];
    }
    return [useDefault(context)];
  }),

  fix(tooManyValues, (_, context) => {
    const property = around(context, isAnyProperty);
    const values = property && 'values' in property ? spansOf(property.values) : [];
    const [first] = values;
    const last = values.at(-1);
    if (!first || !last) return [];
    const { content } = context;
    const written = content.slice(first.start, last.end);
    const write = (text: string, title: string, preferred: boolean) =>
      fixOf(title, [{ start: first.start, end: last.end, text }], { preferred });
    if (isDecimalComma(written)) {
      const number = written.replace(',', '.');
      return [write(number, `Write \`${number}\``, true)];
    }
    const kept = [...new Set(values.map(({ start, end }) => content.slice(start, end)))];
    return kept.slice(0, 3).map((value) => write(value, `Keep \`${value}\``, kept.length === 1));
  }),

  fix(envUsage, (_, context) => {
    const call = around(context, (node): node is Call => node.$type === 'Call');
    const word = call?.args[0]?.value;
    if (word?.$type !== 'Call' || word.called) return [];
    const name = textOf(word);
    const otherwise = textOf(call?.args[1]) || usualAt(context);
    const rest = otherwise ? `, ${otherwise}` : '';
    return [replaceWith(`env("${name}"${rest})`, context, { preferred: true })];
  }),

  fix(envUnset, ({ variable }, context) => {
    const value = usualAt(context);
    return [
      value === undefined
        ? undefined
        : replaceWith(`env("${variable}", ${value})`, context, { title: `Give it the default \`${value}\`` }),
    ];
  }),
];
