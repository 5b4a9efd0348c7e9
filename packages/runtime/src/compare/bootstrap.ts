/** Intervals by resampling the examples: the percentile bootstrap of Efron 1979. */
import { createRandom } from '../random.js';
import type { Measure } from '../tasks/measures.js';

export const resamples = 2000;
/** Share of the resamples within an interval. */
export const level = 0.95;

export interface Interval {
  /** Of the examples themselves. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Bootstrapped {
  /** Of each run. */
  readonly values: readonly Interval[];
  /** Of each run less the first, on the same examples each time. */
  readonly differences: readonly Interval[];
}

/**
 * Every resample draws as many examples as there are, for all runs the same, so that differences are those of pairs.
 * @param measures of each run the same metric
 */
export function bootstrap(
  metrics: readonly (readonly Measure[])[],
  examples: number,
  seed: number,
  times: number = resamples,
): readonly Bootstrapped[] {
  const all = Uint32Array.from({ length: examples }, (_, i) => i);
  const drawn = metrics.map((measures) => measures.map(() => new Float64Array(times)));
  const random = createRandom('compare', seed);
  const sample = new Uint32Array(examples);
  for (let i = 0; i < times; i++) {
    for (let at = 0; at < examples; at++) sample[at] = random.int(examples);
    metrics.forEach((measures, metric) => {
      measures.forEach((measure, run) => {
        drawn[metric]![run]![i] = measure.of(sample);
      });
    });
  }
  return metrics.map((measures, metric) => {
    const values = measures.map((measure) => measure.of(all));
    const of = drawn[metric]!;
    return {
      values: values.map((value, run) => intervalOf(value, of[run]!)),
      differences: values.map((value, run) =>
        intervalOf(
          value - values[0]!,
          of[run]!.map((one, i) => one - of[0]![i]!),
        ),
      ),
    };
  });
}

/** Resamples in which the metric is not defined count for nothing. */
function intervalOf(value: number, drawn: Float64Array): Interval {
  const known = drawn.filter((one) => !Number.isNaN(one)).sort();
  return { value, low: quantile(known, (1 - level) / 2), high: quantile(known, (1 + level) / 2) };
}

/** Between two of them in proportion, as NumPy takes it. NaN of none. @param sorted ascending */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const [low = Number.NaN, high = low] = [sorted[below], sorted[below + 1]];
  return low + (place - below) * (high - low);
}
