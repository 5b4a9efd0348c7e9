/** Batches whose words are answered one by one: the mean is over the words that were read. */

import { GraphBuilder } from '@tlp/language/graph/builder.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { cutNetwork } from '@tlp/language/graph/cut.js';
import { buildHead } from '@tlp/language/graph/network.js';
import { expect, test } from 'vitest';
import { createTrainingEngine } from '../compile/create-training-engine.js';
import { optimizerScalars } from '../compile/optimizers/scalars.js';
import { unread } from '../data/places.js';
import { createTask } from '../tasks/index.js';
import { softmaxCrossEntropy } from '../tasks/row-losses.js';
import { noSettings } from '../tasks/settings.js';
import { testPhase } from '../testing/training-job.js';
import { descent } from '../testing/training-numbers.js';
import { evaluateSource, trainBatches } from './epoch.js';
import { exampleLessons } from './lessons.js';
import type { ExampleSource } from './source.js';
import { noSums } from './state.js';

const outputs = ['B-x', 'I-x', 'O'];
const task = createTask('tagging', {
  outputs,
  loss: { kind: 'cross_entropy' },
  topK: 1,
  settings: { ...noSettings, scheme: 'bio' },
});

/** The states of tokens, two numbers each, straight to their tags. */
function programOf(): PhaseProgram {
  const b = new GraphBuilder();
  const features = b.input('features', { dtype: 'float32', shape: ['batch', 'tokens', 2] });
  const head = [{ kind: 'dense', units: 'tags', activation: null }] as const;
  const graph = b.finish([b.block('head', () => buildHead(b, { features }, head, 3))]);
  return cutNetwork(graph, { frozenLayers: new Set(), batchNorm: 'frozen' });
}

const states = [
  [0, 0, 1, 2, -1, 0.5, 0, 0],
  [0, 0, 2, 1, 0, 0, 0, 0],
];
const source: ExampleSource = {
  targets: [[0, 1, 2], [2]],
  places: [Int32Array.of(1, 2, unread.cut), Int32Array.of(1)],
  async *read(batches) {
    for (const examples of batches) {
      const data = Float32Array.from(examples.flatMap((example) => states[example]!));
      yield { feeds: { features: { data, shape: [examples.length, 4, 2] } }, examples };
    }
  },
};

const kernel = [0.3, -0.2, 0.1, 0.5, 0.4, -0.6];
const logitsAt = (x: number, y: number) => [0, 1, 2].map((k) => x * kernel[k]! + y * kernel[3 + k]!);
const losses = [
  softmaxCrossEntropy(logitsAt(1, 2), [0]),
  softmaxCrossEntropy(logitsAt(-1, 0.5), [1]),
  softmaxCrossEntropy(logitsAt(2, 1), [2]),
];
const mean = losses.reduce((sum, loss) => sum + loss, 0) / 3;

test.each(['portable', 'tensorflow'] as const)('in training and in evaluation, on %s', async (name) => {
  const program = programOf();
  const [feature] = program.features;
  const named: ExampleSource = {
    ...source,
    async *read(...asked) {
      for await (const { feeds, examples } of source.read(...asked)) {
        yield { feeds: { [feature!.name]: feeds.features! }, examples };
      }
    },
  };
  const phase = testPhase({ optimizer: descent, labelSmoothing: 0 });
  const engine = await createTrainingEngine(program, {
    phase,
    weights: new Map([
      ['head/dense/kernel', Float32Array.from(kernel)],
      ['head/dense/bias', new Float32Array(3)],
    ]),
    engine: name,
    addLoss: task.addLoss,
  });
  const evaluated = await evaluateSource(engine, named, { program, task, batch: 2 });
  expect(evaluated?.loss).toBeCloseTo(mean, 5);
  const setup = {
    phase,
    program,
    engine,
    lessons: exampleLessons(named, {
      task,
      balancing: task.balance(source.targets, 'none'),
      order: () => [0, 1],
      batch: 2,
      seed: 0,
      phase,
    }),
    seed: 0,
    stepsPerEpoch: 1,
    totalSteps: 1,
    scalars: (update: number, rate: number) => optimizerScalars(descent, update, rate),
  };
  for await (const { loss, sums } of trainBatches(setup, [[0, 1]], 0, { done: 0, sums: noSums })) {
    expect(loss).toBeCloseTo(mean, 5);
    expect(sums).toMatchObject({ count: 3, weight: 3 });
    expect(sums.loss / sums.count).toBeCloseTo(mean, 5);
  }
  await engine.dispose();
});
