/** Fixes of learning rates, early stopping and optimizers. */
import { notAdaptable } from '../../checks/freezing/not-adaptable.js';
import { randomAdapted } from '../../checks/freezing/random-adapted.js';
import { rankTooHigh } from '../../checks/freezing/rank-too-high.js';
import { adapterRateTooLow } from '../../checks/training/adapter-rate-too-low.js';
import { averageTooLong } from '../../checks/training/average-too-long.js';
import { coupledDecayTooHigh } from '../../checks/training/coupled-decay-too-high.js';
import { decayOfNothing } from '../../checks/training/decay-of-nothing.js';
import { decayTooStrong } from '../../checks/training/decay-too-strong.js';
import { headRateTooLow } from '../../checks/training/head-rate-too-low.js';
import { lionRateTooHigh } from '../../checks/training/lion-rate-too-high.js';
import { longWarmup } from '../../checks/training/long-warmup.js';
import { mixedFrozen } from '../../checks/training/mixed-frozen.js';
import { monitorOfEntities } from '../../checks/training/monitor-of-entities.js';
import { nesterovWithoutMomentum } from '../../checks/training/nesterov-without-momentum.js';
import { notMixable } from '../../checks/training/not-mixable.js';
import { patienceTooLong } from '../../checks/training/patience-too-long.js';
import { phaseResized } from '../../checks/training/phase-resized.js';
import { rateNeverSteps } from '../../checks/training/rate-never-steps.js';
import { rateRises } from '../../checks/training/rate-rises.js';
import { sgdRateTooHigh } from '../../checks/training/sgd-rate-too-high.js';
import { smoothedTags } from '../../checks/training/smoothed-tags.js';
import { tuneRateAboveHead } from '../../checks/training/tune-rate-above-head.js';
import { tuneRateTooHigh } from '../../checks/training/tune-rate-too-high.js';
import { numberText } from '../../number-text.js';
import { callOf } from './call-of.js';
import type { Edit } from './edit.js';
import { type Fix, type FixContext, fix } from './fix.js';
import { parametersOf } from './specs.js';
import { around, isAnyProperty, isBlock } from './tree.js';
import { addMember, fixOf, removeProperty, setArgument, setValue } from './write.js';

/** The call of the property with an argument changed. */
function argument(context: FixContext, name: string, value: string, preferred = false): Fix | undefined {
  const call = callOf(context);
  if (!call) return undefined;
  return fixOf(`Write \`${name}: ${value}\``, [setArgument(call, name, value, parametersOf(call))], {
    preferred,
  });
}

/** The call of the property under another name, its arguments kept. */
function renamedCall(context: FixContext, name: string): Edit | undefined {
  const call = callOf(context);
  const word = call?.$type === 'Call' ? call.word.$refNode : undefined;
  return word && { start: word.offset, end: word.end, text: name };
}

/** The highest rate, in a schedule or alone; written anew where the rate was the default. */
function rate(context: FixContext, value: number, verb = 'Lower'): Fix | undefined {
  const written = numberText(value);
  const title = `${verb} the rate to ${written}`;
  const call = callOf(context);
  if (call) return fixOf(title, [setArgument(call, 'rate', written, parametersOf(call))]);
  const property = around(context, isAnyProperty);
  if (property?.name === 'learning_rate') return fixOf(title, [setValue(context, written)]);
  const block = around(context, isBlock);
  return block && fixOf(title, [addMember(context, block, `learning_rate: ${written}`, 'learning_rate')]);
}

export const trainingFixes = [
  fix(tuneRateAboveHead, ({ before }, context) => [rate(context, Number((before / 10).toPrecision(3)))]),

  fix(tuneRateTooHigh, ({ limit }, context) => [rate(context, limit)]),

  fix(sgdRateTooHigh, ({ most }, context) => [rate(context, most)]),

  fix(headRateTooLow, (_, context) => [rate(context, 1e-3, 'Raise')]),

  fix(coupledDecayTooHigh, ({ optimizer }, context) => [
    argument(context, 'weight_decay', '5e-4'),
    optimizer === 'adam' ? fixOf('Use `adamw`', [renamedCall(context, 'adamw')]) : undefined,
  ]),

  fix(adapterRateTooLow, (_, context) => [rate(context, 2e-4, 'Raise')]),

  fix(notAdaptable, ({ hasDense }, context) => [
    hasDense
      ? (argument(context, 'on', 'all') ?? fixOf('Write `on: all`', [setValue(context, 'lora(on: all)')]))
      : removeProperty(context, 'adapt'),
  ]),

  fix(rankTooHigh, ({ enough }, context) => [
    argument(context, 'rank', String(enough)) ??
      fixOf(`Write \`rank: ${enough}\``, [setValue(context, `lora(rank: ${enough})`)]),
  ]),

  fix(randomAdapted, (_, context) => [removeProperty(context, 'adapt')]),

  fix(decayOfNothing, (_, context) => [removeProperty(context, 'layer_decay')]),

  fix(decayTooStrong, ({ decay }, context) => [
    fixOf(`Write \`layer_decay: ${decay}\``, [setValue(context, String(decay))]),
  ]),

  fix(smoothedTags, (_, context) => [removeProperty(context, 'label_smoothing', { preferred: true })]),

  fix(phaseResized, ({ minimum, reason }, context) => [
    reason === 'small'
      ? fixOf(`Write \`input: ${minimum}px\``, [setValue(context, `${minimum}px`)])
      : removeProperty(context, 'input', { preferred: true }),
  ]),

  fix(lionRateTooHigh, ({ usual }, context) => [rate(context, usual)]),

  fix(averageTooLong, (_, context) => [argument(context, 'warmup', 'true', true)]),

  fix(mixedFrozen, (_, context) => [removeProperty(context, 'mix', { preferred: true })]),

  fix(notMixable, (_, context) => [removeProperty(context, 'mix', { preferred: true })]),

  fix(monitorOfEntities, (_, context) => {
    const property = around(context, isAnyProperty);
    return property?.name === 'monitor'
      ? [fixOf('Write `monitor: word_accuracy`', [setValue(context, 'word_accuracy')], { preferred: true })]
      : [];
  }),

  fix(longWarmup, (_, context) => [argument(context, 'warmup', '10%')]),

  fix(patienceTooLong, ({ epochs }, context) => {
    const patience = String(Math.max(1, Math.floor(epochs / 3)));
    return [
      epochs > 3
        ? (argument(context, 'patience', patience) ??
          fixOf(`Write a patience of ${patience}`, [setValue(context, patience)]))
        : undefined,
      removeProperty(context, 'early_stop'),
    ];
  }),

  fix(rateNeverSteps, ({ every, epochs }, context) =>
    epochs > 1 && every > 1 ? [argument(context, 'every', String(Math.max(1, Math.floor(epochs / 3))))] : [],
  ),

  fix(rateRises, ({ rate: low, end: high }, context) => {
    const call = callOf(context);
    if (!call) return [];
    const parameters = parametersOf(call);
    const edits = [
      setArgument(call, 'rate', String(high), parameters),
      setArgument(call, 'end', String(low), parameters),
    ];
    return [fixOf(`Let it fall from ${high} to ${low}`, edits, { preferred: true })];
  }),

  fix(nesterovWithoutMomentum, (_, context) => [argument(context, 'momentum', '0.9', true)]),
];
