import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { buildBackbone } from '@tlp/language/backbones/build.js';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../modalities/images/testing.js';
import { loadOnnxRuntime } from '../../native/onnx.js';
import { createRandom } from '../../random.js';
import { initializeParameters } from '../../weights/initialize.js';
import { isLarge, writeModelFiles } from './large-model.js';
import { encodeOnnx } from './model-proto.js';
import { openSession } from './session.js';
import { onnxModel } from './write.js';

const graph = buildBackbone(findBackbone('squeezenet1_1')!, 64);
const model = onnxModel(graph, initializeParameters(graph.parameters, 1));

it('computes the same with its weights beside it', async () => {
  const folder = await temporaryFolder();
  const file = await writeModelFiles(folder, model);
  expect((await readdir(folder)).sort()).toEqual(['model.onnx', 'weights.bin']);
  // Nothing but small tensors is left in the model.
  expect((await stat(file)).size).toBeLessThan(0.1 * (await stat(path.join(folder, 'weights.bin'))).size);
  const ort = await loadOnnxRuntime();
  const random = createRandom('large model');
  const data = Float32Array.from({ length: 64 * 64 * 3 }, () => random.uniform(-1, 1));
  const feeds = { image: { data, shape: [1, 64, 64, 3] } };
  const [beside, whole] = await Promise.all(
    [file, encodeOnnx(model)].map(async (from) => {
      const session = await openSession(ort, from);
      const outputs = await session.run(feeds);
      await session.release();
      return outputs;
    }),
  );
  expect(beside).toEqual(whole);
});

it('is large from a gigabyte on', () => {
  const huge = { name: 'w', shape: [2 ** 28 + 1], data: { byteLength: 2 ** 30 + 4 } as Float32Array };
  expect([isLarge(model), isLarge({ ...model, initializers: [huge] })]).toEqual([false, true]);
});
