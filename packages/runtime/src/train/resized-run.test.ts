/** Runs whose phases read images of several sizes. */
import path from 'node:path';
import type { Phase, Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { expect, test } from 'vitest';
import { tinyPipeline } from '../testing/image-folder.js';
import { findTiny, tinyRuns } from '../testing/tiny-runs.js';
import { testPhase, tinyLayers } from '../testing/training-job.js';
import { readCheckpoint } from './checkpoint.js';
import { evaluateRun } from './evaluate-run.js';
import { loadModel } from './model.js';

const runs = tinyRuns();

const stem = tinyLayers.filter((name) => name.startsWith('stem'));
const head = (changes: Partial<Phase> = {}) => testPhase({ name: 'head', epochs: 2, ...changes });
const tune = (changes: Partial<Phase> = {}) =>
  testPhase({
    name: 'tune',
    freeze: '..stem',
    frozenLayers: stem,
    epochs: 2,
    batchNorm: 'train',
    ...changes,
  });

function pipelineAt(inputSize: number, ...phases: readonly Phase[]): Pipeline {
  const pipeline = tinyPipeline(runs.data, phases);
  return { ...pipeline, backbone: { ...pipeline.backbone, inputSize } };
}

const epochsOf = (events: readonly TrainEvent[], phase: string) =>
  events.flatMap((event) =>
    event.type === 'epoch-end' && event.phase === phase ? [[event.train, event.validation]] : [],
  );

test('a phase of its own size trains as a run of that size does', async () => {
  const [mixed, small] = await Promise.all([
    runs.run({}, pipelineAt(32, head({ inputSize: 16 }), tune())),
    runs.run({}, pipelineAt(16, head())),
  ]);
  expect(epochsOf(mixed.events, 'head')).toEqual(epochsOf(small.events, 'head'));
  expect(epochsOf(mixed.events, 'head')).toHaveLength(2);
});

test('each size has its own features, and one pass serves the phases of one size', async () => {
  const featureFolder = runs.fresh();
  const phases = [
    head({ inputSize: 16 }),
    tune({ name: 'small', inputSize: 16, batchNorm: 'frozen' }),
    tune({ name: 'large' }),
  ];
  const { result } = await runs.run({ featureFolder }, pipelineAt(32, ...phases));
  const [train, validation, test] = [15, 3, 6];
  expect(result.phases.map(({ forwardPasses }) => forwardPasses)).toEqual([
    train + validation,
    0,
    train + validation + test,
  ]);
  // The stem's map has four times as many places.
  const [, small, large] = result.phases.map(({ featureBytes }) => featureBytes);
  expect(large! / (train + validation + test)).toBe((4 * small!) / (train + validation));
});

test.each([
  ['nothing, where that was measured at another size', 16, false],
  ['the best of the phase before, where that has its size', undefined, true],
] as const)('a phase has to beat %s', async (_, inputSize, has) => {
  const out = runs.fresh();
  const controller = new AbortController();
  const onEvent = (event: TrainEvent) => {
    if (event.type === 'phase-start' && event.index === 2) controller.abort();
  };
  const pipeline = pipelineAt(32, head({ ...(inputSize && { inputSize }) }), tune());
  await expect(runs.run({ out, onEvent, signal: controller.signal }, pipeline)).rejects.toThrow('TLP850');
  const { state } = (await readCheckpoint(path.join(out, 'checkpoint')))!;
  expect(state.phase).toBe(1);
  expect(state.best !== null).toBe(has);
});

test('the size of the last phase is that of the model', async () => {
  const { out, result } = await runs.run({}, pipelineAt(32, head({ inputSize: 16 }), tune()));
  const model = await loadModel(out, findTiny);
  expect(model.inputSize).toBe(32);
  const again = await evaluateRun(out, { findBackbone: findTiny, engine: 'portable' });
  expect(again.metrics!.loss).toBeCloseTo(result.metrics.test!.loss, 4);
});

test.each([2, 4, 5, 7])('goes on after an interruption at batch %d to the same bits', async (stop) => {
  const pipeline = pipelineAt(32, head({ inputSize: 16 }), tune());
  const whole = await runs.run({}, pipeline);
  const out = runs.fresh();
  const controller = new AbortController();
  let batches = 0;
  const onEvent = (event: TrainEvent) => {
    if (event.type === 'batch' && ++batches === stop) controller.abort();
  };
  await expect(runs.run({ out, onEvent, signal: controller.signal }, pipeline)).rejects.toThrow('TLP850');
  await runs.run({ out, resume: true }, pipeline);
  const [resumed, straight] = await Promise.all([out, whole.out].map((one) => loadModel(one, findTiny)));
  expect(resumed!.weights).toEqual(straight!.weights);
});
