/** A pipeline from its data to a run directory: the whole of `tlp run`. */

import { rmdir } from 'node:fs/promises';
import path from 'node:path';
import { modalityOf } from '@tlp/language/modalities/index.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { OnEvent, RunResult } from '@tlp/language/run/events.js';
import type { FileSeal, RunRecord } from '@tlp/language/run/record.js';
import { onStandIn } from '../engines/stand-in.js';
import { runtimeModality } from '../modalities/index.js';
import { saveNearest } from '../nearest/save-nearest.js';
import type { Task } from '../tasks/task.js';
import { changedLibraries } from './changed-versions.js';
import { checkpointFolder, freshCheckpoint, keepNewest, readCheckpoint } from './checkpoint.js';
import { checkUnchanged } from './fingerprint.js';
import { alreadyFinished, clearedUp, finish, judgedAgain, saysOther } from './finished-run.js';
import { frozenEngine, frozenPass } from './frozen-engine.js';
import { type FindBackbone, modelFiles, saveCard, saveKnown, saveModel } from './model.js';
import { predictionsOf } from './predictions-of.js';
import { recording } from './recorded-epochs.js';
import { beginRun, claimDirectory, claimedRun } from './run-claim.js';
import {
  removeOtherPredictions,
  removeRunLeftovers,
  runPaths,
  writeEpochs,
  writePredictions,
  writeRun,
} from './run-directory.js';
import { judged } from './run-expectations.js';
import { brokenFiles, sealFiles } from './run-files.js';
import { openInput } from './run-input.js';
import { createJob } from './run-job.js';
import { type Guard, withRunLock } from './run-lock.js';
import { cardOf, freshRecord } from './run-record.js';
import { runSliceKeys, sliced } from './run-slices.js';
import { fellBack, rebuilding, remembering, warningTo } from './run-warnings.js';
import { saveAdapter } from './save-adapter.js';
import { runSchedule } from './schedule.js';
import { notSure } from './sure.js';
import { versionsOf } from './versions.js';

export interface RunOptions {
  /** The run directory, absolute. */
  readonly out: string;
  /** Defaults to the schedule's. */
  readonly seed?: number;
  /** Continues the run in `out` from its last checkpoint. */
  readonly resume?: boolean;
  /** Defaults to `auto`. */
  readonly engine?: 'auto' | 'tensorflow' | 'portable';
  readonly onEvent: OnEvent;
  readonly signal?: AbortSignal;
  /** Folder of the feature store. Defaults to `features` in the per-user cache. */
  readonly featureFolder?: string;
  /** Where backbones are looked up. Defaults to the catalogue. */
  readonly findBackbone?: FindBackbone;
}

/**
 * Trains a pipeline. Interrupted, by the signal or a kill, the directory holds a run that `resume` continues to
 * the same bits. A finished run is never overwritten; resuming it gives its result again, and resuming one that
 * was killed before it wrote anything starts it. Where the data or the weights are at fault, no directory is left.
 * @throws TlpError: TLP65x training, TLP85x the run directory, and what data and weights throw
 */
export function runPipeline(pipeline: Pipeline, options: RunOptions): Promise<RunResult> {
  const { out, resume = false } = options;
  const onWait = (message: string) => options.onEvent({ type: 'stage', message });
  return claimDirectory(out, resume, async (found) => {
    // A whole run is only read, so it may lie where nothing can be written.
    if (found && !saysOther(found, pipeline) && (await isWhole(out, found))) {
      await clearedUp(out, found, onWait);
      return train(pipeline, options, found, async () => undefined);
    }
    return withRunLock(out, onWait, async (guard) => {
      const before = await claimedRun(out, resume);
      const work = () => train(pipeline, options, before, guard);
      return before ? work() : beginRun(out, work);
    });
  });
}

const isWhole = async (out: string, run: RunRecord): Promise<boolean> =>
  run.status === 'finished' && (await brokenFiles(out, run)).size === 0;

