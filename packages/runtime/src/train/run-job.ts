/** From a pipeline and its input to the job that the schedule runs. */

import type { Diagnostic } from '@tlp/language/diagnostic.js';
import type { Phase, Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { OnEvent } from '@tlp/language/run/events.js';
import { createTrainingEngine } from '../compile/create-training-engine.js';
import { optimizerScalars } from '../compile/optimizers/scalars.js';
import { epochOrder } from '../data/order.js';
import { augmentPixels } from '../modalities/images/augment.js';
import { imageDataOf } from '../modalities/images/data.js';
import { createPixelCache, type PixelCache } from '../modalities/images/pixel-cache.js';
import { createRandom } from '../random.js';
import { prepareTask } from '../tasks/index.js';
import type { CheckpointStore } from './checkpoint.js';
import { watchForNearDuplicates } from './near-duplicates.js';
import { type AugmentationPlan, openSources, type SourceOptions } from './open-sources.js';
import type { RunInput } from './run-input.js';
import type { TrainingJob } from './schedule.js';

/** Decoded images kept in memory between epochs and phases. */
const PIXEL_CACHE_BYTES = 512e6;

export interface JobOptions {
  readonly seed: number;
  readonly engine: TrainingJob['engine'];
  readonly checkpoints: CheckpointStore;
  readonly onEvent: OnEvent;
  readonly onWarning: (warning: Diagnostic) => void;
  readonly featureFolder?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export function createJob(pipeline: Pipeline, input: RunInput, options: JobOptions): TrainingJob {
  const { dataSet, network, weights, backbone } = input;
  const { batch, balance, resize, path } = imageDataOf(pipeline.data);
  const { seed, featureFolder } = options;
  const targets = dataSet.splits.train.map((example) => example.target);
  const { loss, topK } = pipeline.schedule;
  const task = prepareTask(pipeline.task, { outputs: dataSet.outputs, loss, topK }, targets);
  const balancing = task.balance(targets, balance);
  const augmentation = augmentationOf(pipeline);
  const cache = releasableCache();
  const lastPhase = pipeline.schedule.phases.at(-1);

  return {
    ...options,
    schedule: pipeline.schedule,
    network,
    weights,
    task,
    batch,
    balancing,
    guess: task.guess(targets),
    order: ({ name }: Phase, epoch) => [
      ...(balancing.order?.(seed, name, epoch) ?? epochOrder(targets.length, seed, name, epoch)),
    ],
    async openSources(request) {
      const sourceOptions: SourceOptions = {
        ...options,
        dataSet,
        augmentation,
        batch,
        size: pipeline.backbone.inputSize,
        resize,
        preprocessing: backbone.preprocessing,
        cache,
        featureFolder,
      };
      const watch = request.first ? watchForNearDuplicates(sourceOptions, path) : null;
      const sources = await openSources(request, {
        ...sourceOptions,
        ...(watch && { onPixels: watch.onPixels }),
      });
      await watch?.tell().catch(async (error: unknown) => {
        await sources.dispose();
        throw error;
      });
      // Once the last features are stored, nothing reads an image again.
      if (request.phase === lastPhase && !sources.perEpoch.train) cache.release();
      return sources;
    },
    createEngine: createTrainingEngine,
    scalars: optimizerScalars,
    file: pipeline.file,
  };
}

function augmentationOf({ data, backbone }: Pipeline): AugmentationPlan | null {
  const { augment: steps, variants } = imageDataOf(data);
  if (steps.length === 0) return null;
  return {
    steps,
    variants,
    apply: (pixels, keys) =>
      augmentPixels(pixels, backbone.inputSize, steps, createRandom('augment', ...keys)),
  };
}

/** A pixel cache whose memory can be given back while others still hold on to it. */
function releasableCache(): PixelCache & { release(): void } {
  let cache = createPixelCache(PIXEL_CACHE_BYTES);
  return {
    get: (key) => cache.get(key),
    set: (key, pixels) => cache.set(key, pixels),
    get bytes() {
      return cache.bytes;
    },
    release() {
      cache = createPixelCache(0);
    },
  };
}
