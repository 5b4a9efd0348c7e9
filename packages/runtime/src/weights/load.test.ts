import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildBackbone } from '@tlp/language/backbones/build.js';
import type { Backbone } from '@tlp/language/backbones/card.js';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { imagenetClassifier } from '@tlp/language/backbones/imagenet-classifier.js';
import { resnet18 } from '@tlp/language/backbones/resnet.js';
import { endingAt } from '@tlp/language/backbones/until.js';
import { elementCount } from '@tlp/language/graph/shape.js';
import { backboneParameters } from '@tlp/language/weights/fit.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256File } from '../files/hash.js';
import { checkWeightFile, loadBackboneWeights } from './load.js';
import { type FloatTensor, writeSafetensors } from './safetensors-write.js';
import { shapeInFile } from './transpose.js';

/** The first two stages of ResNet-18, under its names: its file is a twentieth. */
const small: Backbone = {
  ...resnet18,
  build: endingAt(resnet18, 'layer2').build,
  classifier: imagenetClassifier(128),
};
const graph = buildBackbone(small, 64);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-load-'));
});

/** A file such as the reference implementation saves: value i of a tensor is i, all else zero. */
function publishedTensors(backbone: Backbone): Map<string, FloatTensor> {
  const [layout] = backbone.layouts;
  const { classifier } = backbone;
  const tensors = new Map<string, FloatTensor>();
  const add = (name: string, shape: readonly number[]) => {
    const place = layout!.locate(name);
    const inFile = shapeInFile(shape, place);
    const data = new Float32Array(elementCount(inFile));
    for (let i = 0; i < Math.min(20_000, data.length); i++) data[i] = i;
    tensors.set(place.tensor, { shape: inFile, data });
  };
  for (const { name, shape } of buildBackbone(backbone, 64).parameters) add(name, shape);
  add(classifier!.kernel, [classifier!.features, classifier!.classes]);
  add(classifier!.bias, [classifier!.classes]);
  return tensors;
}

async function save(name: string, tensors: ReadonlyMap<string, FloatTensor>): Promise<string> {
  const file = path.join(folder, name);
  await writeSafetensors(file, tensors);
  return file;
}

describe('weights from a file', () => {
  it('are found by the layout, turned to channels last, with the classifier and the file’s hash', async () => {
    const file = await save('resnet18.safetensors', publishedTensors(small));
    const loaded = await loadBackboneWeights(small, graph, { kind: 'file', path: file });
    expect([...loaded.weights.keys()]).toEqual(graph.parameters.map(({ name }) => name));
    for (const { name, shape } of graph.parameters) {
      expect([name, loaded.weights.get(name)!.length]).toEqual([name, elementCount(shape)]);
    }
    const [stem] = graph.parameters;
    expect(stem!.shape).toEqual([7, 7, 3, 64]);
    // [h=0, w=1, in=2, out=3] of [7,7,3,64] is [3, 2, 0, 1] of the file's [64,3,7,7].
    expect(loaded.weights.get(stem!.name)![1 * 3 * 64 + 2 * 64 + 3]).toBe(3 * 147 + 2 * 49 + 1);
    // [in=1, out=2] of [128,1000] is [2, 1] of the file's [1000,128].
    expect(loaded.classifier!.kernel[1 * 1000 + 2]).toBe(2 * 128 + 1);
    expect(loaded.classifier!.bias[7]).toBe(7);
    expect(loaded.hash).toBe(await sha256File(file));
  });

  it('may have lost the classifier, or have another head', async () => {
    const tensors = publishedTensors(small);
    tensors.delete('fc.weight');
    tensors.set('head.0.weight', { shape: [2], data: Float32Array.of(1, 2) });
    const file = await save('headless.safetensors', tensors);
    const loaded = await loadBackboneWeights(small, graph, { kind: 'file', path: file });
    expect(loaded.classifier).toBeUndefined();
  });

  it.each<[string, (tensors: Map<string, FloatTensor>) => unknown, RegExp]>([
    [
      'a missing tensor',
      (tensors) => tensors.delete('layer2.0.bn1.running_mean'),
      /^TLP255: .* do not fit resnet18: it has no tensor layer2\.0\.bn1\.running_mean\. Give a file/,
    ],
    [
      'another shape',
      (tensors) => tensors.set('conv1.weight', { shape: [1, 2], data: new Float32Array(2) }),
      /its tensor conv1\.weight is \[1,2\], not \[64,3,7,7\]/,
    ],
    [
      'a deeper sibling, which holds all of it and more',
      (tensors) => tensors.set('layer1.2.conv1.weight', { shape: [1], data: new Float32Array(1) }),
      /it has 1 tensors too many, the first layer1\.2\.conv1\.weight/,
    ],
  ])('are refused for %s', async (_, spoil, message) => {
    const tensors = publishedTensors(small);
    spoil(tensors);
    const file = await save('spoilt.safetensors', tensors);
    await expect(loadBackboneWeights(small, graph, { kind: 'file', path: file })).rejects.toThrow(message);
    await expect(checkWeightFile(file, small, graph)).rejects.toThrow(message);
  });

  it('of another backbone are recognised', async () => {
    const resnet50 = findBackbone('resnet50')!;
    const file = await save('resnet18.safetensors', publishedTensors(resnet18));
    const wrong = loadBackboneWeights(resnet50, buildBackbone(resnet50, 64), { kind: 'file', path: file });
    await expect(wrong).rejects.toThrow(
      /do not fit resnet50: .*They fit resnet18\. Write `backbone resnet18`/,
    );
  });
});

