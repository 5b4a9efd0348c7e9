/** Stops a run that cannot come to anything, with advice on what to change. */
import { fail, type TlpError } from '@tlp/language/diagnostic.js';
import type { Phase } from '@tlp/language/resolve/pipeline.js';

/** Share by which a loss may lie above guessing before it counts as worse. */
const margin = 1.1;
/** Share by which the epoch's mean must lie above its first batch's loss to count as rising, not as noise. */
const rise = 1.25;

/** A head learns to beat guessing within about this many updates at any sensible rate. */
const enoughUpdates = 20;

export interface FirstEpoch {
  /** Of the first batch, before any update. */
  readonly startLoss: number;
  readonly meanLoss: number;
  /** Mean weight of the examples in the loss; 1 where classes are not weighed. */
  readonly meanWeight: number;
  readonly classes: number;
  readonly updates: number;
}

/**
 * Guessing costs `ln(classes)`, whatever the label smoothing: the cross-entropy of the even distribution is the
 * same against every target. Class weights scale it by their mean. A fresh head starts somewhat above it, and
 * with few updates an epoch's mean stays there, so a mean above guessing is `diverging` only where the loss also
 * rose from the first batch on. Where it did not, it is `slow`, if the epoch was long enough to tell.
 */
export function judgeFirstEpoch(epoch: FirstEpoch): 'fine' | 'slow' | 'diverging' {
  if (epoch.meanLoss <= margin * Math.log(epoch.classes) * epoch.meanWeight) return 'fine';
  if (epoch.meanLoss > rise * epoch.startLoss) return 'diverging';
  return epoch.updates >= enoughUpdates ? 'slow' : 'fine';
}

/** @throws TLP650 when a loss is NaN or infinite. */
export function checkFinite(loss: number, phase: Phase, epoch: number, file: string): void {
  if (Number.isFinite(loss)) return;
  throw fail(
    'TLP650',
    `The loss became ${loss} in epoch ${epoch} of phase ${phase.name}.`,
    lowerRate(phase),
    { file },
  );
}

export function divergence(phase: Phase, { meanLoss, classes }: FirstEpoch, file: string): TlpError {
  return fail(
    'TLP651',
    `After the first epoch of phase ${phase.name} the mean loss is ${round(meanLoss)} and rising; ` +
      `guessing among ${classes} classes gives ${round(Math.log(classes))}.`,
    lowerRate(phase),
    { file },
  );
}

export function slowStart(phase: Phase, { meanLoss, classes }: FirstEpoch) {
  return {
    code: 'TLP652',
    message:
      `The first epoch of phase ${phase.name} ended at a mean loss of ${round(meanLoss)}; ` +
      `guessing among ${classes} classes gives ${round(Math.log(classes))}.`,
    remedy: 'If the loss does not fall in the next epochs, look at the labels and at the learning rate.',
  };
}

/** A tenth, and no more than people start with: the first guess was far off. */
function lowerRate({ name, learningRate: { rate }, optimizer, clipNorm }: Phase): string {
  const usual = optimizer.kind === 'sgd' ? 1e-2 : 1e-3;
  const lower = Number(Math.min(rate / 10, usual).toPrecision(2));
  const clip = clipNorm === null ? ', or add `clip: 1.0`' : '';
  return `Lower the learning_rate of phase ${name} from ${rate} to ${lower}${clip}.`;
}

const round = (x: number): string => x.toPrecision(3);
