/**
 * The learning rate range test of Smith 2017 (arXiv:1506.01186) as fastai 2.8 has it: `LRFinder` of `callback/schedule.py`, the
 * smoothed loss of `Recorder` in `learner.py`.
 */

export interface RateRange {
  readonly from: number;
  /** Not reached: the last step lies one short of it. */
  readonly to: number;
  /** Optimizer updates. */
  readonly steps: number;
}

export const usualRange: RateRange = { from: 1e-7, to: 10, steps: 100 };

/** Of an update, counted from 0: equal factors from one to the next; fastai's `SchedExp`. */
export const rateAt = ({ from, to, steps }: RateRange, step: number): number =>
  from * (to / from) ** (step / steps);

export interface RatePoint {
  readonly rate: number;
  /** Of the update's batches before it, in nats. */
  readonly loss: number;
  /** The mean of all losses so far, the later ones counting more, without the pull of the zero it starts at. */
  readonly smoothed: number;
}

/** What the mean of the losses before has of the next mean. */
const beta = 0.98;

/** A smoothed loss of so many times the lowest one ends the test. */
const tooHigh = 4;

/** Why a test ended: all steps are done, the loss rose too high, or it was no finite number. */
export type TestEnd = 'steps' | 'rising' | 'not finite';

export interface RangeTest {
  readonly range: RateRange;
  readonly points: readonly RatePoint[];
  readonly end: TestEnd;
}

/** Takes the losses of a test one after another. */
export function createRangeTest(range: RateRange) {
  const points: RatePoint[] = [];
  let mean = 0;
  let best = Number.POSITIVE_INFINITY;
  let end: TestEnd | null = null;
  return {
    /** Of the update that is due. */
    rate: (): number => rateAt(range, points.length),
    /** @returns whether the test goes on. A loss that is not finite is not kept. */
    add(loss: number): boolean {
      const rate = rateAt(range, points.length);
      mean = beta * mean + (1 - beta) * loss;
      const smoothed = mean / (1 - beta ** (points.length + 1));
      if (!Number.isFinite(loss)) {
        end = 'not finite';
        return false;
      }
      points.push({ rate, loss, smoothed });
      best = Math.min(best, smoothed);
      if (smoothed > tooHigh * best) end = 'rising';
      else if (points.length >= range.steps) end = 'steps';
      return end === null;
    },
    last: (): RatePoint | undefined => points.at(-1),
    result: (): RangeTest => ({ range, points, end: end ?? 'steps' }),
  };
}