describe('weights for positions of patches', () => {
  const deit = findBackbone('deit_ti_16')!;
  const sides = { file: 4, graph: 6 };
  const positions = 'position_embedding/positions';

  /** Embeddings of a grid of 4×4 patches: every vector of the grid alike, the class token's another. */
  function tensorsOfGrid(cells = sides.file ** 2): Map<string, FloatTensor> {
    const tensors = publishedTensors(deit);
    const { shape } = tensors.get('pos_embed')!;
    const width = shape[2]!;
    const data = new Float32Array((1 + cells) * width).fill(3);
    data.fill(5, 0, width);
    return tensors.set('pos_embed', { shape: [1, 1 + cells, width], data });
  }

  it('are interpolated for another input size, but not the class token’s', async () => {
    const file = await save('positions.safetensors', tensorsOfGrid());
    const larger = buildBackbone(deit, sides.graph * 16);
    await checkWeightFile(file, deit, larger);
    const { weights } = await loadBackboneWeights(deit, larger, { kind: 'file', path: file });
    const values = weights.get(positions)!;
    const width = deit.classifier!.features;
    expect(values.length).toBe((1 + sides.graph ** 2) * width);
    expect(new Set(values.subarray(0, width))).toEqual(new Set([5]));
    for (const value of values.subarray(width)) expect(value).toBeCloseTo(3, 5);
  });

  it('are refused where they are of no square', async () => {
    const file = await save('oblong.safetensors', tensorsOfGrid(15));
    await expect(checkWeightFile(file, deit, buildBackbone(deit, 64))).rejects.toThrow(
      /its tensor pos_embed is \[1,16,192\], not \[1,17,192\]/,
    );
  });
});

