import { buildBackbone } from '@tlp/language/backbones/build.js';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { closeTo } from '../testing/close-to.js';
import { initializeParameters } from '../weights/initialize.js';
import { createInferenceEngine } from './create-inference-engine.js';

const size = 64;

function images(count: number): Float32Array {
  const random = createRandom('inference', 'images');
  return Float32Array.from({ length: count * size * size * 3 }, () => random.uniform(-1, 1));
}

const feed = (data: Float32Array) => ({
  image: { data, shape: [data.length / (size * size * 3), size, size, 3] },
});

/** A network of each kind; `parity.test.ts` has the rest. */
describe.each(['efficientnet_lite0', 'resnet18', 'vit_s_16', 'swin_t'])('%s with random weights', (name) => {
  it('gives the same feature map on ONNX Runtime, on TensorFlow and on the portable engine', async () => {
    const graph = buildBackbone(findBackbone(name)!, size);
    const weights = initializeParameters(graph.parameters, 1);
    const [portable, onnx, tensorflow] = await Promise.all(
      (['portable', 'onnx', 'tensorflow'] as const).map(async (engine) => {
        const made = await createInferenceEngine(graph, weights, { engine });
        expect(made.name).toBe(engine);
        const [features] = await made.run(feed(images(1)));
        await made.dispose();
        return features!;
      }),
    );
    closeTo(onnx!, portable!, 1e-3);
    closeTo(tensorflow!, portable!, 1e-3);
  });
});

it('says the same of an image, to the bit, whatever else is in the batch', async () => {
  const graph = buildBackbone(findBackbone('efficientnet_lite0')!, size);
  const onnx = await createInferenceEngine(graph, initializeParameters(graph.parameters, 1), {
    engine: 'onnx',
  });
  const data = images(7);
  const [together] = await onnx.run(feed(data));
  const each = data.length / 7;
  const rows = together!.length / 7;
  for (const i of [0, 3, 6]) {
    const [alone] = await onnx.run(feed(data.slice(i * each, (i + 1) * each)));
    expect(alone).toEqual(together!.slice(i * rows, (i + 1) * rows));
  }
  await onnx.dispose();
});
