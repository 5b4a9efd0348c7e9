/** Fixes of splits and augmentation. */
import { badGroupPattern, meantPattern } from '../../checks/data/shared/bad-group-pattern.js';
import { escapeInPath } from '../../checks/data/shared/escape-in-path.js';
import { noTest } from '../../checks/data/shared/no-test.js';
import { noValidation } from '../../checks/data/shared/no-validation.js';
import { splitAboveWhole } from '../../checks/data/shared/split-above-whole.js';
import { testAboveTrain } from '../../checks/data/shared/test-above-train.js';
import { unusedShare } from '../../checks/data/shared/unused-share.js';
import type { Call } from '../../grammar/generated/ast.js';
import { augmentationTwice } from '../../modalities/images/checks/augmentation-twice.js';
import { freshAugmentation } from '../../modalities/images/checks/fresh-augmentation.js';
import { importedChannels } from '../../modalities/images/checks/imported-channels.js';
import { variantsWithoutAugment } from '../../modalities/images/checks/variants-without-augment.js';
import { removeItem } from './edit.js';
import { type Fix, type FixContext, fix } from './fix.js';
import { parametersOf } from './specs.js';
import { around, isAnyProperty, isBlock, spanOf, spansOf, textOf } from './tree.js';
import { addMember, argumentOf, fixOf, removeNode, replaceWith, setArgument } from './write.js';

/** `stratified(…)` or another call that is the property's only value. */
function callOf(context: FixContext): Call | undefined {
  const property = around(context, isAnyProperty);
  const [value] = property && 'values' in property ? property.values : [];
  return value?.$type === 'Call' ? value : undefined;
}

const shares = ['train', 'validation', 'test'] as const;

/** The percentages as written; undefined where one of them is no plain number. */
function percentages(call: Call): Record<(typeof shares)[number], number> | undefined {
  const parameters = parametersOf(call);
  const read = shares.map((name) => {
    const value = argumentOf(call, name, parameters);
    return value === undefined ? 0 : Number(textOf(value).replace(/\s*%$/, ''));
  });
  const [train = 0, validation = 0, test = 0] = read;
  return read.every(Number.isFinite) ? { train, validation, test } : undefined;
}

/** Shares that sum to 100, in whole percents where that is possible, in their old proportions. */
function scaled(values: readonly number[]): readonly number[] {
  const sum = values.reduce((a, b) => a + b, 0);
  const rounded = values.map((value) => (value === 0 ? 0 : Math.max(1, Math.floor((value * 100) / sum))));
  const rest = 100 - rounded.reduce((a, b) => a + b, 0);
  return rounded.map((value, index) => (index === 0 ? value + rest : value));
}

/** A tenth of the images, taken from training. */
function takeFromTraining(
  context: FixContext,
  name: 'validation' | 'test',
  preferred: boolean,
): Fix | undefined {
  const call = callOf(context);
  const parts = call && percentages(call);
  if (!call || !parts) return undefined;
  const free = 100 - parts.train - parts.validation - parts.test;
  const taken = Math.max(0, 10 - Math.max(free, 0));
  if (parts.train - taken < 10) return undefined;
  const parameters = parametersOf(call);
  return fixOf(
    `Give 10% to ${name}`,
    [
      ...(taken > 0 ? [setArgument(call, 'train', `${parts.train - taken}%`, parameters)] : []),
      setArgument(call, name, '10%', parameters),
    ],
    { preferred },
  );
}

export const dataFixes = [
  fix(badGroupPattern, (args, context) => {
    const meant = meantPattern(args);
    const span = { start: context.start, end: context.end };
    return [
      meant === undefined
        ? undefined
        : fixOf(`Write \`"${meant}"\``, [{ ...span, text: JSON.stringify(meant) }], { preferred: true }),
    ];
  }),

  fix(splitAboveWhole, (_, context) => {
    const call = callOf(context);
    const parts = call && percentages(call);
    if (!call || !parts) return [];
    const values = scaled(shares.map((name) => parts[name]));
    const edits = shares.flatMap((name, index) =>
      parts[name] > 0 ? [setArgument(call, name, `${values[index]}%`, parametersOf(call))] : [],
    );
    const title = shares.flatMap((name, index) => (parts[name] > 0 ? [`${name} ${values[index]}%`] : []));
    return [fixOf(`Lower the shares: ${title.join(', ')}`, edits, { preferred: true })];
  }),

  fix(noValidation, (_, context) => {
    const call = callOf(context);
    if (call?.word?.$refText === 'folders') {
      return [
        fixOf('Take 10% of the training folder', [
          setArgument(call, 'validation_share', '10%', parametersOf(call)),
        ]),
      ];
    }
    return [takeFromTraining(context, 'validation', true)];
  }),

  fix(unusedShare, ({ percent }, context) => {
    const call = callOf(context);
    const parts = call && percentages(call);
    if (!call || !parts) return [];
    return (['test', 'train'] as const).map((name) => {
      const share = `${Number((parts[name] + percent).toFixed(6))}%`;
      return fixOf(`Write \`${name}: ${share}\``, [setArgument(call, name, share, parametersOf(call))]);
    });
  }),

  fix(testAboveTrain, ({ split }, context) => {
    const call = callOf(context);
    const parts = call && percentages(call);
    const name = shares.find((share) => split.endsWith(share));
    if (!call || !parts || !name) return [];
    const edits = [
      setArgument(call, 'train', `${parts[name]}%`, parametersOf(call)),
      setArgument(call, name, `${parts.train}%`, parametersOf(call)),
    ];
    return [fixOf(`Swap the shares of train and ${name}`, edits)];
  }),

  fix(escapeInPath, (_, context) => [
    replaceWith(context.written.replaceAll(/\\+/g, '/'), context, { preferred: true }),
  ]),

  fix(noTest, (_, context) => [takeFromTraining(context, 'test', false)]),

  fix(variantsWithoutAugment, (_, context) => {
    const property = around(context, isAnyProperty);
    const block = around(context, isBlock);
    return [
      property && fixOf('Remove `variants`', [removeNode(context, property)]),
      block &&
        fixOf('Augment the images', [
          addMember(context, block, 'augment: flip(horizontal), rotate(10deg)', 'augment'),
        ]),
    ];
  }),

  fix(importedChannels, (_, context) => {
    const property = around(context, isAnyProperty);
    const edits = property ? [removeNode(context, property)] : [];
    return [fixOf('Remove `channels`', edits, { preferred: true })];
  }),

  fix(freshAugmentation, (_, context) => {
    const block = around(context, isBlock);
    return [block && fixOf('Write `variants: 4`', [addMember(context, block, 'variants: 4', 'variants')])];
  }),

  fix(augmentationTwice, ({ kind }, context) => {
    const property = around(context, isAnyProperty);
    if (!property || !('values' in property) || !Array.isArray(property.values)) return [];
    const index = property.values.findIndex((value) => spanOf(value)?.start === context.start);
    if (index < 0) return [];
    return [fixOf(`Remove this \`${kind}\``, [removeItem(context.content, spansOf(property.values), index)])];
  }),
];
