/** Images of one to four channels: decoded as Pillow does, changed, normalized, and read by a network that timm adapted. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildBackbone } from '@tlp/language/backbones/build.js';
import type { Backbone } from '@tlp/language/backbones/card.js';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { reduceMean } from '@tlp/language/graph/ops/tensor.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { prune } from '@tlp/language/graph/walk.js';
import { preprocessingOf } from '@tlp/language/modalities/images/channels.js';
import { preset } from '@tlp/language/modalities/images/presets.js';
import { backboneFor } from '@tlp/language/modalities/index.js';
import sharp from 'sharp';
import { describe, expect, it, test } from 'vitest';
import { createInferenceEngine } from '../../engines/create-inference-engine.js';
import { createRandom } from '../../random.js';
import { closeTo } from '../../testing/close-to.js';
import { formulaTensor, signed } from '../../testing/formula.js';
import { readGolden } from '../../testing/goldens.js';
import { loadBackboneWeights } from '../../weights/load.js';
import { type FloatTensor, writeSafetensors } from '../../weights/safetensors-write.js';
import { shapeInFile } from '../../weights/transpose.js';
import { augmentPixels } from './augment.js';
import { fillOf, toChannels, toRgb } from './channels.js';
import { decodeBytes } from './decode.js';
import { createNormalize } from './normalize.js';

const golden = readGolden<{
  readonly images: readonly {
    readonly mode: string;
    readonly png: string;
    readonly reads: readonly { readonly channels: number; readonly size: number; readonly pixels: string }[];
  }[];
  readonly side: number;
  readonly batch: number;
  readonly networks: readonly { readonly channels: number; readonly features: readonly number[] }[];
}>('channels.json');

const bilinear = { resize: 'stretch', interpolation: 'bilinear' } as const;

describe.each(golden.images)('an image of mode $mode', ({ png, reads }) => {
  it.each(reads)('is read as $channels channels at $size px as Pillow reads it', async (wanted) => {
    const { channels, size, pixels } = wanted;
    const expected = Buffer.from(pixels, 'base64');
    const actual = await decodeBytes(Buffer.from(png, 'base64'), 'x.png', { size, channels, ...bilinear });
    expect(actual.length).toBe(expected.length);
    // What is hardly seen may differ in color.
    const visible = (i: number): number =>
      channels % 2 === 1 || i % channels === channels - 1
        ? 1
        : expected[i - (i % channels) + channels - 1]! / 255;
    const differences = [...expected].map((value, i) => visible(i) * Math.abs(value - actual[i]!));
    // Reduced by more than four, images go two steps, and the edge of alpha is sharper than those of photos.
    const [mean, most] = size < 10 && channels % 2 === 0 ? [2.5, 20] : [0.8, 8];
    expect(differences.reduce((sum, one) => sum + one, 0) / expected.length).toBeLessThan(mean);
    expect(Math.max(...differences)).toBeLessThan(most);
  });
});

test.each([
  [1, [90]],
  [2, [90, 128]],
  [4, [90, 90, 90, 128]],
])('16 bits a channel with alpha are their upper 8 in %i channels', async (channels, pixel) => {
  const grey = { r: 90, g: 90, b: 90 };
  const create = { width: 3, height: 3, channels: 4, background: { ...grey, alpha: 128 / 255 } } as const;
  const png = await sharp({ create }).toColourspace('rgb16').png().toBuffer();
  expect((await sharp(png).metadata()).depth).toBe('ushort');
  const opaque = channels === 1 ? await sharp(png).removeAlpha().png().toBuffer() : png;
  const pixels = await decodeBytes(opaque, 'x.png', { size: 3, channels, ...bilinear });
  for (const [i, value] of pixels.entries())
    expect(Math.abs(value - pixel[i % channels]!)).toBeLessThanOrEqual(1);
});

test.each([
  [1, [117]],
  [2, [117, 0]],
  [4, [124, 116, 104, 0]],
])('what `pad` leaves free of %i channels is the mean color, transparent', async (channels, fill) => {
  const create = { width: 4, height: 2, channels: 3, background: 'white' } as const;
  const png = await sharp({ create }).png().toBuffer();
  const pixels = await decodeBytes(png, 'x.png', { ...bilinear, size: 4, channels, resize: 'pad' });
  expect([...pixels.subarray(0, channels)]).toEqual(fill);
  expect([...pixels.subarray(4 * channels, 5 * channels)]).toEqual(new Array(channels).fill(255));
});

describe('changes', () => {
  const rgb = Uint8Array.from({ length: 6 * 6 * 3 }, (_, i) => (i * 37) % 256);
  const alpha = Uint8Array.from({ length: 6 * 6 }, (_, i) => 7 * i);
  const steps = [
    { kind: 'flip', horizontal: true, vertical: false },
    { kind: 'rotate', degrees: 20 },
    { kind: 'brightness', amount: 0.4 },
    { kind: 'hue', amount: 0.2 },
  ] as const;
  const changed = (pixels: Uint8Array, channels: number) =>
    augmentPixels(pixels, { size: 6, channels }, steps, createRandom('channels'));

  it('are those of RGB, and leave alpha its own', () => {
    const withAlpha = changed(toChannels(rgb, 4, alpha), 4);
    expect(toRgb(withAlpha, 4)).toEqual(changed(rgb, 3));
    const moved = augmentPixels(alpha, { size: 6, channels: 1 }, steps.slice(0, 2), createRandom('channels'));
    expect(withAlpha.filter((_, i) => i % 4 === 3)).toEqual(moved);
  });

  it('of gray are those of a gray image of three channels', () => {
    const gray = toChannels(rgb, 1);
    expect(toRgb(changed(gray, 1), 1)).toEqual(changed(toRgb(gray, 1), 3));
  });

  it('erase with the mean color', () => {
    const erase = { kind: 'erase', probability: 1, minArea: 1, maxArea: 1 } as const;
    const erased = augmentPixels(
      toChannels(rgb, 2),
      { size: 6, channels: 2 },
      [erase],
      createRandom('erase'),
    );
    expect([...erased.subarray(0, 2)]).toEqual([...fillOf(2)]);
  });
});

describe('normalization', () => {
  const mean = (0.485 + 0.456 + 0.406) / 3;
  const deviation = (0.229 + 0.224 + 0.225) / 3;
  const torch = (x: number) => (x / 255 - mean) / deviation;
  const caffe = (x: number) => x - (103.939 + 116.779 + 123.68) / 3;
  it.each([
    ['torch', [10], [10].map(torch)],
    ['torch', [10, 255], [10, 255].map(torch)],
    ['torch', [10, 20, 30, 255], [10, 20, 30, 255].map(torch)],
    ['caffe', [10], [10].map(caffe)],
    ['caffe', [10, 255], [10, 255].map(caffe)],
    // Blue, green, red, as the kernels of such weights are, then alpha.
    ['caffe', [10, 20, 30, 255], [30, 20, 10, 255].map(caffe)],
  ] as const)('%s of %o takes the mean of the means', (name, pixel, expected) => {
    const target = new Float32Array(pixel.length);
    createNormalize(preprocessingOf(preset(name), pixel.length))(Uint8Array.from(pixel), target, 0);
    closeTo(target, [...expected], 1e-6);
  });
});

describe.each(golden.networks)('weights of RGB for $channels channels', ({ channels, features }) => {
  it('give the features that timm gives', async () => {
    const published = findBackbone('resnet18')!;
    const backbone = backboneFor(published, { channels });
    const { side, batch } = golden;
    const folder = await mkdtemp(path.join(tmpdir(), 'tlp-channels-'));
    try {
      const file = path.join(folder, 'resnet18.safetensors');
      await writeSafetensors(file, formulaFile(firstBlocks(published, side), published));
      const graph = firstBlocks(backbone, side);
      const { weights } = await loadBackboneWeights(backbone, graph, { kind: 'file', path: file });
      const engine = await createInferenceEngine(graph, weights, { engine: 'onnx' });
      const data = signed('picture', batch * side * side * channels, Math.sqrt(3));
      const [actual] = await engine.run({ image: { data, shape: [batch, side, side, channels] } });
      await engine.dispose();
      closeTo(actual!, features, 1e-4);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

/** The mean of what the first two blocks give: what comes after them reads no channels. */
function firstBlocks(backbone: Backbone, side: number): Graph {
  const whole = buildBackbone(backbone, side);
  const b = GraphBuilder.from(whole);
  const { output } = whole.blocks[1]!;
  return prune(b.finish([b.apply(reduceMean, [output], { axes: [1, 2], keepDims: false })]));
}

const formulaFile = ({ parameters }: Graph, { layouts }: Backbone): ReadonlyMap<string, FloatTensor> =>
  new Map(
    parameters.map(({ name, shape }) => {
      const { tensor, ...place } = layouts[0]!.locate(name);
      const inFile = shapeInFile(shape, place);
      return [tensor, { shape: inFile, data: formulaTensor(tensor, inFile).data as Float32Array }];
    }),
  );
