/** From a pipeline and its input to the job that the schedule runs. */

import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import { modalityOf } from '@tlp/language/modalities/index.js';
import type { Phase, Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { OnEvent } from '@tlp/language/run/events.js';
import { createTrainingEngine } from '../compile/create-training-engine.js';
import { stepScalars } from '../compile/step-scalars.js';
import { epochOrder } from '../data/order.js';
import { sampledKnown, sampleOf } from '../known/sample.js';
import { runtimeModality } from '../modalities/index.js';
import { onceEach } from '../once-each.js';
import { prepareTask } from '../tasks/index.js';
import type { CheckpointStore } from './checkpoint.js';
import type { FrozenEngine } from './frozen-engine.js';
import { watchForNearDuplicates } from './near-duplicates.js';
import { openSources } from './open-sources.js';
import { readsOnce } from './reads-once.js';
import type { RunInput } from './run-input.js';
import type { TrainingJob } from './training-job.js';

export interface JobOptions {
  readonly seed: number;
  readonly engine: TrainingJob['engine'];
  /** Of what stays as it is. */
  readonly frozenEngine: FrozenEngine;
  readonly checkpoints: CheckpointStore;
  readonly onEvent: OnEvent;
  readonly onWarning: (warning: Diagnostic) => void;
  readonly featureFolder?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export function createJob(pipeline: Pipeline, input: RunInput, options: JobOptions): TrainingJob {
  const { dataSet, network, weights, preparation } = input;
  const { data } = pipeline;
  const { batch, balance } = data;
  const { seed, frozenEngine: engine } = options;
  const targets = dataSet.splits.train.map((example) => example.target);
  const { loss, topK, ...asked } = pipeline.schedule;
  const wanted = { outputs: dataSet.outputs, loss, topK, asked };
  const task = prepareTask(pipeline.task, wanted, targets, data.labels);
  const balancing = task.balance(targets, balance);
  const { noun, changes } = modalityOf(data);
  const { inputSize } = pipeline.backbone;
  const sizeOf = (phase: Phase) => phase.inputSize ?? inputSize;
  const readerAt = onceEach((size: number) =>
    runtimeModality(data).reader(size, preparation, { changing: data, keeps: true }),
  );
  const networkAt = onceEach((size: number) =>
    size === inputSize ? network : buildNetwork(input.backbone, size, pipeline.head, dataSet.outputs.length),
  );
  const lastPhase = pipeline.schedule.phases.at(-1);
  let opened: number | undefined;
  const toldLost = new Set<string>();
  const isNeededAfter = (size: number, phase: Phase) => {
    const { phases } = pipeline.schedule;
    return phases.slice(phases.indexOf(phase)).some((later) => sizeOf(later) === size);
  };

  return {
    ...options,
    schedule: pipeline.schedule,
    network,
    networkOf: (phase) => networkAt(sizeOf(phase)),
    inputSize,
    weights,
    task,
    batch,
    balancing,
    guess: task.guess(targets),
    order: ({ name }: Phase, epoch) => [
      ...(balancing.order?.(seed, name, epoch) ?? epochOrder(targets.length, seed, name, epoch)),
    ],
    async openSources(request) {
      const size = sizeOf(request.phase);
      const reader = readerAt(size);
      if (opened !== undefined && !isNeededAfter(opened, request.phase)) readerAt(opened).release();
      opened = size;
      // Views of changed examples are several readings of each, and their lengths are another.
      const once = !changes(data) && !reader.lengths && readsOnce(request, pipeline.schedule.phases);
      if (once) reader.release();
      const watch =
        request.first && !request.trainOnly ? watchForNearDuplicates(reader, noun, options) : null;
      const sources = await openSources(request, {
        ...options,
        engine,
        dataSet,
        reader,
        noun,
        toldLost,
        changes: changes(data),
        inputSize: size,
        batch,
      });
      await watch?.tell(dataSet, data.path).catch(async (error: unknown) => {
        await sources.dispose();
        throw error;
      });
      // Once the last features are stored, nothing reads an example again.
      if (request.phase === lastPhase && !sources.perEpoch.train) reader.release();
      return sources;
    },
    async openKnown({ phase: { mix: _, ...phase }, program, weights: before }, most) {
      const size = sizeOf(phase);
      const known = sampleOf(dataSet.splits.train, most, seed);
      if (known.length < targets.length) options.onWarning(sampledKnown(known.length, targets.length, noun));
      return openSources(
        {
          phase: { ...phase, epochs: 1 },
          program,
          weights: before,
          later: [],
          last: false,
          first: false,
          trainOnly: true,
          toKnow: true,
        },
        {
          ...options,
          engine,
          dataSet: { ...dataSet, splits: { train: known, validation: [], test: [] } },
          reader: readerAt(size),
          noun,
          toldLost,
          changes: null,
          inputSize: size,
          batch,
        },
      );
    },
    noun,
    createEngine: createTrainingEngine,
    scalars: stepScalars,
    file: pipeline.file,
  };
}
