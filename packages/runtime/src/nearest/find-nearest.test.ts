import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { vectorsOf } from '../label-errors/stored-features.js';
import { colourFolder, tinyPhases, tinyPipeline, tinyRecipes } from '../testing/image-folder.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import { readRun } from '../train/run-directory.js';
import { openInput } from '../train/run-input.js';
import { runPipeline } from '../train/run-pipeline.js';
import { type Nearest, readNearest } from './nearest-file.js';

const findBackbone = () => tinyBackbone;
let folder: string;
let data: string;
const featureFolder = () => path.join(folder, 'features');

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-nearest-'));
  data = await colourFolder(20);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await rm(data, { recursive: true });
});

/** Of so little training that much is wrong. */
const hasty = ({ schedule, ...rest }: Pipeline): Pipeline => ({
  ...rest,
  schedule: { ...schedule, phases: schedule.phases.map((phase) => ({ ...phase, epochs: 1 })) },
});

async function run(name: string, pipeline: Pipeline): Promise<Nearest | null> {
  const out = path.join(folder, name);
  const options = { out, findBackbone, featureFolder: featureFolder(), engine: 'portable' } as const;
  await runPipeline(pipeline, { ...options, onEvent: () => undefined });
  return readNearest(out, await readRun(out));
}

/** By all pairs, from the features that `tlp label-errors` reads: those of the backbone as it was. */
async function byHand(pipeline: Pipeline) {
  const heard = { onEvent: () => undefined, onWarning: () => undefined, onStage: () => undefined };
  const options = {
    ...heard,
    seed: pipeline.schedule.seed,
    engine: 'portable',
    featureFolder: featureFolder(),
  } as const;
  const input = await openInput(pipeline, { ...options, leftOut: [], findBackbone });
  const { train, test: tested } = input.dataSet.splits;
  const { features, width } = await vectorsOf(pipeline, input, [...train, ...tested], options);
  const vector = (at: number) => features.subarray(at * width, (at + 1) * width);
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  return (id: string) => {
    const own = vector(train.length + tested.findIndex((example) => example.id === id));
    const cosine = (other: Float32Array) => dot(own, other) / Math.sqrt(dot(own, own) * dot(other, other));
    const all = train.map(({ id, target }, i) => ({ id, target, similarity: cosine(vector(i)) }));
    return all.sort((a, b) => b.similarity - a.similarity).slice(0, 3);
  };
}

describe('the nearest training examples of mistakes', () => {
  test.each([
    ['trained', (path: string) => hasty(tinyPipeline(path))],
    ['published', (path: string) => hasty(tinyPhases(path))],
  ] as const)('are those of the least angle, by features that are %s', async (by, pipelineOf) => {
    const pipeline = pipelineOf(data);
    const nearest = await run(by, pipeline);
    if (!nearest || 'none' in nearest) throw new Error('There are none.');
    expect(nearest).toMatchObject({ by, split: 'test' });
    expect(nearest.mistakes.length).toBeGreaterThan(0);
    const expected = await byHand(pipeline);
    for (const { id, nearest: found } of nearest.mistakes) {
      const wanted = expected(id);
      expect(found.map((one) => one.id)).toEqual(wanted.map((one) => one.id));
      expect(found.map((one) => one.target)).toEqual(wanted.map((one) => one.target));
      for (const [i, { similarity }] of found.entries())
        expect(similarity).toBeCloseTo(wanted[i]!.similarity, 3);
    }
  });

  test.each([
    ['changed', tinyRecipes, 'The images are changed anew in each epoch of phase head'],
    [
      'tuned',
      (path: string) => tinyPipeline(path, tinyPhases(path).schedule.phases.slice(1)),
      'No phase trains a head on one vector for each of the images',
    ],
  ])('are not there where no features of the training examples are stored: %s', async (name, of, why) => {
    expect(await run(name, hasty(of(data)))).toEqual({ none: expect.stringContaining(why) });
  });
});
