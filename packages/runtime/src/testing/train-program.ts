/** `train-child.ts` as a program that can be started and killed, with images to train on. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import { colourFolder } from './image-folder.js';

export interface TrainProgram {
  readonly program: string;
  /** Folder of the images. */
  readonly data: string;
  /** For all else; gone when the tests end. */
  readonly folder: string;
}

const runtime = fileURLToPath(new URL('../..', import.meta.url));

/** To be called beside the tests, once a file. @param name of the file's own */
export function trainProgram(name: string): TrainProgram {
  // Beside the modules that it loads.
  const program = path.join(runtime, '.tlp', `${name}-child-${process.pid}.mjs`);
  let data: string;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), `tlp-${name}-`));
    data = await colourFolder(12);
    await build({
      entryPoints: [path.join(runtime, 'src/testing/train-child.ts')],
      outfile: program,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      external: ['sharp', 'onnxruntime-node', '@tensorflow/*', 'protobufjs', 'env-paths', 'yauzl', 'vitest'],
      logLevel: 'error',
    });
  });
  afterAll(async () => {
    for (const made of [folder, data, program]) await rm(made, { recursive: true, force: true });
  });
  return {
    program,
    get data() {
      return data;
    },
    get folder() {
      return folder;
    },
  };
}
