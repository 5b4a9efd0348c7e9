import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TlpError } from '@tlp/language/diagnostic.js';
import { describe, expect, it } from 'vitest';
import type { ImageExample } from './example.js';
import { type LoadOptions, loadBatches } from './loader.js';
import { openImages } from './open.js';
import { createPixelCache } from './pixel-cache.js';
import { decodeImage } from './read-image.js';
import { classes, folderOf, image, imageData } from './testing.js';

const SIZE = 4;
const LENGTH = SIZE * SIZE * 3;

const options: LoadOptions<ImageExample> = {
  size: SIZE,
  resize: 'stretch',
  preprocessing: {
    interpolation: 'bilinear',
    order: 'rgb',
    scale: 255,
    mean: [0, 0, 0],
    deviation: [1, 1, 1],
  },
  batch: 4,
};

async function examplesOf(n: number): Promise<readonly ImageExample[]> {
  const root = await folderOf(classes({ a: Math.floor(n / 2), b: Math.ceil(n / 2) }));
  const all = { kind: 'fraction', stratified: true, train: 1, validation: 0, test: 0 } as const;
  const { dataSet } = await openImages(imageData(root, all));
  return dataSet.splits.train;
}

async function collect(examples: readonly ImageExample[], changes: Partial<LoadOptions<ImageExample>> = {}) {
  const batches = [];
  for await (const { data, examples: shown, indices } of loadBatches(examples, { ...options, ...changes }))
    batches.push({ data, examples: shown, indices });
  return batches;
}

