/** Fixes of what a block or a call must have, has twice, or has in the wrong form. */

import { duplicateProperty } from '../../checks/names/duplicate-property.js';
import { missingProperty } from '../../checks/names/missing-property.js';
import { strayPropertyOfPipeline } from '../../checks/names/stray-property.js';
import { argumentTwice } from '../../checks/values/argument-twice.js';
import { calledProperty } from '../../checks/values/called-property.js';
import { layerArguments } from '../../checks/values/layer-arguments.js';
import { missingArgument } from '../../checks/values/missing-argument.js';
import { tooManyArguments } from '../../checks/values/too-many-arguments.js';
import type { Argument } from '../../grammar/generated/ast.js';
import type { Edit } from './edit.js';
import { removeItem } from './edit.js';
import { type FixContext, fix } from './fix.js';
import { moveHome } from './move.js';
import { around, isAnyProperty, isBlock, isCallLike, isHead, offsetOf, spanOf, spansOf } from './tree.js';
import { addArgument, addMember, fixOf, removeNode, replaceWith } from './write.js';

/** The argument that the mistake stands at, taken out. */
function removeArgument(context: FixContext): Edit | undefined {
  const argument = around(context, (node): node is Argument => node.$type === 'Argument');
  if (!argument) return undefined;
  const { args } = argument.$container;
  return removeItem(context.content, spansOf(args), args.indexOf(argument));
}

/** Every required property that the same block lacks, as one piece of text. */
function missingOf({ snapshot, diagnostic }: FixContext): readonly string[] {
  const same = snapshot.analysis.diagnostics.filter(
    ({ code, range }) => code === diagnostic.code && range === diagnostic.range,
  );
  return same.map(({ args }) => (args as { example: string }).example);
}

export const structureFixes = [
  fix(missingProperty, ({ name, example }, context) => {
    const block = around(context, isBlock);
    if (!block) return [];
    const all = missingOf(context);
    return [
      all.length > 1
        ? fixOf('Fill in the required properties', [addMember(context, block, all.join('\n'), name)])
        : undefined,
      fixOf(`Write \`${example}\``, [addMember(context, block, example, name)]),
    ];
  }),

  fix(duplicateProperty, ({ name }, context) => {
    const property = around(context, isAnyProperty);
    return [property && fixOf(`Remove this \`${name}\``, [removeNode(context, property)])];
  }),

  fix(missingArgument, ({ name, example }, context) => {
    const call = around(context, isCallLike);
    if (!call) return [];
    const text = call.args.length > 0 && !example.startsWith(`${name}:`) ? `${name}: ${example}` : example;
    return [fixOf(`Write \`${text}\``, [addArgument(call, text)])];
  }),

  fix(argumentTwice, ({ name }, context) => [fixOf(`Remove this \`${name}\``, [removeArgument(context)])]),

  fix(tooManyArguments, (_, context) => [fixOf(`Remove \`${context.written}\``, [removeArgument(context)])]),

  fix(calledProperty, ({ name, example }, context) => {
    const property = around(context, isAnyProperty);
    if (property?.$type !== 'CalledProperty') return [];
    const [first] = spansOf(property.args);
    const last = spansOf(property.args).at(-1);
    const value = first && last && context.content.slice(first.start, last.end);
    return [replaceWith(value ? `${name}: ${value}` : example, context, { preferred: value !== undefined })];
  }),

  fix(strayPropertyOfPipeline, ({ name, homes }, context) => {
    const property = around(context, isAnyProperty);
    if (!property) return [];
    return [
      ...moveHome(property, homes, context),
      fixOf(`Remove \`${name}\``, [removeNode(context, property)]),
    ];
  }),

  fix(layerArguments, ({ layer, value }, context) => {
    if (!layer) return [fixOf(`Remove \`${value}\``, [{ ...context, text: '' }])];
    const head = around(context, isHead);
    const property = around(context, isAnyProperty);
    if (property) return [replaceWith(`${layer}(${value})`, context, { preferred: true })];
    const before = head?.layers.findLast((call) => (spanOf(call)?.end ?? Infinity) <= context.start);
    const start = before && spanOf(before)?.start;
    if (start === undefined || (before && offsetOf(before, '(') !== undefined)) return [];
    const text = `${layer}(${value})`;
    return [fixOf(`Write \`${text}\``, [{ start, end: context.end, text }], { preferred: true })];
  }),
];
