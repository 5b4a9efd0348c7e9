/** Stops a run that cannot come to anything, with advice on what to change. */
import { fail, type TlpError } from '@tlp/language/diagnostic.js';
import type { Phase } from '@tlp/language/resolve/pipeline.js';
import type { Guess } from '../tasks/task.js';

/** Share by which a loss may lie above guessing before it counts as worse. */
const margin = 1.1;
/** Factor by which a loss must have grown to count as diverging: batches are noisy, and more so where classes are weighed. */
const growth = 2;

/** A head learns to beat guessing within about this many updates at any sensible rate; before, nothing can be told. */
const enoughUpdates = 20;

/** How a phase does at the end of an epoch. All losses are means over the examples by their weights. */
export interface Standing {
  /** Of the phase's first batch, before any update. */
  readonly startLoss: number;
  /** Of the epoch. */
  readonly trainLoss: number;
  /** After the epoch; null without validation examples. */
  readonly validationLoss: number | null;
  readonly guess: Guess;
  /** Of the phase so far. */
  readonly updates: number;
}

/** Whether this epoch, counted from 0, is the one at whose end the phase is judged: once, when it can be told. */
export const isJudged = (epoch: number, updatesPerEpoch: number): boolean =>
  epoch === Math.ceil(enoughUpdates / updatesPerEpoch) - 1;

/**
 * A phase that beats guessing on either split is `fine`: an epoch's mean still holds what its first updates cost. One
 * that does not is `diverging` where the loss has grown, and `slow` where it has not.
 */
export function judge(standing: Standing): 'fine' | 'slow' | 'diverging' {
  const guessing = standing.guess.loss;
  const loss = lossOf(standing);
  if (loss <= margin * guessing) return 'fine';
  return loss > growth * Math.max(guessing, standing.startLoss) ? 'diverging' : 'slow';
}

const lossOf = ({ trainLoss, validationLoss }: Standing): number =>
  Math.min(trainLoss, validationLoss ?? Number.POSITIVE_INFINITY);

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

export function divergence(phase: Phase, standing: Standing, file: string): TlpError {
  return fail('TLP651', `${standingOf(phase, standing)}, and it is rising.`, lowerRate(phase), { file });
}

export function slowStart(phase: Phase, standing: Standing) {
  return {
    code: 'TLP652',
    message: `${standingOf(phase, standing)}.`,
    remedy: 'If the loss does not fall in the next epochs, look at the labels and at the learning rate.',
  };
}

/** `After 24 updates of phase head the loss is 3.1; guessing among 9 classes gives 2.2` */
function standingOf({ name }: Phase, standing: Standing): string {
  const { updates, guess } = standing;
  return (
    `After ${updates} updates of phase ${name} the loss is ${round(lossOf(standing))}; ` +
    `${guess.words} gives ${round(guess.loss)}`
  );
}

/** A tenth, and no more than people start with: the first guess was far off. */
function lowerRate({ name, learningRate: { rate }, optimizer, clipNorm }: Phase): string {
  const usual = optimizer.kind === 'sgd' ? 1e-2 : optimizer.kind === 'lion' ? 2e-4 : 1e-3;
  const lower = Number(Math.min(rate / 10, usual).toPrecision(2));
  const clip = clipNorm === null ? ', or add `clip: 1.0`' : '';
  return `Lower the learning_rate of phase ${name} from ${rate} to ${lower}${clip}.`;
}

const round = (x: number): string => x.toPrecision(3);
