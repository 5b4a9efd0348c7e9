import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildBackbone } from '@tlp/language/backbones/build.js';
import type { Backbone } from '@tlp/language/backbones/card.js';
import { ofImages } from '@tlp/language/backbones/of-images.js';
import { dense } from '@tlp/language/graph/layers.js';
import { reshape } from '@tlp/language/graph/ops/tensor.js';
import { elementCount } from '@tlp/language/graph/shape.js';
import type { ImageBackbone } from '@tlp/language/modalities/images/preprocessing.js';
import { backboneFor } from '@tlp/language/modalities/index.js';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { writeMadeUpWeights } from '../testing/made-up-weights.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import { adaptChannels } from './adapt-channels.js';
import { loadBackboneWeights } from './load.js';

/** As `writeMadeUpWeights` has it. */
const madeUp = (i: number): number => Math.sin(7 * i) / 10;

// One place, two filters: red, green and blue of each.
const kernel = Float32Array.of(1, 10, 2, 20, 3, 30);

test.each([
  [1, [6, 60]],
  [2, [1.5, 15, 3, 30]],
  [3, [1, 10, 2, 20, 3, 30]],
  [4, [0.75, 7.5, 1.5, 15, 2.25, 22.5, 0.75, 7.5]],
])('a kernel of RGB for %i channels', (channels, expected) => {
  expect([...adaptChannels(kernel, 'stem/kernel', [1, 1, 3, 2], [1, 1, channels, 2])]).toEqual(expected);
});

test.each([
  [
    [3, 2],
    [1, 2],
  ],
  [
    [1, 1, 3, 2],
    [1, 1, 1, 4],
  ],
])('what is no kernel over channels is refused: %o for %o', (from, to) => {
  expect(() => adaptChannels(kernel, 'stem/kernel', from, to)).toThrow(
    /stem\/kernel has the shape \[.*needs/,
  );
});

describe('a weight file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tlp-adapt-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const plain: ImageBackbone = {
    ...tinyBackbone,
    layouts: [{ name: 'plain', locate: (tensor) => ({ tensor, transpose: 'none' }) }],
  };
  const gray = backboneFor(plain, { channels: 1 });
  const load = async (written: Backbone, read: Backbone) => {
    const file = path.join(folder, 'weights.safetensors');
    await writeMadeUpWeights(file, written);
    const { weights } = await loadBackboneWeights(read, buildBackbone(read, 32), {
      kind: 'file',
      path: file,
    });
    return weights.get('stem/conv/kernel')!;
  };

  it('for as many channels as are read is taken as it is, one for RGB is adapted', async () => {
    expect(await load(gray, gray)).toEqual(Float32Array.from({ length: 3 * 3 * 8 }, (_, i) => madeUp(i)));
    const adapted = await load(plain, gray);
    expect(adapted).toHaveLength(3 * 3 * 8);
    expect(adapted[1]).toBeCloseTo(madeUp(1) + madeUp(9) + madeUp(17), 6);
  });

  it('of another number of channels fits neither', async () => {
    const rgba = backboneFor(plain, { channels: 4 });
    await expect(load(rgba, gray)).rejects.toThrow(/stem\/conv\/kernel is \[3,3,4,8\], not \[3,3,3,8\]/);
  });

  it('of a network that reads images otherwise cannot be adapted', async () => {
    const flat: ImageBackbone = {
      ...plain,
      ...ofImages((b, image) => {
        const values = b.apply(reshape, [image], { shape: ['batch', elementCount(b.type(image).shape)] });
        return b.block('stem', () => dense(b, 'stem/conv', values, 4));
      }),
    };
    await expect(load(flat, backboneFor(flat, { channels: 1 }))).rejects.toMatchObject({
      diagnostics: [{ code: 'TLP259' }],
    });
  });
});
