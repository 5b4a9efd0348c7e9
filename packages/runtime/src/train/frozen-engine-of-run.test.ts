/** The engine that is chosen for the frozen part is what a run says of itself, what its features are stored under, and what it resumes with. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { storedKeys } from '../data/features/key.js';
import { colourFolder, tinyPipeline } from '../testing/image-folder.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import type { EngineWanted } from './frozen-engine.js';
import { readRun } from './run-directory.js';
import { runPipeline } from './run-pipeline.js';

const asked = vi.hoisted((): { begun: (string | undefined)[] } => ({ begun: [] }));
vi.mock('./frozen-engine.js', async (original) => ({
  ...(await original<typeof import('./frozen-engine.js')>()),
  frozenEngine: async (_: unknown, { begun }: EngineWanted) => {
    asked.begun.push(begun);
    return 'tensorflow';
  },
}));

let data: string;
let runs: string;
beforeAll(async () => {
  data = await colourFolder(6);
  runs = await mkdtemp(path.join(os.tmpdir(), 'tlp-frozen-'));
});
afterAll(async () => {
  await rm(data, { recursive: true });
  await rm(runs, { recursive: true });
});

it('is recorded, keys the features and is asked for again', async () => {
  const out = path.join(runs, 'run');
  const featureFolder = path.join(runs, 'features');
  const interrupt = new AbortController();
  const run = (resume: boolean, signal?: AbortSignal) =>
    runPipeline(tinyPipeline(data), {
      out,
      resume,
      findBackbone: (name) => (name === 'tiny' ? tinyBackbone : undefined),
      featureFolder,
      ...(signal && { signal }),
      onEvent: ({ type }) => {
        if (type === 'epoch-end') interrupt.abort();
      },
    });
  await expect(run(false, interrupt.signal)).rejects.toMatchObject({ diagnostics: [{ code: 'TLP850' }] });
  const { features } = (await readRun(out)).versions;
  expect(features).toMatch(/^TensorFlow \d/);
  const keys = (await storedKeys(featureFolder)).filter(({ weights }) => weights !== undefined);
  expect(new Set(keys.map(({ engine }) => engine))).toEqual(new Set([features]));
  await run(true);
  expect(asked.begun).toEqual([undefined, features]);
});
