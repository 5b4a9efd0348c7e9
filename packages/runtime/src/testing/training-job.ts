/** A training job over made-up features, for tests of the trainer's logic. */
import { buildNetwork } from '@tlp/language/graph/network.js';
import type { HeadLayer, Phase, Schedule } from '@tlp/language/resolve/pipeline.js';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { createRandom } from '../random.js';
import { createTask } from '../tasks/index.js';
import type { Checkpoint } from '../train/checkpoint.js';
import type { ExampleSource, PhaseSources } from '../train/source.js';
import type { TrainingJob } from '../train/training-job.js';
import type { Weights } from '../weights/tensors.js';
import { createSoftmaxRegression } from './softmax-regression.js';
import { tinyBackbone } from './tiny-backbone.js';

export const tinyHead: readonly HeadLayer[] = [
  { kind: 'pool', mode: 'average' },
  { kind: 'dropout', rate: 0.2 },
  { kind: 'dense', units: 'classes', activation: null },
];

export const tinyLayers = buildNetwork(tinyBackbone, 16, tinyHead, 3)
  .layers.filter((layer) => layer.block !== 'head')
  .map((layer) => layer.name);

/** Channels of the tiny backbone's feature map. */
export const tinyWidth = 8;

export function testPhase(changes: Partial<Phase> = {}): Phase {
  return {
    name: 'head',
    frozenLayers: tinyLayers,
    freeze: 'all',
    batchNorm: 'frozen',
    adapt: null,
    epochs: 3,
    optimizer: { kind: 'sgd', momentum: 0.9, nesterov: false, weightDecay: 0 },
    learningRate: { kind: 'cosine', rate: 0.05, end: 0, warmup: 0.1 },
    layerDecay: 1,
    clipNorm: null,
    accumulate: 1,
    labelSmoothing: 0.1,
    earlyStop: null,
    ...changes,
  };
}

/** Three classes, top-2 accuracy. */
export const testTask = createTask('classification', {
  outputs: ['a', 'b', 'c'],
  loss: { kind: 'cross_entropy' },
  topK: 2,
});

export const testSchedule = (...phases: readonly Phase[]): Schedule => ({
  phases,
  loss: { kind: 'cross_entropy' },
  monitor: 'accuracy',
  seed: 1,
  topK: 2,
  memory: null,
  recipe: null,
});

/** Features `[count, width]` whose mean depends on the class, with noise. */
export function memorySource(key: string, count: number, classes: number, width = tinyWidth): ExampleSource {
  const random = createRandom('memory source', key);
  const labels = Array.from({ length: count }, (_, i) => i % classes);
  const values = labels.map((label) =>
    Float32Array.from({ length: width }, (_, d) => (d % classes === label ? 1.2 : 0) + random.normal()),
  );
  return {
    targets: labels.map((label) => [label]),
    async *read(batches, { skip }) {
      for (const batch of batches.slice(skip)) {
        const data = Float32Array.from(batch.flatMap((i) => [...values[i]!]));
        yield { feeds: { feature_0: { data, shape: [batch.length, width] } }, examples: batch };
      }
    },
  };
}

export function initialWeights(seed: number, classes = 3): Weights {
  const network = buildNetwork(tinyBackbone, 16, tinyHead, classes);
  return new Map(
    network.parameters.map(({ name, shape, role }) => {
      const random = createRandom(seed, name);
      const length = shape.reduce((n, d) => n * d, 1);
      const value = role === 'variance' || role === 'scale' ? 1 : 0;
      return [name, Float32Array.from({ length }, () => (role === 'kernel' ? 0.2 * random.normal() : value))];
    }),
  );
}

export interface TestJob {
  readonly job: TrainingJob;
  readonly events: TrainEvent[];
  /** Every checkpoint that was saved, oldest first. */
  readonly saved: Checkpoint[];
}

export function testJob(schedule: Schedule, changes: Partial<TrainingJob> = {}): TestJob {
  const events: TrainEvent[] = [];
  const saved: Checkpoint[] = [];
  const sources: PhaseSources = {
    train: memorySource('train', 22, 3),
    validation: memorySource('validation', 12, 3),
    test: memorySource('test', 12, 3),
    stored: { bytes: 22 * tinyWidth * 4, forwardPasses: 46, seconds: 0 },
    perEpoch: { train: false, validation: false, test: false },
    dispose: async () => undefined,
  };
  const job: TrainingJob = {
    schedule,
    seed: 1,
    network: buildNetwork(tinyBackbone, 16, tinyHead, 3),
    inputSize: 16,
    weights: initialWeights(1),
    task: testTask,
    batch: 5,
    balancing: testTask.balance([], 'none'),
    guess: testTask.guess([]),
    order: (phase, epoch) =>
      createRandom(1, phase.name, epoch).shuffle(sources.train.targets.map((_, i) => i)),
    openSources: async () => sources,
    openKnown: async () => sources,
    noun: { one: 'image', many: 'images' },
    createEngine: createSoftmaxRegression,
    engine: 'auto',
    scalars: (_phase, _update, learningRate) => ({ learning_rate: learningRate }),
    checkpoints: { save: async (checkpoint) => void saved.push(checkpoint) },
    file: 'test.tlp',
    onEvent: (event) => void events.push(event),
    ...changes,
  };
  return { job, events, saved };
}
