import { cutNetwork, type PhaseProgram } from '@tlp/language/graph/cut.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import { concrete } from '@tlp/language/graph/shape.js';
import type { HeadLayer, Optimizer } from '@tlp/language/resolve/pipeline.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPortableTraining } from '../engines/portable/training.js';
import { createTensorFlowTraining } from '../engines/tensorflow/training.js';
import type { Feeds, TrainingEngine } from '../engines/types.js';
import { loadTensorFlow, type TensorFlow } from '../native/load.js';
import { createRandom } from '../random.js';
import { crossEntropyLoss } from '../tasks/classification/loss.js';
import { closeTo } from '../testing/close-to.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import { optimizerScalars } from './optimizers/scalars.js';
import { type TrainingEngineOptions, targetInput, weightInput } from './training-engine.js';

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

const head: HeadLayer[] = [
  { kind: 'pool', mode: 'both' },
  { kind: 'dense', units: 6, activation: 'swish' },
  { kind: 'batch_norm' },
  { kind: 'dropout', rate: 0.25 },
  { kind: 'dense', units: 'classes', activation: null },
];
const classes = 3;
const network = buildNetwork(tinyBackbone, 16, head, classes);

function uniform(key: string, size: number, low: number, high: number): Float32Array {
  const random = createRandom('training-engine', key);
  return Float32Array.from({ length: size }, () => random.uniform(low, high));
}

const weights = new Map(
  network.parameters.map((p) => {
    const size = p.shape.reduce((n, d) => n * d, 1);
    const positive = p.role === 'variance' || p.role === 'scale';
    return [p.name, positive ? uniform(p.name, size, 0.5, 1.5) : uniform(p.name, size, -0.4, 0.4)];
  }),
);

function feedsOf(program: PhaseProgram, step: number, batch = 4): Feeds {
  const inputs = [...program.features, ...program.masks].map(({ name, type }) => {
    const shape = concrete(type.shape, { batch });
    const mask = name.startsWith('mask/');
    const data = uniform(
      `${name} ${step}`,
      shape.reduce((n, d) => n * d, 1),
      mask ? 0 : -1,
      1,
    );
    return [name, { data: mask ? data.map((v) => (v < 0.25 ? 0 : 1 / 0.75)) : data, shape }];
  });
  const target = new Float32Array(batch * classes);
  for (let i = 0; i < batch; i++) target[i * classes + ((i + step) % classes)] = 1;
  return {
    ...Object.fromEntries(inputs),
    [targetInput]: { data: target, shape: [batch, classes] },
    [weightInput]: { data: uniform(`weight ${step}`, batch, 0.5, 2), shape: [batch] },
  };
}

const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
const optimizers: Record<string, Optimizer> = {
  'plain SGD with L2': { kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0.05 },
  'SGD with momentum': { kind: 'sgd', momentum: 0.9, nesterov: false, weightDecay: 0 },
  'Nesterov momentum': { kind: 'sgd', momentum: 0.9, nesterov: true, weightDecay: 0 },
  Adam: { kind: 'adam', ...adam, weightDecay: 0 },
  'Adam with L2': { kind: 'adam', ...adam, weightDecay: 0.1 },
  AdamW: { kind: 'adamw', ...adam, weightDecay: 0.1 },
  LAMB: { kind: 'lamb', ...adam, weightDecay: 0.1 },
  Lion: { kind: 'lion', beta1: 0.9, beta2: 0.99, weightDecay: 0.1 },
  RMSprop: { kind: 'rmsprop', rho: 0.9, momentum: 0.5, epsilon: 1e-7, weightDecay: 0 },
};

const phaseOf = (optimizer: Optimizer, more: Partial<TrainingEngineOptions['phase']> = {}) => ({
  optimizer,
  clipNorm: null,
  accumulate: 1,
  ...more,
});

/** Of the lowest layers a tenth, and of one kernel four times the rate. */
const rateFactors = Object.fromEntries([
  ...network.parameters.filter((p) => p.block === 'stem').map((p) => [p.name, 0.1]),
  ['head/dense/kernel', 4],
]);

const cases: [string, { phase: TrainingEngineOptions['phase']; frozen?: string; batchNorm?: 'train' }][] = [
  ...Object.entries(optimizers).map(([name, optimizer]): (typeof cases)[number] => [
    name,
    { phase: phaseOf(optimizer) },
  ]),
  ...['AdamW', 'LAMB', 'Lion', 'SGD with momentum', 'RMSprop'].map((name): (typeof cases)[number] => [
    `${name} at rates of their own`,
    { phase: phaseOf(optimizers[name]!, { rateFactors }) },
  ]),
  ['clipping', { phase: phaseOf(optimizers.AdamW!, { clipNorm: 0.1 }) }],
  ['accumulation', { phase: phaseOf(optimizers.AdamW!, { accumulate: 2, clipNorm: 0.5 }) }],
  ['batch-norm by the batch', { phase: phaseOf(optimizers['SGD with momentum']!), batchNorm: 'train' }],
  ['a frozen stem', { phase: phaseOf(optimizers.Adam!), frozen: 'stem' }],
];

const programOf = ({ frozen, batchNorm = 'frozen' }: { frozen?: string; batchNorm?: 'frozen' | 'train' }) =>
  cutNetwork(network, {
    frozenLayers: new Set(network.layers.filter((l) => l.block === frozen).map((l) => l.name)),
    batchNorm,
  });

