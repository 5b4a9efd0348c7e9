/** Did you mean: a word that nothing knows becomes the one that was probably meant. */

import { unknownBackbone } from '../../checks/backbone/unknown-backbone.js';
import { unknownWeights } from '../../checks/backbone/unknown-weights.js';
import { nearest } from '../../checks/did-you-mean.js';
import { freezeOfTruth, unknownBlock } from '../../checks/freezing/unknown-block.js';
import { unknownPhase } from '../../checks/imports/unknown-phase.js';
import { whyNeedless } from '../../checks/names/needless-names.js';
import { unknownProperty } from '../../checks/names/unknown-property.js';
import { unknownStructure } from '../../checks/names/unknown-structure.js';
import { unknownWord } from '../../checks/names/unknown-word.js';
import { meansRate, unknownArgument } from '../../checks/values/unknown-argument.js';
import { removal, removeItem } from './edit.js';
import { type Fix, type FixContext, fix } from './fix.js';
import { frozen } from './frozen.js';
import { moveHome } from './move.js';
import { around, isAnyProperty, isBlock, isCallLike, propertyOf, spanOf, spansOf, textOf } from './tree.js';
import { addMember, fixOf, removeNode, replaceWith, setValue } from './write.js';

/** Writes the nearest known word over the unknown one, which the diagnostic begins with. */
export function meant(name: string, known: readonly string[], context: FixContext): Fix | undefined {
  const near = nearest(name, known);
  if (near === undefined || !context.written.startsWith(name)) return undefined;
  return replaceWith(near, context, { preferred: isSlip(near, name, known), length: name.length });
}

/** `resnet101` is no slip of `resnet18`: another number may well be another thing, and without one it may be any. */
function isSlip(near: string, name: string, known: readonly string[]): boolean {
  const letters = (word: string): string => word.replaceAll(/\d/g, '');
  const digits = (word: string): string => word.replaceAll(/\D/g, '');
  if (digits(near) === '' || digits(near) === digits(name)) return true;
  return digits(name) === '' && known.filter((word) => letters(word) === letters(near)).length === 1;
}

export const nameFixes = [
  fix(unknownStructure, ({ name, known }, context) => [meant(name, known, context)]),
  fix(unknownPhase, ({ name, known }, context) => [meant(name, known, context)]),
  fix(unknownBackbone, ({ name, known }, context) => [meant(name, known, context)]),
  fix(unknownBlock, ({ name, known }, context) => {
    const all = freezeOfTruth(name);
    return [all === undefined ? meant(name, known, context) : replaceWith(all, context, { preferred: true })];
  }),
  fix(unknownWord, ({ name, known }, context) => [meant(name, known, context)]),

  fix(unknownProperty, ({ name, known, homes }, context) => {
    const block = around(context, isBlock);
    const property = around(context, isAnyProperty);
    if (whyNeedless(name) !== undefined) {
      const remove = property && removeNode(context, property);
      return [fixOf(`Remove \`${name}\``, [remove], { preferred: true })];
    }
    const near = nearest(name, known);
    const free = near !== undefined && block !== undefined && propertyOf(block, near) === undefined;
    return [
      free ? (near === 'freeze' ? frozen(name, property, context) : meant(name, known, context)) : undefined,
      ...(near === undefined && property ? moveHome(property, homes, context) : []),
      property && fixOf(`Remove \`${name}\``, [removeNode(context, property)]),
    ];
  }),

  fix(unknownArgument, ({ name, known }, context) => {
    const call = around(context, isCallLike);
    const argument = call?.args.find((one) => spanOf(one)?.start === context.start);
    const taken = call?.args.map((one) => one.name ?? '') ?? [];
    const near = nearest(name, known);
    const remove =
      call && argument && removeItem(context.content, spansOf(call.args), call.args.indexOf(argument));
    const block = around(context, isBlock);
    const rate = argument?.value;
    const moves = block && rate && meansRate(name, known) && !propertyOf(block, 'learning_rate');
    return [
      near !== undefined && !taken.includes(near) ? meant(name, known, context) : undefined,
      moves
        ? fixOf(
            `Write \`learning_rate: ${textOf(rate)}\` in the phase`,
            [
              remove ?? removal(context.content, context),
              addMember(context, block, `learning_rate: ${textOf(rate)}`, 'learning_rate'),
            ],
            { preferred: true },
          )
        : undefined,
      fixOf(`Remove \`${name}\``, [remove ?? removal(context.content, context)]),
    ];
  }),

  fix(unknownWeights, ({ name, known }, context) => {
    const all = [...known, 'random'];
    const near = nearest(name, all);
    const others = all.filter((other) => other !== near && other !== 'random');
    const write = (word: string, preferred: boolean): Fix | undefined =>
      fixOf(`Write \`${word}\``, [setValue(context, word)], { preferred });
    return [
      near === undefined ? undefined : write(near, true),
      ...others.slice(0, 3).map((word) => write(word, false)),
    ];
  }),
];
