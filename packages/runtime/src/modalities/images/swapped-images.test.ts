/** Files that are swapped between one reading and the next: what is computed from them never takes another's name. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { colourFolder, tinyPhases } from '../../testing/image-folder.js';
import { tinyBackbone } from '../../testing/tiny-backbone.js';
import { loadModel } from '../../train/model.js';
import { runPipeline } from '../../train/run-pipeline.js';
import { image } from './testing.js';

/** Says which readings of an image, counted over all that decode one, give another image's bytes. */
const swap = vi.hoisted(() => ({ isOther: (_: number): boolean => false, readings: 0, other: '' }));
vi.mock('../../files/regular.js', async (original) => {
  const real = await original<typeof import('../../files/regular.js')>();
  return {
    ...real,
    openRegular: async (file: string) => {
      if (!file.endsWith('.png')) return real.openRegular(file);
      const reading = swap.readings++;
      if (reading < 0 || !swap.isOther(reading)) return real.openRegular(file);
      await writeFile(swap.other, await image(`other ${reading}`, 16));
      return real.openRegular(swap.other);
    },
  };
});

let data: string;
let images: number;
let runs: string;
let next = 0;
beforeAll(async () => {
  data = await colourFolder(12);
  images = (await readdir(data, { recursive: true })).filter((name) => name.endsWith('.png')).length;
  runs = await mkdtemp(path.join(os.tmpdir(), 'tlp-swap-'));
  swap.other = path.join(runs, 'other.png');
});
afterAll(async () => {
  await rm(data, { recursive: true });
  await rm(runs, { recursive: true });
});

const find = (name: string) => (name === 'tiny' ? tinyBackbone : undefined);

async function run(features: string, isOther: (reading: number) => boolean) {
  swap.isOther = isOther;
  // Each is hashed before any is decoded.
  swap.readings = -images;
  const out = path.join(runs, `run-${next++}`);
  await runPipeline(tinyPhases(data), {
    out,
    engine: 'portable',
    findBackbone: find,
    featureFolder: path.join(runs, features),
    onEvent: () => undefined,
  });
  return (await loadModel(out, find)).weights;
}

let untouched: ReturnType<typeof run> | undefined;
const fresh = () => {
  untouched ??= run('fresh', () => false);
  return untouched;
};

it.each([
  ['every reading', () => true],
  ['every other reading', (reading: number) => reading % 2 === 1],
  ['the last readings', (reading: number) => reading > 25],
])('%s swapped: the run is refused, and leaves nothing wrong behind', async (name, isOther) => {
  await expect(run(name, isOther)).rejects.toThrow('TLP385');
  const after = await run(name, () => false);
  expect(after).toEqual(await fresh());
});
