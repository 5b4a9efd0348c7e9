/** The metrics of a run by slice, from its predictions: they decide nothing that is trained, so a run can be sliced again. */
import path from 'node:path';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import type { DataSet, Example } from '../data/types.js';
import { sha256 } from '../files/hash.js';
import { sliceInput } from '../slices/slice-input.js';
import { type SliceKeys, sliceKeys } from '../slices/slice-keys.js';
import { slicedMetrics } from '../slices/slice-metrics.js';
import { linesOf, type Prediction, predictionsIn, writePredictions } from './run-directory.js';
import { sealOf } from './run-file-error.js';

/** Whether the pipeline tells examples apart by something else than the one that the run keeps. */
export const slicesOther = ({ pipeline: kept }: RunRecord, { data }: Pipeline): boolean =>
  JSON.stringify(kept.data.slices ?? []) !== JSON.stringify(data.slices ?? []);

/** By what a run's predictions are told apart. */
export const runSliceKeys = ({ data }: Pipeline, { splits }: DataSet): Promise<SliceKeys> =>
  sliceKeys(data, [...splits.validation, ...splits.test]);

/** The record with the pipeline's slices in place of its own, and what the predictions say of these. */
export async function sliced(out: string, record: RunRecord, pipeline: Pipeline): Promise<RunRecord> {
  const { slices: _, ...kept } = record.pipeline.data;
  const { slices: __, ...rest } = record;
  const { slices } = pipeline.data;
  const now: RunRecord = {
    ...rest,
    pipeline: {
      ...record.pipeline,
      data: { ...kept, ...(slices && { slices }) },
      origins: { ...withoutSlices(record.pipeline.origins), ...onlySlices(pipeline.origins) },
    },
  };
  const metrics = await slicesOf(out, now);
  return metrics ? { ...now, slices: metrics } : now;
}

/**
 * A finished run with other slices. Its predictions are told apart by these in a file of their own: until the record that names it is
 * written, the run is what it was.
 */
export async function slicedAgain(
  out: string,
  record: RunRecord,
  pipeline: Pipeline,
  dataSet: DataSet,
): Promise<RunRecord> {
  const keys = await runSliceKeys(pipeline, dataSet);
  const examples = new Map<string, Example>(
    (['validation', 'test'] as const).flatMap((split) =>
      dataSet.splits[split].map((example) => [`${split} ${example.id}`, example] as const),
    ),
  );
  const before = predictionsIn(out, record);
  const hash = sha256(JSON.stringify(pipeline.data.slices ?? [])).slice(0, 8);
  const file = path.join(out, `predictions-${hash}.jsonl`);
  const slice = async (write: (predictions: readonly Prediction[]) => Promise<void>) => {
    for await (const { slices: _, ...prediction } of linesOf<Prediction>(before)) {
      const example = examples.get(`${prediction.split} ${prediction.id}`);
      await write([{ ...prediction, ...(example && keys(example)) }]);
    }
  };
  await writePredictions(out, slice, file);
  const { [path.relative(out, before)]: _, ...others } = record.files;
  const files = { ...others, [path.relative(out, file)]: await sealOf(file) };
  return sliced(out, { ...record, files }, pipeline);
}

async function slicesOf(out: string, record: RunRecord): Promise<RunRecord['slices']> {
  const { pipeline, outputs, metrics } = record;
  const split = metrics?.test ? 'test' : 'validation';
  const judged = metrics?.[split];
  if (!pipeline.data.slices || !judged) return undefined;
  const predictions: Prediction[] = [];
  for await (const prediction of linesOf<Prediction>(predictionsIn(out, record)))
    if (prediction.split === split) predictions.push(prediction);
  return slicedMetrics(sliceInput(pipeline, { split, predictions, outputs, metrics: judged }));
}

const isOfSlices = (path: string): boolean => path === 'data.slices' || path.startsWith('data.slices.');
const withoutSlices = (origins: Pipeline['origins']): Pipeline['origins'] =>
  Object.fromEntries(Object.entries(origins).filter(([path]) => !isOfSlices(path)));
const onlySlices = (origins: Pipeline['origins']): Pipeline['origins'] =>
  Object.fromEntries(Object.entries(origins).filter(([path]) => isOfSlices(path)));
