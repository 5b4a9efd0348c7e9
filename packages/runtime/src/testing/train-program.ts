/** `train-child.ts` as a program that can be started and killed, with images to train on. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { childProgram } from './child-program.js';
import { colourFolder } from './image-folder.js';

export interface TrainProgram {
  readonly program: string;
  /** Folder of the images. */
  readonly data: string;
  /** For all else; gone when the tests end. */
  readonly folder: string;
}

export const outside = [
  'sharp',
  'onnxruntime-node',
  '@tensorflow/*',
  'protobufjs',
  'env-paths',
  'yauzl',
  'vitest',
];

/** To be called beside the tests, once a file. @param name of the file's own */
export function trainProgram(name: string): TrainProgram {
  let program: string;
  let data: string;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), `tlp-${name}-`));
    data = await colourFolder(12);
    program = await childProgram('train-child.ts', outside);
  });
  afterAll(async () => {
    for (const made of [folder, data, program]) await rm(made, { recursive: true, force: true });
  });
  return {
    get program() {
      return program;
    },
    get data() {
      return data;
    },
    get folder() {
      return folder;
    },
  };
}
