/** The rules about optimizer, learning rates and stopping. */
import type { ListedRule } from '../checked.js';
import { adapterRateTooLow } from './adapter-rate-too-low.js';
import { averageTooLong } from './average-too-long.js';
import { balanceOfAnotherTask } from './balance-of-another-task.js';
import { coupledDecayTooHigh } from './coupled-decay-too-high.js';
import { cyclesNoMomentum } from './cycles-no-momentum.js';
import { decayOfNothing } from './decay-of-nothing.js';
import { decayTooStrong } from './decay-too-strong.js';
import { headRateTooLow } from './head-rate-too-low.js';
import { lionRateTooHigh } from './lion-rate-too-high.js';
import { longWarmup } from './long-warmup.js';
import { lossOfAnotherTask } from './loss-of-another-task.js';
import { lowestAboveRate } from './lowest-above-rate.js';
import { memoryTooSmall } from './memory-too-small.js';
import { mixedFrozen } from './mixed-frozen.js';
import { monitorOfAnotherTask } from './monitor-of-another-task.js';
import { monitorOfEntities } from './monitor-of-entities.js';
import { nesterovWithoutMomentum } from './nesterov-without-momentum.js';
import { notMixable } from './not-mixable.js';
import { patienceTooLong } from './patience-too-long.js';
import { phaseResized } from './phase-resized.js';
import { rateNeverSteps } from './rate-never-steps.js';
import { rateRises } from './rate-rises.js';
import { ratesByLayerTwice } from './rates-by-layer-twice.js';
import { sgdRateTooHigh } from './sgd-rate-too-high.js';
import { smoothedNumbers } from './smoothed-numbers.js';
import { smoothedTags } from './smoothed-tags.js';
import { tuneRateAboveHead } from './tune-rate-above-head.js';
import { tuneRateTooHigh } from './tune-rate-too-high.js';
import { warmupUnderAStep } from './warmup-under-a-step.js';

export const trainingRules: readonly ListedRule<never>[] = [
  warmupUnderAStep,
  tuneRateAboveHead,
  tuneRateTooHigh,
  longWarmup,
  patienceTooLong,
  rateNeverSteps,
  rateRises,
  nesterovWithoutMomentum,
  sgdRateTooHigh,
  headRateTooLow,
  coupledDecayTooHigh,
  lossOfAnotherTask,
  monitorOfAnotherTask,
  balanceOfAnotherTask,
  smoothedNumbers,
  decayOfNothing,
  decayTooStrong,
  adapterRateTooLow,
  smoothedTags,
  monitorOfEntities,
  memoryTooSmall,
  ratesByLayerTwice,
  lowestAboveRate,
  cyclesNoMomentum,
  mixedFrozen,
  notMixable,
  averageTooLong,
  lionRateTooHigh,
  phaseResized,
];
