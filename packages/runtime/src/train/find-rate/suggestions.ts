/** What a range test suggests: `steep`, `valley` and `minimum` of fastai 2.8's `callback/schedule.py`, on what `lr_find` gives them. */
import type { RangeTest, RatePoint } from './range-test.js';

export type Suggestion = 'valley' | 'steep' | 'minimum';

/** Null where too few steps were done to tell. */
export type Suggestions = Readonly<Record<Suggestion, number | null>>;

/** Steps at the end that are left out; of the first, a tenth of all. */
const leftOut = 5;

type Curve = readonly Pick<RatePoint, 'rate' | 'smoothed'>[];

/**
 * `lrs[num_it // 10 : -5]`. Where the loss is no number, fastai goes on to the last step, so that none of those before is left out for
 * standing at the end.
 */
export function judgedPoints({ points, range, end }: RangeTest): Curve {
  const first = Math.floor(range.steps / 10);
  const last = end === 'not finite' ? range.steps - leftOut : points.length - leftOut;
  return points.slice(first, Math.max(first, last));
}

export function suggestionsOf(test: RangeTest): Suggestions {
  const curve = judgedPoints(test);
  // A slope takes two points.
  if (curve.length < 2) return { valley: null, steep: null, minimum: null };
  return { valley: valley(curve), steep: steep(curve), minimum: minimum(curve) };
}

/** Share of the first loss by which it must fall for a suggestion to mean something. */
const leastFall = 0.02;

/** Whether the loss fell so far that what is suggested means something. */
export function falls({ points }: Pick<RangeTest, 'points'>): boolean {
  const losses = points.map(({ smoothed }) => smoothed);
  const [first = 0] = losses;
  return first - Math.min(...losses) >= leastFall * Math.abs(first);
}

/** Where the loss falls most by the logarithm of the rate. */
export function steep(curve: Curve): number {
  const slopes = curve
    .slice(1)
    .map(
      ({ rate, smoothed }, i) =>
        (smoothed - curve[i]!.smoothed) / (Math.log(rate) - Math.log(curve[i]!.rate)),
    );
  return curve[lowest(slopes)]!.rate;
}

/** A tenth of the rate of the lowest loss. */
export const minimum = (curve: Curve): number =>
  curve[lowest(curve.map(({ smoothed }) => smoothed))]!.rate / 10;

/**
 * In the middle of the longest descent: half of the way through its second third. As in fastai, where the longest descent begins is
 * found when it is first seen to be the longest, and may lie before the first point, which then means the last.
 */
export function valley(curve: Curve): number {
  const losses = curve.map(({ smoothed }) => smoothed);
  const lengths = losses.map(() => 1);
  let [start, end] = [0, 0];
  for (let i = 1; i < losses.length; i++) {
    for (let j = 0; j < i; j++) {
      if (losses[i]! < losses[j]! && lengths[i]! < lengths[j]! + 1) lengths[i] = lengths[j]! + 1;
      if (lengths[end]! < lengths[i]!) {
        end = i;
        start = end - lengths[end]!;
      }
    }
  }
  const third = (end - start) / 3;
  return curve.at(start + Math.floor(third) + Math.floor(third / 2))!.rate;
}

const lowest = (values: readonly number[]): number =>
  values.reduce((best, value, i) => (value < values[best]! ? i : best), 0);
