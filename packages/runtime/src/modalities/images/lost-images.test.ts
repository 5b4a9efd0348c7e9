/** What becomes of a run whose images are damaged before it, or change, disappear and come back during it. */

import { mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ImageData } from '@tlp/language/modalities/images/data.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { colourFolder, tinyPhases, tinyPipeline } from '../../testing/image-folder.js';
import { tinyBackbone } from '../../testing/tiny-backbone.js';
import { testPhase } from '../../testing/training-job.js';
import { loadModel } from '../../train/model.js';
import { linesOf, type Prediction, readRun, runPaths } from '../../train/run-directory.js';
import { runPipeline } from '../../train/run-pipeline.js';
import { openImages } from './open.js';
import { image } from './testing.js';

let data: string;
let runs: string;
beforeEach(async () => {
  data = await colourFolder(12);
  runs = await mkdtemp(path.join(os.tmpdir(), 'tlp-lost-'));
});
afterEach(async () => {
  await rm(data, { recursive: true });
  await rm(runs, { recursive: true });
});

interface Given {
  readonly out?: string;
  readonly resume?: boolean;
  readonly features?: string;
  readonly onEvent?: (event: TrainEvent) => void;
}

const find = (name: string) => (name === 'tiny' ? tinyBackbone : undefined);
const run = (
  pipeline: Pipeline,
  { out = 'run', resume = false, features = 'features', onEvent }: Given = {},
) =>
  runPipeline(pipeline, {
    out: path.join(runs, out),
    resume,
    engine: 'portable',
    findBackbone: find,
    featureFolder: path.join(runs, features),
    onEvent: onEvent ?? (() => undefined),
  });
const recordOf = (out = 'run') => readRun(path.join(runs, out));
const weightsOf = async (out: string) => (await loadModel(path.join(runs, out), find)).weights;

/** Where the images of a split lie: the predictions of a run name those of validation and test. */
async function splitsOf(pipeline: Pipeline) {
  await run(pipeline, { out: 'before', features: 'other' });
  const held = new Map<string, string[]>([
    ['validation', []],
    ['test', []],
  ]);
  for await (const { split, id } of linesOf<Prediction>(runPaths(path.join(runs, 'before')).predictions)) {
    held.get(split)!.push(id);
  }
  const all = (
    await Promise.all(['red', 'green', 'blue'].map((name) => readdir(path.join(data, name))))
  ).flatMap((names, i) => names.map((name) => `${['red', 'green', 'blue'][i]}/${name}`));
  const [validation, test] = [held.get('validation')!, held.get('test')!];
  return { train: all.filter((id) => ![...validation, ...test].includes(id)), validation, test };
}

/** Two phases of which the second reads larger images, so that it must read them again. */
function twoPasses(folder: string): Pipeline {
  const pipeline = tinyPhases(folder);
  const { schedule } = pipeline;
  const [last, first] = schedule.phases;
  return { ...pipeline, schedule: { ...schedule, phases: [{ ...first!, inputSize: 8 }, last!] } };
}

const tuned = (from: Pipeline) => ({
  ...from,
  schedule: { ...from.schedule, phases: [testPhase({ freeze: 'none', frozenLayers: [], epochs: 2 })] },
});

describe('a damaged image is found before the first epoch', () => {
  it.each([
    ['in a run that trains everything', (from: Pipeline) => tuned(from)],
    ['in a run whose last phase alone reads the test images', (from: Pipeline) => from],
  ])('%s', async (_, change) => {
    const pipeline = change(tinyPhases(data));
    const { train, validation, test } = await splitsOf(pipeline);
    for (const damaged of [train[3]!, validation[0]!, test[0]!]) {
      const whole = await readFile(path.join(data, damaged));
      await truncate(path.join(data, damaged), 200);
      const events: TrainEvent[] = [];
      const work = run(pipeline, { out: 'damaged', onEvent: (event) => void events.push(event) });
      await expect(work).rejects.toMatchObject({
        diagnostics: [{ code: 'TLP360', file: path.join(data, damaged) }],
      });
      expect(events.filter(({ type }) => type === 'batch')).toEqual([]);
      expect(await readdir(runs)).not.toContain('damaged');
      await writeFile(path.join(data, damaged), whole);
    }
  });
});

