/** A pipeline from its data to a run directory: the whole of `tlp run`. */

import { stat } from 'node:fs/promises';
import type { Backbone } from '@tlp/language/backbones/card.js';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { fail } from '@tlp/language/diagnostic.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import type { Graph } from '@tlp/language/graph/types.js';
import type { ImageData, Phase, Pipeline } from '@tlp/language/resolve/pipeline.js';
import { createTrainingEngine } from '../compile/create-training-engine.js';
import { optimizerScalars } from '../compile/optimizers/scalars.js';
import { augmentPixels } from '../data/augment.js';
import { balancedOrder, classWeights } from '../data/balance.js';
import { openDataSet } from '../data/dataset.js';
import { epochOrder } from '../data/order.js';
import { createPixelCache } from '../data/pixel-cache.js';
import type { DataSet, Example } from '../data/types.js';
import { withLock } from '../files/lock.js';
import { createRandom } from '../random.js';
import { version } from '../version.js';
import { initializeParameters } from '../weights/initialize.js';
import { loadBackboneWeights } from '../weights/load.js';
import type { Weights } from '../weights/tensors.js';
import {
  type CheckpointStore,
  checkpointFolder,
  freshCheckpoint,
  readCheckpoint,
  removeCheckpoints,
} from './checkpoint.js';
import type { OnEvent, RunResult } from './events.js';
import { checkUnchanged, dataHash } from './fingerprint.js';
import { argmax, softmax } from './metrics.js';
import { type FindBackbone, saveModel } from './model.js';
import { type AugmentationPlan, openSources } from './open-sources.js';
import { interrupted } from './phase.js';
import {
  appendEpoch,
  existingRun,
  makeRunDirectory,
  type Prediction,
  type RunRecord,
  runPaths,
  writeEpochs,
  writePredictions,
  writeRun,
} from './run-directory.js';
import { type OnLogits, runSchedule, type TrainingJob } from './schedule.js';

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

/** Decoded pictures kept in memory for phases that read pictures in every epoch. */
const PIXEL_CACHE_BYTES = 512e6;

/**
 * Trains a pipeline. Interrupted, by the signal or a kill, the directory holds a run that `resume` continues to
 * the same bits. A finished run is never overwritten; resuming it gives its result again, and resuming one that
 * was killed before it wrote anything starts it.
 * @throws TlpError: TLP65x training, TLP85x the run directory, and what data and weights throw
 */
export async function runPipeline(pipeline: Pipeline, options: RunOptions): Promise<RunResult> {
  const { out, resume = false } = options;
  const before = await existingRun(out);
  if (resume && !before && !(await stat(out).catch(() => null))) throw nothingToResume(out);
  if (!resume && before) throw alreadyThere(out, before);
  await makeRunDirectory(out);
  const busy = () => {
    throw fail(
      'TLP859',
      `Another tlp trains in ${out}.`,
      'Wait for it, or name another directory with --out.',
      {
        file: out,
        exitCode: 2,
      },
    );
  };
  return withLock(runPaths(out).lock, () => train(pipeline, options, before), { onWait: busy });
}

async function train(pipeline: Pipeline, options: RunOptions, before: RunRecord | null): Promise<RunResult> {
  const { out, signal, engine = 'auto', seed = pipeline.schedule.seed } = options;
  const heard = new Map((before?.warnings ?? []).map((w) => [w.code + w.message, w]));
  const onEvent: OnEvent = (event) => {
    if (event.type === 'warning') {
      const { code, message, remedy } = event;
      heard.set(code + message, { code, message, remedy });
    }
    options.onEvent(event);
  };
  const stage = (message: string) => {
    if (signal?.aborted) throw interrupted('before training began');
    onEvent({ type: 'stage', message });
  };
  const onWarning = ({ code, message, remedy }: Diagnostic) =>
    onEvent({ type: 'warning', code, message, remedy });

  stage('Reading the data');
  const { dataSet, warnings } = await openDataSet(pipeline.data);
  warnings.forEach(onWarning);

  stage('Loading the weights');
  const backbone = (options.findBackbone ?? findBackbone)(pipeline.backbone.name);
  if (!backbone) throw new Error(`There is no backbone ${pipeline.backbone.name}.`);
  const { classes } = dataSet;
  const network = buildNetwork(backbone, pipeline.backbone.inputSize, pipeline.head, classes.length);
  const initial = await initialWeights(pipeline, backbone, network, seed, signal);
  const now = { pipeline, seed, hashes: { weights: initial.hash, data: dataHash(dataSet) } };
  if (before) checkUnchanged(before, now, out);
  if (before?.status === 'finished') return finish(out, before, onEvent);

  const record: RunRecord = before ?? freshRecord(now, dataSet);
  const paths = runPaths(out);
  if (!before) await writeRun(out, record);
  const start = (before && (await readCheckpoint(paths.checkpoint))) ?? freshCheckpoint;
  await writeEpochs(out, start.state.history);
  onEvent({
    type: 'run-start',
    run: out,
    pipeline: pipeline.name,
    seed,
    classes,
    examples: record.examples,
    resumed: before && {
      phase: pipeline.schedule.phases[start.state.phase]!.name,
      epoch: start.state.epoch + 1,
    },
  });

  const { inputSize: size } = pipeline.backbone;
  const { resize, batch } = pipeline.data;
  const { preprocessing } = backbone;
  const cache = createPixelCache(PIXEL_CACHE_BYTES);
  const labels = dataSet.splits.train.map((example) => example.label);
  const job: TrainingJob = {
    schedule: pipeline.schedule,
    seed,
    network,
    weights: initial.weights,
    classes: classes.length,
    batch,
    classWeights:
      pipeline.data.balance === 'class_weights' ? [...classWeights(labels, classes.length)] : null,
    order: (phase, epoch) => orderOf(pipeline.data, labels, seed, phase, epoch),
    openSources: (request) =>
      openSources(request, {
        dataSet,
        augmentation: augmentationOf(pipeline),
        seed,
        batch,
        engine,
        size,
        resize,
        preprocessing,
        cache,
        onEvent,
        onWarning,
        signal,
        ...(options.featureFolder && { featureFolder: options.featureFolder }),
      }),
    createEngine: createTrainingEngine,
    engine,
    scalars: optimizerScalars,
    checkpoints: recording(checkpointFolder(paths.checkpoint), out, start.state.history.length),
    file: pipeline.file,
    onEvent,
    signal,
  };
  const predictions: Prediction[] = [];
  const outcome = await runSchedule(job, start, collect(predictions, dataSet));

  await saveModel(paths.model, {
    format: 1,
    name: pipeline.name,
    description: pipeline.description,
    backbone: backbone.name,
    head: pipeline.head,
    inputSize: size,
    resize,
    preprocessing,
    classes,
    network,
    weights: outcome.weights,
  });
  await writePredictions(out, predictions);
  const { metrics, phases, seconds } = outcome;
  const finished: RunRecord = {
    ...record,
    status: 'finished',
    finished: new Date().toISOString(),
    warnings: [...heard.values()],
    metrics,
    phases,
    seconds,
  };
  await writeRun(out, finished);
  await removeCheckpoints(paths.checkpoint);
  return finish(out, finished, onEvent);
}

