import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { colourFolder, tinyPhases } from '../testing/image-folder.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import { runPipeline } from './run-pipeline.js';

let folder: string;
let data: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-engines-'));
  data = await colourFolder(12);
});
afterAll(async () => {
  for (const made of [folder, data]) await rm(made, { recursive: true, force: true });
});

/** Losses of all epochs, and the accuracy in the end, of a run with a head phase and one that trains batch-norm. */
async function train(engine: 'tensorflow' | 'portable') {
  const out = path.join(folder, engine);
  const { metrics } = await runPipeline(tinyPhases(data), {
    out,
    featureFolder: path.join(folder, `features-${engine}`),
    engine,
    findBackbone: () => tinyBackbone,
    onEvent: () => undefined,
  });
  const epochs = (await readFile(path.join(out, 'metrics.jsonl'), 'utf8')).trim().split('\n');
  return {
    accuracy: metrics.test?.scores.accuracy,
    losses: epochs.map((line) => JSON.parse(line).train.loss as number),
  };
}

it('a run comes to the same on the portable engine as on TensorFlow', async () => {
  // First, while nothing native is loaded: otherwise tfjs computes on TensorFlow too.
  const portable = await train('portable');
  const compiled = await train('tensorflow');
  expect(compiled.losses).toHaveLength(5);
  compiled.losses.forEach((loss, epoch) => void expect(portable.losses[epoch]).toBeCloseTo(loss, 5));
  expect(portable.accuracy).toBe(compiled.accuracy);
});
