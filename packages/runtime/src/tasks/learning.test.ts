import { buildNetwork } from '@tlp/language/graph/network.js';
import type { Balance } from '@tlp/language/tasks/definition.js';
import { tasks } from '@tlp/language/tasks/index.js';
import { expect, it } from 'vitest';
import { createTrainingEngine } from '../compile/create-training-engine.js';
import { stepScalars } from '../compile/step-scalars.js';
import type { Target } from '../data/types.js';
import { createRandom } from '../random.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import {
  initialWeights,
  testJob,
  testPhase,
  testSchedule,
  tinyHead,
  tinyWidth,
} from '../testing/training-job.js';
import { freshCheckpoint } from '../train/checkpoint.js';
import { runSchedule } from '../train/schedule.js';
import type { ExampleSource } from '../train/source.js';
import { prepareTask } from './index.js';

const outputs = ['first', 'second', 'third'];

/** Features of noise, and what follows from their first numbers. */
function sourceOf(key: string, count: number, targetOf: (x: Float32Array) => Target): ExampleSource {
  const random = createRandom('learning', key);
  const rows = Array.from({ length: count }, () =>
    Float32Array.from({ length: tinyWidth }, () => random.normal()),
  );
  return {
    targets: rows.map(targetOf),
    async *read(batches, { skip }) {
      for (const batch of batches.slice(skip)) {
        const data = Float32Array.from(batch.flatMap((i) => [...rows[i]!]));
        yield { feeds: { feature_0: { data, shape: [batch.length, tinyWidth] } }, examples: batch };
      }
    },
  };
}

const rules: Readonly<Record<'multi_label' | 'regression', (x: Float32Array) => Target>> = {
  // The third label is rare.
  multi_label: ([a, b, c]) => [a! > 0, b! > 0, c! > 1.3].flatMap((has, i) => (has ? [i] : [])),
  regression: ([a, b]) => [1000 + 200 * a!, 0.01 * (a! - b!), -5 * b!],
};

it.each<[keyof typeof rules, string, number, Balance]>([
  ['multi_label', 'macro_f1', 0.8, 'none'],
  ['multi_label', 'macro_f1', 0.8, 'class_weights'],
  ['regression', 'r2', 0.9, 'none'],
])(
  'a head learns %s, and beats guessing: %s at least %d, balance %s',
  async (name, score, least, balance) => {
    const sources = {
      train: sourceOf('train', 240, rules[name]),
      validation: sourceOf('validation', 80, rules[name]),
      test: sourceOf('test', 80, rules[name]),
      stored: { bytes: 0, forwardPasses: 0, seconds: 0 },
      perEpoch: { train: false, validation: false, test: false },
      dispose: async () => undefined,
    };
    const { loss } = tasks[name];
    const task = prepareTask(name, { outputs, loss, topK: 1 }, sources.train.targets);
    const phase = testPhase({ epochs: 12, labelSmoothing: 0 });
    const { job } = testJob(
      { ...testSchedule(phase), loss, monitor: score },
      {
        network: buildNetwork(
          tinyBackbone,
          16,
          tinyHead.filter((layer) => layer.kind !== 'dropout'),
          3,
        ),
        weights: initialWeights(1),
        task,
        batch: 16,
        balancing: task.balance(sources.train.targets, balance),
        guess: task.guess(sources.train.targets),
        order: (_, epoch) => createRandom(1, epoch).shuffle([...sources.train.targets.keys()]),
        openSources: async () => sources,
        createEngine: createTrainingEngine,
        scalars: stepScalars,
      },
    );
    const { metrics } = await runSchedule(job, freshCheckpoint, {
      save: async () => undefined,
      evaluate: (evaluate) => evaluate(async () => undefined),
    });
    expect(metrics.test!.loss).toBeLessThan(job.guess.loss);
    expect(metrics.test!.scores[score]).toBeGreaterThan(least);
  },
);