describe('weights that were saved as a part of something', () => {
  const prefixed = (prefix: string, tensors: Map<string, FloatTensor>) =>
    new Map([...tensors].map(([name, tensor]) => [prefix + name, tensor]));
  const scalar = { shape: [], data: Float32Array.of(7) };

  it.each(['model.', 'module._orig_mod.', 'net.encoder.trunk.'])('are the same below %s', async (prefix) => {
    const tensors = prefixed(prefix, publishedTensors(small));
    tensors.set('n_averaged', scalar);
    tensors.set(`${prefix}bn1.num_batches_tracked`, scalar);
    tensors.set('criterion.weight', { shape: [2], data: Float32Array.of(1, 2) });
    const other = await save('prefixed.safetensors', tensors);
    const loaded = await loadBackboneWeights(small, graph, { kind: 'file', path: other });
    const [stem] = graph.parameters;
    expect(loaded.weights.size).toBe(graph.parameters.length);
    expect(loaded.weights.get(stem!.name)![1 * 3 * 64 + 2 * 64 + 3]).toBe(3 * 147 + 2 * 49 + 1);
    expect(loaded.classifier!.bias[7]).toBe(7);
  });

  it('are refused where two networks are in it, neither of them bare', async () => {
    const [q, k] = ['encoder_q.', 'encoder_k.'].map((p) => prefixed(p, publishedTensors(small)));
    const file = await save('moco.safetensors', new Map([...q!, ...k!]));
    await expect(checkWeightFile(file, small, graph)).rejects.toThrow(
      /holds the network twice, below `encoder_q\.` and below `encoder_k\.`\. Save the one you mean/,
    );
  });

  it('of a network that was renamed, hardly a name fits', async () => {
    const tensors = new Map([['4.0.conv1.weight', publishedTensors(small).get('conv1.weight')!]]);
    const file = await save('sequential.safetensors', tensors);
    await expect(checkWeightFile(file, small, graph)).rejects.toThrow(
      /it has no tensor conv1\.weight; its tensors are 4\.0\.conv1\.weight\./,
    );
  });

  it('are refused with what was looked for and what was found', async () => {
    const tensors = new Map(
      ['stem.conv', 'stem.norm', 'stages.0', 'stages.1'].map((name) => [
        `${name}.${'x'.repeat(100_000)}`,
        { shape: [1], data: new Float32Array(1) },
      ]),
    );
    const file = await save('other.safetensors', tensors);
    const error = await checkWeightFile(file, small, graph).catch((thrown: Error) => thrown.message);
    expect(error).toMatch(/no tensor conv1\.weight; its tensors are stem\.conv\.x+…x+, .* and 1 more/);
    expect(error!.length).toBeLessThan(800);
  });
});

describe('weights that nothing can be computed with are refused by the name of the tensor', () => {
  it.each<[string, string, number, RegExp]>([
    [
      'NaN',
      'layer1.0.conv1.weight',
      Number.NaN,
      /layer1\.0\.conv1\.weight in .* contains NaN: 1 of its 36864/,
    ],
    [
      'an infinite value',
      'bn1.bias',
      Number.NEGATIVE_INFINITY,
      /bn1\.bias in .* contains infinite values: 1 of its 64/,
    ],
    [
      'a negative variance',
      'bn1.running_var',
      -0.5,
      /bn1\.running_var in .* contains the negative variance -0\.5/,
    ],
    ['a NaN in the classifier', 'fc.bias', Number.NaN, /fc\.bias in .* contains NaN/],
  ])('%s', async (_, tensor, value, message) => {
    const tensors = publishedTensors(small);
    tensors.get(tensor)!.data[5] = value;
    const file = await save('unsound.safetensors', tensors);
    const loading = loadBackboneWeights(small, graph, { kind: 'file', path: file });
    await expect(loading).rejects.toThrow(message);
    await expect(loading).rejects.toThrow(/^TLP258: /);
  });

  it('a negative mean is none of these', async () => {
    const tensors = publishedTensors(small);
    tensors.get('bn1.running_mean')!.data[5] = -1;
    const file = await save('sound.safetensors', tensors);
    await loadBackboneWeights(small, graph, { kind: 'file', path: file });
  });
});

describe('other weights', () => {
  it('random ones are the same for the same seed', async () => {
    const stem = { ...graph, parameters: graph.parameters.slice(0, 5) };
    const [a, b, c] = await Promise.all(
      [1, 1, 2].map((seed) => loadBackboneWeights(small, stem, { kind: 'random' }, { seed })),
    );
    const { name } = backboneParameters(graph)[0]!;
    expect(a!.weights.get(name)).toEqual(b!.weights.get(name));
    expect([a!.hash === b!.hash, a!.hash === c!.hash]).toEqual([true, false]);
  });

  it('a source that the card does not have is refused with those it has', async () => {
    const unknown = loadBackboneWeights(small, graph, { kind: 'source', name: 'imagenet21k' });
    await expect(unknown).rejects.toThrow(/^TLP256: resnet18 has no published weights named imagenet21k/);
  });
});
