/** EfficientNet-Lite0 with its ImageNet weights sees what PyTorch's sees, in pixels and in image files. */
import { fileURLToPath } from 'node:url';
import { buildBackbone } from '@tlp/language/backbones/build.js';
import { efficientnetLite0 } from '@tlp/language/backbones/efficientnet-lite.js';
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { reduceMean } from '@tlp/language/graph/ops/tensor.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import { createNormalize } from '../modalities/images/normalize.js';
import { decodeImage } from '../modalities/images/read-image.js';
import { cosine, relativeError } from '../testing/compare.js';
import { formulaPixels } from '../testing/formula.js';
import { imageFile, lite0Golden, type View } from '../testing/goldens.js';
import { type BackboneWeights, loadBackboneWeights } from './load.js';

const golden = lite0Golden();
const { preprocessing, classifier } = efficientnetLite0;
const normalize = createNormalize(preprocessing);

/** `image -> features[N,1280]`: the backbone, averaged over positions. */
function pooledGraph(size: number) {
  const graph = buildBackbone(efficientnetLite0, size);
  const b = GraphBuilder.from(graph);
  return b.finish([b.apply(reduceMean, graph.outputs, { axes: [1, 2], keepDims: false })]);
}

let published: BackboneWeights;
beforeAll(async () => {
  const choice = { kind: 'source', name: 'imagenet' } as const;
  published = await loadBackboneWeights(efficientnetLite0, buildBackbone(efficientnetLite0), choice);
});

/** One for each size and engine: to make one takes longer than to run it. */
const sessions = new Map<string, ReturnType<typeof createInferenceEngine>>();
afterAll(async () => {
  for (const session of sessions.values()) await (await session).dispose();
});

async function featuresOf(pixels: Uint8Array, size: number, engine: 'onnx' | 'tensorflow') {
  const data = new Float32Array(size * size * 3);
  normalize(pixels, data, 0);
  const key = `${engine} ${size}`;
  const made = sessions.get(key) ?? createInferenceEngine(pooledGraph(size), published.weights, { engine });
  sessions.set(key, made);
  const [features] = await (await made).run({ image: { data, shape: [1, size, size, 3] } });
  return features!;
}

/** Classes by falling logit. */
function ranking(features: Float32Array): readonly { readonly class: number; readonly logit: number }[] {
  const { kernel, bias } = published.classifier!;
  const logits = Array.from(bias, (logit, c) => {
    const contributions = features.map((feature, i) => feature * kernel[i * classifier!.classes + c]!);
    return { class: c, logit: contributions.reduce((a, b) => a + b, logit) };
  });
  return logits.sort((a, b) => b.logit - a.logit);
}

const views = golden.pixels.flatMap((view) =>
  (['onnx', 'tensorflow'] as const).map((engine) => [view.size, engine, view] as const),
);

describe('pixels', () => {
  it.each(views)(
    'at %i pixels have PyTorch’s features and best classes on %s',
    async (size, engine, view) => {
      const features = await featuresOf(formulaPixels(size), size, engine);
      expect(relativeError(features, view.features)).toBeLessThan(1e-3);
      const best = ranking(features).slice(0, 5);
      expect(best.map((guess) => guess.class)).toEqual(view.top5.map((guess) => guess.class));
      best.forEach(({ logit }, i) => void expect(logit).toBeCloseTo(view.top5[i]!.logit, 2));
    },
  );
});

const files = golden.images.flatMap(({ file, views }) =>
  views.map((view) => [file, view.size, view] as const),
);

describe('an image file', () => {
  it.each(files)('%s has PyTorch’s features at %i pixels', async (file, size, view) => {
    const features = await lookAt(file, view);
    expect(features).toHaveLength(1280);
    expect(cosine(features, view.features)).toBeGreaterThanOrEqual(0.999);
    const sure = view.top5[0]!.logit - view.top5[1]!.logit > 0.5;
    if (sure) expect(ranking(features)[0]!.class).toBe(view.top5[0]!.class);
    expect(size).toBe(view.size);
  });

  it.each([
    ['camera.png', 872, 'tripod'],
    ['cat.jpg', 285, 'Egyptian cat'],
    ['coffee.jpg', 967, 'espresso'],
  ] as const)('%s shows ImageNet’s class %i, %s', async (file, expected, _title) => {
    const native = golden.images.find((p) => p.file === file)!.views.find((v) => v.size === 224)!;
    expect(ranking(await lookAt(file, native))[0]!.class).toBe(expected);
  });
});

async function lookAt(file: string, { size }: View): Promise<Float32Array> {
  const { interpolation } = preprocessing;
  const path = fileURLToPath(imageFile(file));
  return featuresOf(await decodeImage({ path }, { size, resize: 'stretch', interpolation }), size, 'onnx');
}
