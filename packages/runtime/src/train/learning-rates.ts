/**
 * Learning rates, and the momentum that goes with them, as pure functions of the step. `step` counts optimizer updates of
 * the phase from 0, `total` is how many the phase has if no epoch is cut off. Warmup takes the first `W = round(warmup · total)` steps and
 * rises as `(step + 1) / (W + 1)`, so that no step is spent at rate 0 and step W is the first at the full rate.
 */
import type { LearningRate } from '@tlp/language/resolve/pipeline.js';

export interface SchedulePosition {
  readonly step: number;
  readonly stepsPerEpoch: number;
  readonly total: number;
}

type Of<K extends LearningRate['kind']> = Extract<LearningRate, { kind: K }>;
type Cycle = Extract<LearningRate, { readonly finalDivisor: number; readonly divisor: number }>;

const isCycle = (s: LearningRate): s is Cycle => s.kind === 'one_cycle' || s.kind === 'fit_one_cycle';

const halfCosine = (from: number, to: number, progress: number): number =>
  to + ((from - to) / 2) * (1 + Math.cos(Math.PI * progress));

/** The share, 0 to 1, of the steps after warmup that lie behind; 1 would be the step after the last. */
const afterWarmup = (schedule: LearningRate, { step, total }: SchedulePosition): number =>
  (step - warmupSteps(schedule, total)) / Math.max(1, total - warmupSteps(schedule, total));

const warmupSteps = (schedule: LearningRate, total: number): number => Math.round(schedule.warmup * total);

export const constant = (s: Of<'constant'>): number => s.rate;

/** Loshchilov, Hutter 2017, arXiv:1608.03983, without restarts; PyTorch's `CosineAnnealingLR`. */
export const cosine = (s: Of<'cosine'>, at: SchedulePosition): number =>
  halfCosine(s.rate, s.end, afterWarmup(s, at));

/** PyTorch's `LinearLR` from `rate` to `end`, Transformers' `linear`. */
export const linear = (s: Of<'linear'>, at: SchedulePosition): number =>
  s.rate + (s.end - s.rate) * afterWarmup(s, at);

/** PyTorch's `StepLR`: `rate · factor ^ ⌊epoch / every⌋`. */
export const step = (s: Of<'step'>, at: SchedulePosition): number =>
  s.rate * s.factor ** Math.floor(Math.floor(at.step / at.stepsPerEpoch) / s.every);

/**
 * Smith 2018, arXiv:1803.09820, annealed by half cosines as PyTorch's `OneCycleLR` with `three_phase=False`: from
 * `rate/divisor` up to `rate` at step `warmup·total - 1`, then down to `rate/finalDivisor` at the last step.
 * PyTorch divides by `div_factor · final_div_factor` where this divides by `finalDivisor`. In fastai 2.8's `fit_one_cycle`
 * (`callback/schedule.py`, `combined_cos`) `rate` comes at step `warmup·total`, and the last step lies before the end of the fall.
 */
export const oneCycle = (s: Cycle, at: SchedulePosition): number =>
  alongCycle(s, at, [s.rate / s.divisor, s.rate, s.rate / s.finalDivisor]);

/** fastai 2.8's `fit_flat_cos`. */
export function flatCosine(s: Of<'flat_cosine'>, at: SchedulePosition): number {
  const progress = at.step / at.total;
  if (progress < s.flat) return s.rate;
  return halfCosine(s.rate, s.rate / s.finalDivisor, (progress - s.flat) / (1 - s.flat || 1));
}

/** A value on half cosines from the first to the second number while the rate rises, then to the third. */
function alongCycle(
  { kind, warmup }: Cycle,
  { step, total }: SchedulePosition,
  [first, second, third]: readonly [number, number, number],
): number {
  const [top, last] = kind === 'one_cycle' ? [warmup * total - 1, total - 1] : [warmup * total, total];
  if (kind === 'one_cycle' ? step <= top : step < top) {
    return halfCosine(first, second, top === 0 ? 1 : step / top);
  }
  return halfCosine(second, third, (step - top) / (last - top || 1));
}

/** What the optimizer's momentum is for one update; undefined where it keeps its own. */
export function momentumAt(schedule: LearningRate, at: SchedulePosition): number | undefined {
  if (!isCycle(schedule) || schedule.momentum === null) return undefined;
  const [low, high] = schedule.momentum;
  return alongCycle(schedule, at, [high, low, high]);
}

function afterWarmupRate(schedule: LearningRate, at: SchedulePosition): number {
  switch (schedule.kind) {
    case 'constant':
      return constant(schedule);
    case 'cosine':
      return cosine(schedule, at);
    case 'linear':
      return linear(schedule, at);
    case 'step':
      return step(schedule, at);
    case 'flat_cosine':
      return flatCosine(schedule, at);
    case 'one_cycle':
    case 'fit_one_cycle':
      return oneCycle(schedule, at);
  }
}

/** The learning rate of one optimizer update. */
export function learningRateAt(schedule: LearningRate, at: SchedulePosition): number {
  const warmup = warmupSteps(schedule, at.total);
  if (isCycle(schedule) || at.step >= warmup) return afterWarmupRate(schedule, at);
  return (schedule.rate * (at.step + 1)) / (warmup + 1);
}
