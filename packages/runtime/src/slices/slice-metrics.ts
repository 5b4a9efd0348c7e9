/** How good a model is on parts of a split, and how sure that is. */
import { mostSlices } from '@tlp/language/checks/data/slices/many-slices.js';
import type { Slicing } from '@tlp/language/data/slices/slicing.js';
import type { Monitor } from '@tlp/language/resolve/pipeline.js';
import {
  noSlice,
  otherSlices,
  type SlicedMetrics,
  type SliceInterval,
  type SliceMetrics,
} from '@tlp/language/run/slices.js';
import type { TaskName } from '@tlp/language/tasks/index.js';
import { metricOf } from '@tlp/language/tasks/metrics.js';
import { bootstrap } from '../compare/bootstrap.js';
import { wilson } from '../compare/wilson.js';
import { groupBy } from '../data/groups.js';
import { measuresOf } from '../tasks/index.js';
import type { Measure, MeasureInput } from '../tasks/measures.js';
import type { Prediction } from '../train/run-directory.js';
import { bucketName, sizeBuckets } from './size-buckets.js';

export interface SliceInput extends Omit<MeasureInput, 'predictions'> {
  readonly task: TaskName;
  readonly monitor: Monitor;
  readonly split: SlicedMetrics['split'];
  readonly slicings: readonly Slicing[];
  /** Of the split, each with its keys. */
  readonly predictions: readonly Omit<Prediction, 'split'>[];
  /** Of sizes: `px`. */
  readonly unit: string;
}

/** Half of those of `tlp compare`: there are many slices. */
const resamples = 1000;
/** Of fewer examples a bootstrap is too sure. */
const fewest = 10;
const mostMetrics = 3;
/** What few examples say nothing of. */
const ofMany = new Set(['ece', 'top_k']);

export const slicedMetrics = (input: SliceInput): readonly SlicedMetrics[] =>
  input.slicings.map((by, place) => slicedBy(by, place, input));

function slicedBy(by: Slicing, place: number, input: SliceInput): SlicedMetrics {
  const { predictions, split, unit } = input;
  const keys = predictions.map(({ slices }) => slices?.[place] ?? null);
  const sizes = keys.filter((key) => typeof key === 'number');
  const buckets = by.kind === 'size' ? sizeBuckets(sizes, unit) : undefined;
  const name = (at: number): string => {
    const key = keys[at]!;
    if (key === null) return noSlice;
    return typeof key === 'number' ? bucketName(buckets!, key) : key;
  };
  const parts = fewOthers(groupBy([...predictions.keys()], name));
  const whole = chosen(measuresOf(input.task, input), input.monitor);
  const all = Uint32Array.from(predictions.keys());
  const metrics = whole.map(({ metric }) => metric);
  const slices = [...parts].map(([name, places]) => {
    const own = measuresOf(input.task, { ...input, predictions: places.map((at) => predictions[at]!) });
    const values = intervals(
      metrics.map((metric) => own.find((one) => one.metric === metric)!),
      places.length,
    );
    return { name, count: places.length, values, worse: isWorse(metrics[0], values[0], whole[0]?.of(all)) };
  });
  return { by, split, metrics, slices: worstFirst(slices, metrics[0]), ...buckets };
}

/** The slices with the most examples by themselves, where there are very many. */
function fewOthers(parts: ReadonlyMap<string, readonly number[]>): ReadonlyMap<string, readonly number[]> {
  if (parts.size <= mostSlices) return parts;
  const byCount = [...parts].sort(([, a], [, b]) => b.length - a.length);
  const kept = byCount.slice(0, mostSlices - 1);
  return new Map([...kept, [otherSlices, byCount.slice(kept.length).flatMap(([, places]) => places)]]);
}

/** The monitored metric, or else the first, and some more. A loss says how bad a slice is to nobody, and is told behind. */
function chosen(measures: readonly Measure[], monitor: Monitor): readonly Measure[] {
  const wanted = monitor === 'loss' ? undefined : monitor;
  const main = measures.find(({ metric }) => metricOf(metric).name === wanted) ?? measures[0];
  const others = measures.filter((one) => one !== main && !ofMany.has(metricOf(one.metric).name));
  return main ? [main, ...others].slice(0, mostMetrics) : [];
}

/** Of a share Wilson's, of others the bootstrap's. */
function intervals(measures: readonly Measure[], examples: number): readonly SliceInterval[] {
  const all = Uint32Array.from({ length: examples }, (_, i) => i);
  const resampled = measures.filter(({ hits }) => !hits);
  const drawn =
    examples < fewest
      ? []
      : bootstrap(
          resampled.map((measure) => [measure]),
          examples,
          0,
          resamples,
        );
  return measures.map((measure) => {
    const value = measure.of(all);
    const { low, high } = measure.hits
      ? wilson(Math.round(value * examples), examples)
      : (drawn[resampled.indexOf(measure)]?.values[0] ?? { low: Number.NaN, high: Number.NaN });
    return { value: known(value), low: known(low), high: known(high) };
  });
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The better end of an interval. */
const hopeOf = (metric: string, { low, high }: SliceInterval): number | null =>
  metricOf(metric).better === 'higher' ? high : low;

function isWorse(
  metric: string | undefined,
  interval: SliceInterval | undefined,
  whole: number | undefined,
): boolean {
  const hope = metric !== undefined && interval ? hopeOf(metric, interval) : null;
  if (metric === undefined || whole === undefined || hope === null) return false;
  return metricOf(metric).better === 'higher' ? hope < whole : hope > whole;
}

/** Few examples that all went wrong are not before many of which most did: their interval is wide. */
function worstFirst(slices: readonly SliceMetrics[], metric: string | undefined): readonly SliceMetrics[] {
  if (metric === undefined) return slices;
  const sign = metricOf(metric).better === 'higher' ? 1 : -1;
  const place = ({ values: [first] }: SliceMetrics): number => {
    const hope = first ? hopeOf(metric, first) : null;
    return hope === null ? Number.POSITIVE_INFINITY : sign * hope;
  };
  return [...slices].sort((a, b) => place(a) - place(b) || b.count - a.count);
}
