import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ImageData } from '@tlp/language/modalities/images/data.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colourFolder, tinyPipeline } from '../testing/image-folder.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import { testPhase } from '../testing/training-job.js';
import { loadModel } from './model.js';
import { type RunOptions, runPipeline } from './run-pipeline.js';

const findBackbone = () => tinyBackbone;
let folder: string;
let data: string;
let next = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-augmented-'));
  data = await colourFolder(8);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await rm(data, { recursive: true });
});

function pipelineWith(changes: Partial<ImageData>): Pipeline {
  const pipeline = tinyPipeline(data, [testPhase({ epochs: 3 })]);
  return { ...pipeline, data: { ...pipeline.data, ...changes } };
}

async function run(pipeline: Pipeline, options: Partial<RunOptions> = {}) {
  const out = options.out ?? path.join(folder, `run-${next++}`);
  const result = await runPipeline(pipeline, {
    engine: 'portable',
    featureFolder: path.join(folder, 'features'),
    findBackbone,
    onEvent: () => undefined,
    ...options,
    out,
  });
  return { out, phase: result.phases[0]!, weights: (await loadModel(out, findBackbone)).weights };
}

const augment = [
  { kind: 'flip', horizontal: true, vertical: false },
  { kind: 'rotate', degrees: 20 },
] as const;

describe('augmentation', () => {
  it('draws fresh images in every epoch; validation and test still come from the store', async () => {
    const events: TrainEvent[] = [];
    const onEvent = (event: TrainEvent) => void events.push(event);
    const { phase } = await run(pipelineWith({ augment }), { onEvent });
    const { train, validation, test } = events.find((e) => e.type === 'run-start')!.examples;
    const stored = new Set(events.flatMap((e) => (e.type === 'features' ? e.split : [])));
    expect([...stored]).toEqual(['validation', 'test']);
    expect(phase.forwardPasses).toBe(validation + test + 3 * train);
  });

  it('stores as many views as are asked for, and no more than the phase has epochs', async () => {
    const plain = await run(pipelineWith({}));
    const two = await run(pipelineWith({ augment, variants: 2 }));
    const many = await run(pipelineWith({ augment, variants: 9 }));
    const rows = (bytes: number) => bytes / (4 * 8);
    const [train, fixed] = [15, 9];
    expect(rows(plain.phase.featureBytes)).toBe(train + fixed);
    expect(rows(two.phase.featureBytes)).toBe(2 * train + fixed);
    expect(rows(many.phase.featureBytes)).toBe(3 * train + fixed);
    // Two of the three views lie in the store already.
    expect(many.phase.forwardPasses).toBe(train);
    expect(two.weights).not.toEqual(plain.weights);
  });

  it.each([
    ['fresh images', { augment }],
    ['stored views', { augment, variants: 2 }],
    ['balanced sampling', { augment, balance: 'sampling' }],
  ] as const)('goes on after an interruption to the same bits: %s', async (_, changes) => {
    const pipeline = pipelineWith(changes);
    const whole = await run(pipeline);
    for (const stop of [1, 3, 4]) {
      const out = path.join(folder, `stopped-${next++}`);
      const controller = new AbortController();
      let batches = 0;
      const onEvent = (event: TrainEvent) => {
        if (event.type === 'batch' && ++batches === stop) controller.abort();
      };
      await expect(run(pipeline, { out, onEvent, signal: controller.signal })).rejects.toThrow('TLP850');
      expect((await run(pipeline, { out, resume: true })).weights).toEqual(whole.weights);
    }
  });
});

it('weighs classes by their number where asked to', async () => {
  const plain = await run(pipelineWith({ split: { ...imbalance } }));
  const weighed = await run(pipelineWith({ split: { ...imbalance }, balance: 'class_weights' }));
  expect(weighed.weights).not.toEqual(plain.weights);
});

/** A random split leaves the classes unequal. */
const imbalance = {
  kind: 'fraction',
  stratified: false,
  train: 0.5,
  validation: 0.3,
  test: 0.2,
} as const;
