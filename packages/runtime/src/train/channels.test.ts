/** Runs on images of other channels than the weights were trained on, from these weights to what the model predicts. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ImageBackbone } from '@tlp/language/modalities/images/preprocessing.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tlp } from '../cli/testing.fixture.js';
import type { ImagePreparation } from '../modalities/images/preparation.js';
import { colourFolder, tinyPipeline } from '../testing/image-folder.js';
import { writeMadeUpWeights } from '../testing/made-up-weights.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import { evaluateRun } from './evaluate-run.js';
import { loadModel } from './model.js';
import { predictItems } from './predict.js';
import { readRun } from './run-directory.js';
import { runPipeline } from './run-pipeline.js';

const backbone: ImageBackbone = {
  ...tinyBackbone,
  layouts: [{ name: 'plain', locate: (tensor) => ({ tensor, transpose: 'none' }) }],
};
const findBackbone = () => backbone;

let data: string;
let folder: string;
beforeAll(async () => {
  data = await colourFolder(6);
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-channels-'));
  await writeMadeUpWeights(path.join(folder, 'weights.safetensors'), backbone);
});
afterAll(async () => {
  await rm(data, { recursive: true });
  await rm(folder, { recursive: true });
});

it.each([1, 2, 4])('a model of %i channels is trained, loaded and judged', async (channels) => {
  const out = path.join(folder, `${channels}`);
  const tiny = tinyPipeline(data);
  const weights = { kind: 'file', path: path.join(folder, 'weights.safetensors') } as const;
  const flip = { kind: 'flip', horizontal: true, vertical: false } as const;
  const pipeline = {
    ...tiny,
    backbone: { ...tiny.backbone, weights },
    data: { ...tiny.data, channels, augment: [flip], variants: 2 },
  };
  // One store for all: what is kept of some channels is not read as that of others.
  const featureFolder = path.join(folder, 'features');
  await runPipeline(pipeline, {
    out,
    resume: false,
    engine: 'portable',
    findBackbone,
    featureFolder,
    onEvent: () => undefined,
  });
  const model = await loadModel(out, findBackbone);
  const { preprocessing } = model.preparation as ImagePreparation;
  expect(preprocessing).toMatchObject({
    mean: new Array(channels).fill(0.5),
    deviation: new Array(channels).fill(0.5),
  });
  expect(model.network.parameters[0]?.shape).toEqual([3, 3, channels, 8]);
  const image = path.join(data, 'red', '0.png');
  const answers: unknown[] = [];
  const item = { id: 'red', path: image };
  for await (const { answer } of predictItems(model, [item], { engine: 'portable' })) answers.push(answer);
  expect(answers).toHaveLength(1);
  const { count } = (await evaluateRun(out, { findBackbone, engine: 'portable' })).metrics!;
  expect(count).toBe((await readRun(out)).metrics?.test?.count);
});

it('`tlp features` reads as many channels as it is told', async () => {
  const env = { TLP_CACHE: path.join(folder, 'cache') };
  const features = (...more: string[]) =>
    tlp(
      [
        'features',
        'squeezenet1_1',
        'red/0.png',
        '--weights',
        'random',
        '--at',
        'stem',
        '--input',
        '32',
        ...more,
      ],
      {
        cwd: data,
        env,
      },
    );
  const [gray, colored] = [await features('--channels', '1'), await features()];
  expect([gray.status, colored.status]).toEqual([0, 0]);
  expect(gray.out).not.toBe(colored.out);
  expect((await features('--channels', '5')).err).toContain('channels');
});
