/** A run that has finished: what is said of it, and what is judged again without any training. */
import { modalityOf } from '@tlp/language/modalities/index.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { OnEvent, RunResult } from '@tlp/language/run/events.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import type { DataSet } from '../data/types.js';
import { goOnFrom } from './fingerprint.js';
import { otherPredictions, readRun, removeOtherPredictions, writeRun } from './run-directory.js';
import { expectsOther, judged } from './run-expectations.js';
import { type Guard, withRunLock } from './run-lock.js';
import { slicedAgain, slicesOther } from './run-slices.js';

export const alreadyFinished = (out: string, pipeline: Pipeline): string =>
  `This run had finished, so nothing was trained. To go on from it with more epochs, classes or data, write ${goOnFrom(out, pipeline)} in the backbone and start a new run`;

/** Whether the pipeline says something else of what was trained, which decides nothing of the training. */
export const saysOther = (before: RunRecord, pipeline: Pipeline): boolean =>
  expectsOther(before, pipeline) || slicesOther(before, pipeline);

/** Writes what became of other expectations and slices than those of the record. */
export async function judgedAgain(
  out: string,
  before: RunRecord,
  pipeline: Pipeline,
  { guard, dataSet }: { readonly guard: Guard; readonly dataSet: DataSet },
): Promise<RunRecord> {
  if (!saysOther(before, pipeline)) return before;
  await guard();
  const parted = slicesOther(before, pipeline) ? await slicedAgain(out, before, pipeline, dataSet) : before;
  const again = judged(parted, pipeline);
  await guard();
  await writeRun(out, again);
  await removeOtherPredictions(out, again);
  return again;
}

/**
 * Removes the predictions that are left where slicing a whole run again was killed. Where that cannot be done, as in a folder that is
 * only read, or while another tlp has it, they stay.
 */
export async function clearedUp(
  out: string,
  run: RunRecord,
  onWait: (message: string) => void,
): Promise<void> {
  if ((await otherPredictions(out, run)).length === 0) return;
  const work = async () => removeOtherPredictions(out, await readRun(out));
  await withRunLock(out, onWait, work).catch(() => undefined);
}

export function finish(
  run: string,
  { pipeline, metrics, phases, seconds, calibration, expectations }: RunRecord,
  onEvent: OnEvent,
): RunResult {
  const { noun } = modalityOf(pipeline.data);
  const result: RunResult = {
    run,
    noun,
    metrics: metrics!,
    phases,
    seconds,
    ...(calibration && { calibration }),
    ...(expectations && { expectations }),
  };
  onEvent({ type: 'result', ...result });
  return result;
}