describe('an image that is lost during a run', () => {
  /** Runs two phases, of which the first finds its features stored, and does something after its first epoch. */
  async function interfere(pipeline: Pipeline, interference: () => Promise<void>, given: Given = {}) {
    const [first] = pipeline.schedule.phases;
    await run({ ...pipeline, schedule: { ...pipeline.schedule, phases: [first!] } }, { out: 'first' });
    let pending: Promise<void> | null = null;
    const onEvent = (event: TrainEvent) => {
      if (event.type === 'epoch-end') pending ??= interference();
    };
    try {
      return await run(pipeline, { ...given, onEvent });
    } finally {
      await pending;
    }
  }

  it.each([
    ['deleted', (file: string) => rm(file)],
    ['cut short', (file: string) => truncate(file, 100)],
    ['replaced by another', async (file: string) => writeFile(file, await image('another'))],
  ])('%s, is trained without, and that is said', async (_, lose) => {
    const pipeline = twoPasses(data);
    const { train } = await splitsOf(pipeline);
    const result = await interfere(pipeline, () => lose(path.join(data, train[2]!)));
    expect(result.metrics.test!.scores.accuracy).toBeGreaterThan(0.6);
    const { status, warnings } = await recordOf();
    expect(status).toBe('finished');
    expect(warnings).toMatchObject([
      {
        code: 'TLP387',
        message: `Phase head continued without 1 of ${train.length} training images, which changed or disappeared after the run started: ${train[2]}.`,
      },
    ]);
  });

  it('is not needed where its features are stored', async () => {
    const pipeline = twoPasses(data);
    const { train } = await splitsOf(pipeline);
    await run(pipeline, { out: 'whole' });
    await interfere(pipeline, () => rm(path.join(data, train[2]!)));
    expect((await recordOf()).warnings).toEqual([]);
    expect(await weightsOf('run')).toEqual(await weightsOf('whole'));
  });

  it('never costs a training that is over', async () => {
    const pipeline = tinyPhases(data);
    const { test } = await splitsOf(pipeline);
    // Known to be good, so that the run does not decode them before it needs them.
    const check = { featureFolder: path.join(runs, 'features') };
    await openImages(pipeline.data as ImageData, { reads: true, check });
    const result = await interfere(pipeline, async () => {
      for (const id of test) await rm(path.join(data, id));
    });
    expect(result.metrics.validation).not.toBeNull();
    expect(result.metrics.test).toBeNull();
    const { warnings } = await recordOf();
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining(`The test continued without ${test.length} of ${test.length} test images`),
    ]);
    expect(await weightsOf('run')).toEqual(await weightsOf('before'));
  });

  it('stops the run where many are lost, which goes on once they are back', async () => {
    const pipeline = twoPasses(data);
    const { train } = await splitsOf(pipeline);
    const gone = path.join(runs, 'elsewhere');
    const work = interfere(pipeline, () => rename(path.join(data, 'red'), gone));
    await expect(work).rejects.toThrow(/TLP388.*training images changed or disappeared during phase head/s);
    expect(train.filter((id) => id.startsWith('red')).length).toBeGreaterThan(0.1 * train.length);
    await rename(gone, path.join(data, 'red'));
    await run(pipeline, { resume: true });
    expect(await weightsOf('run')).toEqual(await weightsOf('before'));
  });
});

describe('unreadable: skip', () => {
  const skipping = (): Pipeline => {
    const pipeline = tinyPipeline(data);
    const skip: ImageData = { ...(pipeline.data as ImageData), unreadable: 'skip' };
    return { ...pipeline, data: skip };
  };

  it('leaves out what cannot be read, says so, and does so again when resumed', async () => {
    const damaged = ['green/4.png', 'red/2.png'];
    const whole = await readFile(path.join(data, damaged[0]!));
    for (const id of damaged) await truncate(path.join(data, id), 200);
    const controller = new AbortController();
    await expect(
      runPipeline(skipping(), {
        out: path.join(runs, 'run'),
        engine: 'portable',
        findBackbone: find,
        featureFolder: path.join(runs, 'features'),
        signal: controller.signal,
        onEvent: ({ type }) => type === 'epoch-end' && controller.abort(),
      }),
    ).rejects.toThrow('TLP850');
    const { leftOut, examples } = await recordOf();
    expect(leftOut.map(({ id }) => id)).toEqual(damaged);
    expect(leftOut[0]!.why).toContain('is damaged');
    expect(examples.train + examples.validation + examples.test).toBe(36 - 2);

    await writeFile(path.join(data, damaged[0]!), whole);
    await run(skipping(), { resume: true });
    const { status, warnings } = await recordOf();
    expect(status).toBe('finished');
    expect(warnings).toMatchObject([
      {
        code: 'TLP386',
        message: `2 of 36 images are left out, because they cannot be read: ${damaged.join(', ')}.`,
      },
    ]);
  });
});