async function trainSteps(
  engine: TrainingEngine,
  program: PhaseProgram,
  phase: TrainingEngineOptions['phase'],
) {
  const results = [];
  for (let step = 1; step <= 3 * phase.accumulate; step++) {
    const update = Math.ceil(step / phase.accumulate);
    const scalars = optimizerScalars(phase.optimizer, update, 0.01 * update);
    results.push(await engine.train(feedsOf(program, step), scalars, step % phase.accumulate === 0));
  }
  return { results, variables: await engine.read(), evaluation: await engine.evaluate(feedsOf(program, 9)) };
}

describe.each(cases)('three steps with %s', (_name, { phase, ...rest }) => {
  it('leave the compiled engine where the portable one is, and what is frozen as it was', async () => {
    const program = programOf(rest);
    const options = { phase, weights, engine: 'auto', addLoss: crossEntropyLoss } as const;
    const expected = await trainSteps(createPortableTraining(tf, program, options), program, phase);
    const compiled = await createTensorFlowTraining(tf, program, options);
    const actual = await trainSteps(compiled, program, phase);
    await compiled.dispose();

    expected.results.forEach((result, i) => {
      expect(actual.results[i]!.loss).toBeCloseTo(result.loss, 4);
      closeTo(actual.results[i]!.logits, result.logits, 1e-4);
      if (result.gradientNorm === undefined) expect(actual.results[i]!.gradientNorm).toBeUndefined();
      else closeTo([actual.results[i]!.gradientNorm!], [result.gradientNorm], 1e-4);
    });
    expect([...actual.variables.keys()].sort()).toEqual(
      [...expected.variables.keys()].filter((name) => actual.variables.has(name)).sort(),
    );
    for (const name of program.trained) {
      const moved = deviationFrom(expected.variables.get(name)!, weights.get(name)!);
      expect(moved, `${name} was trained`).toBeGreaterThan(0);
      const [ours, theirs] = [actual, expected].map(({ variables }) =>
        difference(variables.get(name)!, weights.get(name)!),
      );
      // A bias before a batch-norm by the batch has no gradient but rounding.
      if (moved > 1e-6) closeTo(ours!, theirs!, 5e-3);
      else closeTo(ours!, new Float32Array(ours!.length), 1);
    }
    for (const { mean, variance } of program.statistics) {
      for (const name of [mean, variance])
        closeTo(actual.variables.get(name)!, expected.variables.get(name)!, 1e-4);
    }
    closeTo(actual.evaluation.logits, expected.evaluation.logits, 1e-3);
    closeTo(actual.evaluation.losses, expected.evaluation.losses, 1e-3);

    const updated = new Set([...program.trained, ...program.statistics.flatMap((s) => [s.mean, s.variance])]);
    const kept = [...weights].filter(([name]) => actual.variables.has(name) && !updated.has(name));
    if (rest.batchNorm !== 'train') expect(kept.length).toBeGreaterThan(0);
    for (const [name, value] of kept) expect(actual.variables.get(name), name).toEqual(value);
  });
});

it('moves a parameter of plain descent by its own share of the rate', async () => {
  const program = programOf({});
  const moved = async (factors?: Readonly<Record<string, number>>) => {
    const phase = phaseOf(
      { kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0 },
      factors ? { rateFactors: factors } : {},
    );
    const engine = await createTensorFlowTraining(tf, program, {
      phase,
      addLoss: crossEntropyLoss,
      weights,
      engine: 'tensorflow',
    });
    await engine.train(feedsOf(program, 1), optimizerScalars(phase.optimizer, 1, 0.5), true);
    const after = await engine.read();
    await engine.dispose();
    return (name: string) => difference(after.get(name)!, weights.get(name)!);
  };
  const [plain, own] = [await moved(), await moved(rateFactors)];
  closeTo(
    own('stem/conv/kernel'),
    plain('stem/conv/kernel').map((step) => 0.1 * step),
    1e-4,
  );
  closeTo(
    own('head/dense/kernel'),
    plain('head/dense/kernel').map((step) => 4 * step),
    1e-4,
  );
  expect(own('head/dense_2/kernel')).toEqual(plain('head/dense_2/kernel'));
});

it('gives the same weights twice, and continues from what it read to the same weights', async () => {
  const phase = phaseOf(optimizers.AdamW!);
  const program = programOf({ batchNorm: 'train' });
  const make = () =>
    createTensorFlowTraining(tf, program, {
      phase,
      weights,
      engine: 'tensorflow',
      addLoss: crossEntropyLoss,
    });
  const [first, second, resumed] = [await make(), await make(), await make()];
  const run = async (engine: TrainingEngine, from: number, to: number) => {
    for (let s = from; s <= to; s++) {
      await engine.train(feedsOf(program, s), optimizerScalars(phase.optimizer, s, 0.01), true);
    }
    return engine.read();
  };
  const whole = await run(first, 1, 4);
  expect(await run(second, 1, 4)).toEqual(whole);
  await run(second, 5, 6);
  await resumed.write(await run(await make(), 1, 2));
  expect(await run(resumed, 3, 4)).toEqual(whole);
});

const difference = (a: Float32Array, b: Float32Array) => a.map((value, i) => value - b[i]!);
const deviationFrom = (a: Float32Array, b: Float32Array) => Math.max(...difference(a, b).map(Math.abs));