describe('loadBatches', () => {
  it('gives normalised images in order, the last batch with the rest', async () => {
    const examples = await examplesOf(10);
    const batches = await collect(examples);
    expect(batches.map((b) => b.examples.length)).toEqual([4, 4, 2]);
    expect(batches.flatMap((b) => b.examples)).toEqual(examples);
    for (const { data, examples: shown } of batches) {
      expect(data).toHaveLength(shown.length * LENGTH);
      for (const [i, example] of shown.entries()) {
        const pixels = await decodeImage(example, { ...options, interpolation: 'bilinear' });
        expect(data.subarray(i * LENGTH, (i + 1) * LENGTH)).toEqual(
          Float32Array.from(pixels, (p) => p / 255),
        );
      }
    }
  });

  it('uses the memory of a batch again that is done with, and no other', async () => {
    const examples = await examplesOf(40);
    const expected = (await collect(examples)).map(({ data }) => Float32Array.from(data));
    expect(new Set((await collect(examples)).map(({ data }) => data.buffer)).size).toBe(10);
    const memory = new Set<unknown>();
    const seen: Float32Array[] = [];
    for await (const { data, reuse } of loadBatches(examples, options)) {
      memory.add(data.buffer);
      seen.push(Float32Array.from(data));
      reuse();
    }
    expect(seen).toEqual(expected);
    expect(memory.size).toBeLessThan(10);
  });

  it('follows an order with repeats and omissions', async () => {
    const examples = await examplesOf(6);
    const batches = await collect(examples, { order: [5, 0, 5, 3, 1] });
    expect(batches.flatMap((b) => [...b.indices])).toEqual([5, 0, 5, 3, 1]);
    const [first] = batches;
    expect(first!.data.subarray(0, LENGTH)).toEqual(first!.data.subarray(2 * LENGTH, 3 * LENGTH));
  });

  it('is empty for no images', async () => {
    expect(await collect([])).toEqual([]);
  });

  it('augments by the place in the order and leaves the cache as decoded', async () => {
    const examples = await examplesOf(4);
    const cache = createPixelCache(1e6);
    const plain = await collect(examples, { cache });
    const seen: [string, number][] = [];
    const [batch] = await collect(examples, {
      cache,
      order: [2, 2, 1],
      augment: (pixels, example, position) => {
        seen.push([example.id, position]);
        return pixels.map((p) => 255 - p);
      },
    });
    expect(seen.sort((a, b) => a[1] - b[1])).toEqual([2, 2, 1].map((i, at) => [examples[i]!.id, at]));
    expect(batch!.data[0]).toBeCloseTo(1 - plain[0]!.data[2 * LENGTH]!, 5);
    expect(await collect(examples, { cache })).toEqual(plain);
  });

  it('decodes an image once where the cache has room', async () => {
    const examples = await examplesOf(8);
    const cache = createPixelCache(5 * LENGTH);
    const decoded: string[] = [];
    const counting = {
      ...cache,
      set(key: string, pixels: Uint8Array) {
        decoded.push(key);
        cache.set(key, pixels);
      },
    };
    const first = await collect(examples, { cache: counting });
    expect(decoded).toHaveLength(8);
    expect(cache.bytes).toBe(5 * LENGTH);
    expect(await collect(examples, { cache: counting })).toEqual(first);
    expect(decoded).toHaveLength(11);
  });

  it('stays a fixed number of batches ahead of a slow consumer', async () => {
    const examples = await examplesOf(24);
    const decoded = new Set<string>();
    const batches = loadBatches(examples, {
      ...options,
      batch: 2,
      ahead: 3,
      augment: (pixels, example) => {
        decoded.add(example.id);
        return pixels;
      },
    });
    for (let taken = 1; taken <= 3; taken++) {
      await batches.next();
      await new Promise((resolve) => setTimeout(resolve, 60));
      // The one in use, and those being prepared.
      expect(decoded.size).toBeLessThanOrEqual(2 * (taken + 1 + 3));
      expect(decoded.size).toBeGreaterThan(2 * taken);
    }
    await batches.return();
  });

  it('reports all images that are damaged, with their paths', async () => {
    const examples = await examplesOf(30);
    const bad = [3, 17, 29].map((i) => examples[i]!.path);
    for (const path of bad) await writeFile(path, 'no image any more');
    const error = await collect(examples).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(TlpError);
    const { diagnostics, exitCode } = error as TlpError;
    expect(diagnostics.map((d) => d.file).sort()).toEqual([...bad].sort());
    expect(exitCode).toBe(1);
  });

  it('reports ten of many', async () => {
    const examples = await examplesOf(30);
    for (const { path } of examples) await writeFile(join(path), '');
    const error = await collect(examples).catch((e: unknown) => e);
    expect((error as TlpError).diagnostics).toHaveLength(10);
  });

  it('leaves out what cannot be used where somebody hears of it', async () => {
    const examples = await examplesOf(10);
    const whole = await collect(examples);
    for (const i of [1, 8, 9]) await writeFile(examples[i]!.path, 'no image any more');
    const heard: string[] = [];
    const batches = await collect(examples, { onUnusable: ({ id }) => void heard.push(id) });
    expect(heard.sort()).toEqual([1, 8, 9].map((i) => examples[i]!.id));
    expect(batches.map((b) => [...b.indices])).toEqual([[0, 2, 3], [4, 5, 6, 7], []]);
    const row = (i: number) =>
      whole[Math.floor(i / 4)]!.data.subarray((i % 4) * LENGTH, ((i % 4) + 1) * LENGTH);
    expect(batches[0]!.data).toEqual(Float32Array.from([0, 2, 3].flatMap((i) => [...row(i)])));
    expect(batches[1]!.data).toEqual(whole[1]!.data);
    expect(batches[2]!.data).toHaveLength(0);
  });

  it('does not take another image for the one that was hashed', async () => {
    const examples = await examplesOf(6);
    await writeFile(examples[2]!.path, await image('another one'));
    const error = await collect(examples).catch((e: unknown) => e);
    expect((error as TlpError).diagnostics).toMatchObject([{ code: 'TLP385', file: examples[2]!.path }]);
    // Without a hash there is nothing that it could be taken for.
    const named = examples.map(({ path }) => ({ path }));
    const decoded = [];
    for await (const batch of loadBatches(named, options as LoadOptions<{ path: string }>))
      decoded.push(batch);
    expect(decoded.flatMap((b) => b.examples)).toEqual(named);
  });
});
