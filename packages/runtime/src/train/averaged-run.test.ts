/** Runs that judge and keep an average of the weights. */
import path from 'node:path';
import type { Phase } from '@tlp/language/resolve/pipeline.js';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { expect, test } from 'vitest';
import { averageName } from '../compile/variables.js';
import { tinyPipeline } from '../testing/image-folder.js';
import { findTiny, tinyRuns } from '../testing/tiny-runs.js';
import { testPhase, tinyLayers } from '../testing/training-job.js';
import { readCheckpoint } from './checkpoint.js';
import { loadModel } from './model.js';

const runs = tinyRuns();

const tune = (changes: Partial<Phase> = {}): Phase =>
  testPhase({
    name: 'tune',
    freeze: '..stem',
    frozenLayers: tinyLayers.filter((name) => name.startsWith('stem')),
    batchNorm: 'train',
    optimizer: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
    learningRate: { kind: 'constant', rate: 0.01, warmup: 0 },
    epochs: 3,
    ...changes,
  });

const averaged = tune({ average: { kind: 'ema', decay: 0.9, warmup: true } });

const pipeline = (...phases: readonly Phase[]) => {
  const made = tinyPipeline(runs.data, phases);
  return { ...made, schedule: { ...made.schedule, monitor: 'loss' } };
};

const weightsOf = async (out: string) => (await loadModel(out, findTiny)).weights;

test('an average that keeps nothing is the weights themselves', async () => {
  const plain = await runs.run({}, pipeline(tune()));
  const copied = await runs.run({}, pipeline(tune({ average: { kind: 'ema', decay: 0, warmup: false } })));
  expect(await weightsOf(copied.out)).toEqual(await weightsOf(plain.out));
  expect(copied.result.metrics).toEqual(plain.result.metrics);
});

test('what is judged and kept is the average of the best epoch, and checkpoints hold both', async () => {
  const { out, result, events } = await runs.run({}, pipeline(averaged));
  const last = (await readCheckpoint(path.join(out, 'checkpoint')))!;
  const { bestEpoch, epochs } = result.phases[0]!;
  // With a loss that falls in every epoch, the best average is the last one.
  expect(bestEpoch).toBe(epochs);
  const weights = await weightsOf(out);
  const names = [...last.variables.keys()].filter((name) => last.variables.has(averageName(name)));
  expect(names).toContain('head/dense/kernel');
  for (const name of names) {
    expect(weights.get(name)).toEqual(last.variables.get(averageName(name)));
    expect(weights.get(name)).not.toEqual(last.variables.get(name));
  }
  const judged = events.findLast((event) => event.type === 'epoch-end')!;
  expect(judged.validation!.loss).toBeCloseTo(result.metrics.validation!.loss, 6);
});

test('the next phase starts from the average', async () => {
  const one = await runs.run({}, pipeline(averaged));
  // A rate of almost nothing leaves the weights where they are.
  const still = tune({
    name: 'still',
    epochs: 1,
    learningRate: { kind: 'constant', rate: 1e-12, warmup: 0 },
  });
  const two = await runs.run({}, pipeline(averaged, { ...still, batchNorm: 'frozen' }));
  const [first, second] = [await weightsOf(one.out), await weightsOf(two.out)];
  for (const [name, values] of first) {
    values.forEach((value, i) => void expect(second.get(name)![i]).toBeCloseTo(value, 6));
  }
});

test.each([
  ['portable', 1],
  ['portable', 3],
  ['portable', 4],
  ['tensorflow', 3],
] as const)('on %s, goes on after an interruption at batch %d to the same bits', async (engine, stop) => {
  const whole = await runs.run({ engine }, pipeline(averaged));
  const out = runs.fresh();
  const controller = new AbortController();
  let batches = 0;
  const onEvent = (event: TrainEvent) => {
    if (event.type === 'batch' && ++batches === stop) controller.abort();
  };
  const { signal } = controller;
  await expect(runs.run({ engine, out, onEvent, signal }, pipeline(averaged))).rejects.toThrow('TLP850');
  await runs.run({ engine, out, resume: true }, pipeline(averaged));
  expect(await weightsOf(out)).toEqual(await weightsOf(whole.out));
});
