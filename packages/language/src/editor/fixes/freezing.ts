/** Fixes of freeze ranges and of the order of phases. */
import { adaptsNothing } from '../../checks/freezing/adapts-nothing.js';
import { blockRangeReversed } from '../../checks/freezing/block-range-reversed.js';
import { blocksTwice } from '../../checks/freezing/blocks-twice.js';
import { cutsBlock } from '../../checks/freezing/cuts-block.js';
import { firstTooMany } from '../../checks/freezing/first-too-many.js';
import { freezesNothing } from '../../checks/freezing/freezes-nothing.js';
import { frozenAboveTrained } from '../../checks/freezing/frozen-above-trained.js';
import { sameLayersAgain } from '../../checks/freezing/same-layers-again.js';
import { smallBatchNorm } from '../../checks/freezing/small-batch-norm.js';
import { unfrozenFirst } from '../../checks/freezing/unfrozen-first.js';
import type { Freeze } from '../../grammar/generated/ast.js';
import { frozenNext } from '../../modalities/text/checks/frozen-next.js';
import { indentAt, indented, removeItem } from './edit.js';
import { type Fix, type FixContext, fix } from './fix.js';
import { around, isPhase, pipelineOf, propertyOf, spanOf, spansOf, valueSpan } from './tree.js';
import { fixOf, removeNode, replaceWith, setValue, writeValue } from './write.js';

const isFreeze = (node: { readonly $type: string }): node is Freeze => node.$type === 'Freeze';
const freeze = (value: string, context: FixContext, preferred = false): Fix | undefined =>
  fixOf(`Write \`freeze: ${value}\``, [setValue(context, value)], { preferred });

export const freezeFixes = [
  fix(blockRangeReversed, ({ from, to }, context) => [
    replaceWith(`${to}..${from}`, context, { preferred: true }),
  ]),

  fix(blocksTwice, (_, context) => {
    const node = around(context, isFreeze);
    const items = node ? [node.items, node.except].find((list) => list.length > 0) : undefined;
    const index = items?.findIndex((item) => spanOf(item)?.start === context.start) ?? -1;
    if (!items || index < 0) return [];
    return [fixOf(`Remove \`${context.written}\``, [removeItem(context.content, spansOf(items), index)])];
  }),

  fix(freezesNothing, (_, context) => [freeze('none', context)]),

  fix(frozenNext, (_, context) => [freeze('none', context, true)]),

  fix(cutsBlock, ({ above, below }, context) => [
    freeze(`first(${above})`, context),
    below > 0 ? freeze(`first(${below})`, context) : undefined,
  ]),

  fix(firstTooMany, ({ layers }, context) => {
    const node = around(context, isFreeze);
    const only = node !== undefined && node.items.length === 1 && node.except.length === 0;
    return [only ? replaceWith('all', context) : undefined, replaceWith(`first(${layers})`, context)];
  }),

  fix(adaptsNothing, (_, context) => [freeze('none', context)]),

  fix(frozenAboveTrained, ({ frozen }, context) => [freeze(`..${frozen}`, context)]),

  fix(unfrozenFirst, (_, context) => {
    const phase = around(context, isPhase);
    const span = phase && spanOf(phase);
    if (!span) return [];
    const taken =
      pipelineOf(context)?.schedules.flatMap(({ phases }) => phases.map(({ name }) => name)) ?? [];
    const name = ['head', 'warmup', 'head_only'].find((one) => !taken.includes(one));
    const indent = indentAt(context.content, span.start);
    const text = `phase ${name} {\n  freeze: all\n  epochs: 5\n}`;
    const edit = { start: span.start, end: span.start, text: `${indented(text, indent)}\n${indent}` };
    return [
      name === undefined ? undefined : fixOf('Train the head alone first', [edit]),
      freeze('all', context),
    ];
  }),

  fix(sameLayersAgain, ({ before }, context) => {
    const phase = around(context, isPhase);
    const earlier = pipelineOf(context)
      ?.schedules.flatMap(({ phases }) => phases)
      .find(({ name }) => name === before);
    const own = phase && propertyOf(phase, 'epochs');
    const theirs = earlier && propertyOf(earlier, 'epochs');
    if (!phase || !own || !theirs) return [];
    const sum = epochsOf(own) + epochsOf(theirs);
    return [
      Number.isFinite(sum)
        ? fixOf(`Join it with \`${before}\`: ${sum} epochs`, [
            writeValue(theirs, String(sum)),
            removeNode(context, phase),
          ])
        : undefined,
      fixOf('Remove this phase', [removeNode(context, phase)]),
    ];

    function epochsOf(property: NonNullable<typeof own>): number {
      const value = valueSpan(property);
      return value ? Number(context.content.slice(value.start, value.end)) : Number.NaN;
    }
  }),

  fix(smallBatchNorm, (_, context) => [
    fixOf('Write `batch_norm: frozen`', [setValue(context, 'frozen')], { preferred: true }),
  ]),
];
