/** Runs of the tiny pipeline in folders that are gone when the tests end. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { RunResult, TrainEvent } from '@tlp/language/run/events.js';
import { afterAll, beforeAll } from 'vitest';
import { type RunOptions, runPipeline } from '../train/run-pipeline.js';
import { colourFolder, tinyPhases } from './image-folder.js';
import { tinyBackbone } from './tiny-backbone.js';

export interface TinyRuns {
  /** Folder of the images. */
  readonly data: string;
  /** A run directory that is not there yet. */
  fresh(): string;
  run(
    options?: Partial<RunOptions>,
    pipeline?: Pipeline,
  ): Promise<{ readonly out: string; readonly result: RunResult; readonly events: readonly TrainEvent[] }>;
}

export const findTiny = (name: string) => (name === 'tiny' ? tinyBackbone : undefined);

/** To be called beside the tests, once a file. */
export function tinyRuns(): TinyRuns {
  let data: string;
  let folder: string;
  let next = 0;
  beforeAll(async () => {
    data = await colourFolder(8);
    folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-runs-'));
  });
  afterAll(async () => {
    for (const made of [data, folder]) await rm(made, { recursive: true, force: true });
  });
  const fresh = () => path.join(folder, `run-${next++}`);
  return {
    get data() {
      return data;
    },
    fresh,
    async run(options = {}, pipeline = tinyPhases(data)) {
      const events: TrainEvent[] = [];
      const out = options.out ?? fresh();
      const result = await runPipeline(pipeline, {
        engine: 'portable',
        findBackbone: findTiny,
        featureFolder: path.join(folder, 'features'),
        ...options,
        onEvent: (event) => {
          events.push(event);
          options.onEvent?.(event);
        },
        out,
      });
      return { out, result, events };
    },
  };
}