function finish(run: string, { metrics, phases, seconds }: RunRecord, onEvent: OnEvent): RunResult {
  const result: RunResult = { run, metrics: metrics!, phases, seconds };
  onEvent({ type: 'result', ...result });
  return result;
}

async function initialWeights(
  { backbone: { weights: choice } }: Pipeline,
  backbone: Backbone,
  network: Graph,
  seed: number,
  signal: AbortSignal | undefined,
): Promise<{ readonly weights: Weights; readonly hash: string }> {
  const loaded = await loadBackboneWeights(backbone, network, choice, { seed, ...(signal && { signal }) });
  const rest = network.parameters.filter((p) => !loaded.weights.has(p.name));
  return { weights: new Map([...loaded.weights, ...initializeParameters(rest, seed)]), hash: loaded.hash };
}

function orderOf(
  { balance }: ImageData,
  labels: readonly number[],
  seed: number,
  phase: Phase,
  epoch: number,
): readonly number[] {
  const keys = [seed, phase.name, epoch] as const;
  return [...(balance === 'sampling' ? balancedOrder(labels, ...keys) : epochOrder(labels.length, ...keys))];
}

function freshRecord(
  now: Pick<RunRecord, 'pipeline' | 'seed' | 'hashes'>,
  { classes, splits }: DataSet,
): RunRecord {
  return {
    format: 1,
    status: 'running',
    versions: { tlp: version, node: process.versions.node, platform: `${process.platform}-${process.arch}` },
    started: new Date().toISOString(),
    finished: null,
    ...now,
    classes,
    examples: {
      train: splits.train.length,
      validation: splits.validation.length,
      test: splits.test.length,
    },
    warnings: [],
    metrics: null,
    phases: [],
    seconds: 0,
  };
}

function augmentationOf({ data, backbone }: Pipeline): AugmentationPlan | null {
  const { augment: steps, variants } = data;
  if (steps.length === 0) return null;
  return {
    steps,
    variants,
    apply: (pixels, keys) =>
      augmentPixels(pixels, backbone.inputSize, steps, createRandom('augment', ...keys)),
  };
}

/** Appends each new epoch to `metrics.jsonl` once its checkpoint is safe. */
function recording(store: CheckpointStore, run: string, known: number): CheckpointStore {
  let written = known;
  return {
    async save(checkpoint) {
      await store.save(checkpoint);
      for (const record of checkpoint.state.history.slice(written)) await appendEpoch(run, record);
      written = Math.max(written, checkpoint.state.history.length);
    },
  };
}

function collect(predictions: Prediction[], { splits, classes }: DataSet): OnLogits {
  return (split, indices, logits) => {
    for (const [row, index] of indices.entries()) {
      const { id, label }: Example = splits[split][index]!;
      const scores = logits.subarray(row * classes.length, (row + 1) * classes.length);
      predictions.push({ split, id, label, predicted: argmax(scores), probabilities: softmax(scores) });
    }
  };
}

const nothingToResume = (out: string) =>
  fail('TLP860', `There is no run in ${out} to resume.`, 'Leave --resume out to start one.', {
    file: out,
    exitCode: 2,
  });

const alreadyThere = (out: string, { status }: RunRecord) =>
  status === 'finished'
    ? fail('TLP861', `${out} holds a finished run.`, 'Name another directory with --out.', {
        file: out,
        exitCode: 2,
      })
    : fail(
        'TLP862',
        `${out} holds a run that has not finished.`,
        'Continue it with --resume, or name another directory with --out.',
        { file: out, exitCode: 2 },
      );
