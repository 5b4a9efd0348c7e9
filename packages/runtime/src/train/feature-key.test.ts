/** Features are found again only where the same library would compute the same ones. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { colourFolder, tinyPipeline } from '../testing/image-folder.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import { readRun } from './run-directory.js';
import { runPipeline } from './run-pipeline.js';

const library = vi.hoisted(() => ({ version: '' }));
vi.mock('../engines/libraries.js', async (original) => {
  const real = await original<typeof import('../engines/libraries.js')>();
  return {
    ...real,
    inferenceLibrary: async (engine: 'auto') => {
      const chosen = await real.inferenceLibrary(engine);
      return { ...chosen, title: chosen.title + library.version };
    },
  };
});

let data: string;
let runs: string;
beforeAll(async () => {
  data = await colourFolder(6);
  runs = await mkdtemp(path.join(os.tmpdir(), 'tlp-key-'));
});
afterAll(async () => {
  await rm(data, { recursive: true });
  await rm(runs, { recursive: true });
});

it('computes anew what another version of the engine has computed', async () => {
  const passes: number[] = [];
  for (const [i, version] of ['', '', '-next', ''].entries()) {
    library.version = version;
    const out = path.join(runs, `run-${i}`);
    const { phases } = await runPipeline(tinyPipeline(data), {
      out,
      engine: 'portable',
      findBackbone: (name) => (name === 'tiny' ? tinyBackbone : undefined),
      featureFolder: path.join(runs, 'features'),
      onEvent: () => undefined,
    });
    passes.push(phases[0]!.forwardPasses);
    expect((await readRun(out)).versions.features).toMatch(version === '' ? /\)$/ : /-next$/);
  }
  expect(passes).toEqual([18, 0, 18, 0]);
  expect((await readdir(path.join(runs, 'features'))).length).toBeGreaterThan(1);
});
