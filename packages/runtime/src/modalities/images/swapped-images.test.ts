/** Files that are swapped between one reading and the next: what is computed from them never takes another's name. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { colourFolder, tinyPhases } from '../../testing/image-folder.js';
import { tinyBackbone } from '../../testing/tiny-backbone.js';
import { loadModel } from '../../train/model.js';
import { runPipeline } from '../../train/run-pipeline.js';
import { image } from './testing.js';

/** Says which readings of an image, counted over all, give another image's bytes. */
const swap = vi.hoisted(() => ({ isOther: (_: number): boolean => false, readings: 0 }));
vi.mock('../../files/regular.js', async (original) => {
  const real = await original<typeof import('../../files/regular.js')>();
  return {
    ...real,
    readRegular: async (file: string) => {
      if (!file.endsWith('.png')) return real.readRegular(file);
      return swap.isOther(swap.readings++) ? image(`other ${swap.readings}`, 16) : real.readRegular(file);
    },
  };
});

let data: string;
let runs: string;
let next = 0;
beforeAll(async () => {
  data = await colourFolder(12);
  runs = await mkdtemp(path.join(os.tmpdir(), 'tlp-swap-'));
});
afterAll(async () => {
  await rm(data, { recursive: true });
  await rm(runs, { recursive: true });
});

const find = (name: string) => (name === 'tiny' ? tinyBackbone : undefined);

async function run(features: string, isOther: (reading: number) => boolean) {
  swap.isOther = isOther;
  swap.readings = 0;
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

it.each([
  ['every reading', () => true],
  ['every other reading', (reading: number) => reading % 2 === 1],
  ['the last readings', (reading: number) => reading > 25],
])('%s swapped: the run is refused, and leaves nothing wrong behind', async (name, isOther) => {
  await expect(run(name, isOther)).rejects.toThrow('TLP385');
  const after = await run(name, () => false);
  expect(after).toEqual(await run('fresh', () => false));
});
