import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadTfjs } from '../engines/portable/load-tfjs.js';
import { loadTensorFlow } from '../native/load.js';
import { colourFolder, tinyPhases } from '../testing/image-folder.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import { runPipeline } from './run-pipeline.js';

// TensorFlow first: loaded later, it would take the portable engine's backend away.
it.each([
  ['tensorflow', loadTensorFlow],
  ['portable', loadTfjs],
] as const)('training on the %s engine leaves no tensors behind', async (engine, load) => {
  const tf = await load();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-tensors-'));
  const data = await colourFolder(5);
  const counts: number[] = [];
  const pipeline = tinyPhases(data);
  const phases = pipeline.schedule.phases.map((phase) => ({ ...phase, epochs: 10 }));
  const before = tf.memory().numTensors;
  await runPipeline(
    { ...pipeline, schedule: { ...pipeline.schedule, phases } },
    {
      out: path.join(folder, 'run'),
      featureFolder: path.join(folder, 'features'),
      engine,
      findBackbone: () => tinyBackbone,
      onEvent: ({ type }) => {
        if (type === 'epoch-end') counts.push(tf.memory().numTensors);
      },
    },
  );
  expect(counts).toHaveLength(20);
  expect(new Set(counts).size, counts.join(' ')).toBe(1);
  expect(tf.memory().numTensors).toBe(before);
  await rm(folder, { recursive: true });
  await rm(data, { recursive: true });
});
