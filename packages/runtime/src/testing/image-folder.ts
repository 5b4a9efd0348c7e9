/** Images that a small network can learn to tell apart. */

import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ImageData } from '@tlp/language/modalities/images/data.js';
import type { Phase, Pipeline } from '@tlp/language/resolve/pipeline.js';
import sharp from 'sharp';
import { createRandom } from '../random.js';
import { testPhase, testSchedule, tinyHead, tinyLayers } from './training-job.js';

/** A folder of class folders: noise with more red, green or blue, `count` images of 16 px each. */
export async function colourFolder(count: number, size = 16): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'tlp-colours-'));
  for (const [channel, name] of ['red', 'green', 'blue'].entries()) {
    await mkdir(path.join(root, name));
    for (let i = 0; i < count; i++) {
      const random = createRandom('colour', name, i);
      const pixels = Uint8Array.from({ length: size * size * 3 }, (_, at) =>
        at % 3 === channel ? 100 + random.int(156) : random.int(200),
      );
      const png = await sharp(pixels, { raw: { width: size, height: size, channels: 3 } })
        .png()
        .toBuffer();
      await writeFile(path.join(root, name, `${i}.png`), png);
    }
  }
  return root;
}

const imageData = (path: string): ImageData => ({
  kind: 'images',
  labels: { kind: 'folder' },
  path,
  split: { kind: 'fraction', stratified: true, train: 0.6, validation: 0.2, test: 0.2 },
  augment: [],
  variants: null,
  batch: 8,
  balance: 'none',
  resize: 'stretch',
  channels: 3,
  unreadable: 'error',
  splitSeed: 0,
});

/** A pipeline of the tiny backbone over such a folder. */
export function tinyPipeline(data: string, phases: readonly Phase[] = [testPhase()]): Pipeline {
  return {
    name: 'colours',
    description: '',
    file: path.join(data, 'colours.tlp'),
    task: 'classification',
    backbone: { name: 'tiny', weights: { kind: 'random' }, inputSize: 16 },
    data: imageData(data),
    head: tinyHead,
    schedule: testSchedule(...phases),
    origins: {},
  };
}

/** The same with a head phase and a phase that tunes the last block, batch-norm training. */
export const tinyPhases = (data: string): Pipeline =>
  tinyPipeline(data, [
    testPhase({ learningRate: { kind: 'constant', rate: 0.2, warmup: 0 } }),
    testPhase({
      name: 'tune',
      freeze: '..stem',
      frozenLayers: tinyLayers.filter((name) => name.startsWith('stem')),
      batchNorm: 'train',
      epochs: 2,
      learningRate: { kind: 'cosine', rate: 0.05, end: 0, warmup: 0.1 },
    }),
  ]);

/** The same with what recipes may ask for: small images first, changed and mixed ones, averages, the steps of Lion, two views to judge by. */
export function tinyRecipes(data: string): Pipeline {
  const plain = tinyPhases(data);
  const images: ImageData = {
    ...imageData(data),
    augment: [{ kind: 'trivial_augment' }],
    tta: { kind: 'flip', direction: 'horizontal' },
  };
  const phases = plain.schedule.phases.map((phase): Phase => {
    if (phase.name !== 'tune')
      return { ...phase, inputSize: 16, average: { kind: 'ema', decay: 0.9, warmup: true } };
    return {
      ...phase,
      optimizer: { kind: 'lion', beta1: 0.9, beta2: 0.99, weightDecay: 0.1 },
      learningRate: { kind: 'constant', rate: 1e-3, warmup: 0 },
      mix: [
        { kind: 'mixup', alpha: 0.4 },
        { kind: 'cutmix', alpha: 1 },
      ],
      average: { kind: 'ema', decay: 0.8, warmup: true },
    };
  });
  const backbone = { ...plain.backbone, inputSize: 24 };
  return { ...plain, backbone, data: images, schedule: { ...plain.schedule, phases } };
}