/** @param guard throws where the directory is another's by now; awaited before whatever is written */
async function train(
  pipeline: Pipeline,
  options: RunOptions,
  before: RunRecord | null,
  guard: Guard,
): Promise<RunResult> {
  const { out, signal, engine = 'auto', seed = pipeline.schedule.seed } = options;
  const { onEvent, warnings } = remembering(options.onEvent, before?.warnings ?? []);
  const onWarning = warningTo(onEvent);
  const input = await openInput(pipeline, {
    ...options,
    seed,
    leftOut: before?.leftOut ?? [],
    onWarning,
    onStage: (message) => onEvent({ type: 'stage', message }),
  });
  const { hashes, dataSet } = input;
  if (before) checkUnchanged(before, { pipeline, seed, hashes }, out);
  if (before?.status === 'finished') {
    const broken = await brokenFiles(out, before);
    if (broken.size === 0) {
      options.onEvent({ type: 'stage', message: alreadyFinished(out, pipeline) });
      return finish(out, await judgedAgain(out, before, pipeline, { guard, dataSet }), onEvent);
    }
    options.onEvent({ type: 'warning', ...rebuilding([...broken.keys()]) });
    // An empty folder may lie where a file must be.
    for (const name of broken.keys()) await rmdir(path.join(out, name)).catch(() => undefined);
  }

  const reader = () => runtimeModality(pipeline.data).reader(pipeline.backbone.inputSize, input.preparation);
  const frozen = await frozenEngine(frozenPass(pipeline, { ...input, reader }), {
    engine,
    begun: before?.versions.features,
    onStage: (message) => onEvent({ type: 'stage', message }),
  });
  const versions = await versionsOf(engine, frozen);
  if (before) changedLibraries(before.versions, versions).forEach(onWarning);
  const record = before ?? freshRecord(pipeline, seed, versions, input);
  await guard();
  if (!before) await writeRun(out, record);
  const { checkpoint } = runPaths(out);
  await removeRunLeftovers(out);
  const start =
    (before &&
      (await readCheckpoint(checkpoint, (file, reason) =>
        options.onEvent({ type: 'warning', ...fellBack(file, reason) }),
      ))) ??
    freshCheckpoint;
  await writeEpochs(out, start.state.history);
  const { phase, epoch, history } = start.state;
  onEvent({
    type: 'run-start',
    run: out,
    noun: modalityOf(pipeline.data).noun,
    pipeline: pipeline.name,
    seed,
    task: pipeline.task,
    monitor: pipeline.schedule.monitor,
    outputs: dataSet.outputs,
    examples: record.examples,
    resumed: before && { phase: pipeline.schedule.phases[phase]!.name, epoch: epoch + 1 },
  });

  const checkpoints = recording(checkpointFolder(checkpoint), out, history.length, guard);
  const { featureFolder } = options;
  const job = createJob(pipeline, input, {
    seed,
    engine,
    frozenEngine: frozen,
    checkpoints,
    onEvent,
    onWarning,
    featureFolder,
    signal,
  });
  const card = (task: Task) => cardOf(pipeline, input, task);
  let model: FileSeal | null = null;
  let kept: readonly string[] = [];
  let known: FileSeal | undefined;
  const deaf = onStandIn(onWarning);
  const outcome = await runSchedule(job, start, {
    async save(weights, adapted) {
      await guard();
      model = await saveModel(runPaths(out).model, {
        ...card(job.task),
        kind: pipeline.data.kind,
        network: input.network,
        weights,
      });
      const say = (message: string) => onEvent({ type: 'stage', message });
      if (adapted) kept = await saveAdapter(runPaths(out).adapter, input.backbone, adapted, say);
    },
    async evaluate(evaluate, bank) {
      if (bank) {
        await guard();
        known = await saveKnown(runPaths(out).model, bank);
        kept = [...kept, modelFiles(runPaths(out).model).known];
      }
      const keys = await runSliceKeys(pipeline, dataSet);
      return writePredictions(out, (write) =>
        evaluate((...judged) => write(predictionsOf(job.task, dataSet, keys, ...judged))),
      );
    },
  }).finally(deaf);

  await guard();
  const { metrics, phases, calibration, seconds } = outcome;
  const settled = metrics.validation ? job.task.settle(metrics.validation) : job.task;
  if (settled !== job.task) await saveCard(runPaths(out).model, card(settled), model!, known);
  const unsure = notSure(settled.settings, pipeline.schedule);
  if (unsure) onEvent({ type: 'warning', ...unsure });
  const near = await saveNearest(out, pipeline, input, {
    metrics,
    weights: outcome.weights,
    seed,
    engine: frozen,
    featureFolder,
    onWarning,
    onStage: (message) => onEvent({ type: 'stage', message }),
  });
  const files = await sealFiles(out, model!, [...kept, ...near]);
  const ended = {
    status: 'finished',
    finished: new Date().toISOString(),
    warnings: warnings(),
    metrics,
    phases,
    ...(calibration && { calibration }),
    seconds,
  } as const;
  // Rebuilding files does not change what became of the run.
  const whole: RunRecord = { ...record, ...(record.status === 'finished' ? {} : ended), files };
  const finished = judged(await sliced(out, whole, pipeline), pipeline);
  await guard();
  await writeRun(out, finished);
  await removeOtherPredictions(out, finished);
  await keepNewest(checkpoint);
  return finish(out, finished, onEvent);
}
