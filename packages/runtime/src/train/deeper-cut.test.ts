/** A cut's features from a shallower cut's that an earlier run has stored: no image is decoded, and the bits are those of the whole pass. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ImageData } from '@tlp/language/modalities/images/data.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { beforeEach, expect, it, vi } from 'vitest';
import { image } from '../modalities/images/testing.js';
import { closeTo } from '../testing/close-to.js';
import { tinyPhases, tinyPipeline } from '../testing/image-folder.js';
import { findTiny, tinyRuns } from '../testing/tiny-runs.js';
import { testPhase } from '../testing/training-job.js';
import { loadModel } from './model.js';
import { runPaths } from './run-directory.js';

const decoded = vi.hoisted(() => ({ images: 0 }));
vi.mock('../modalities/images/read-image.js', async (original) => {
  const real = await original<typeof import('../modalities/images/read-image.js')>();
  return {
    ...real,
    decodeImage: (...wanted: Parameters<typeof real.decodeImage>) => {
      decoded.images += 1;
      return real.decodeImage(...wanted);
    },
  };
});
beforeEach(() => {
  decoded.images = 0;
});

const tiny = tinyRuns();
/** All frozen, and only the stem. */
const deep = () => tinyPipeline(tiny.data, [testPhase()]);
const shallow = () => tinyPipeline(tiny.data, [tinyPhases(tiny.data).schedule.phases[1]!]);
/** 8 images of each of 3 classes. */
const images = 24;

const weightsIn = (out: string) => readFile(path.join(runPaths(out).model, 'weights.safetensors'));
const weightsOf = async (out: string) => (await loadModel(out, findTiny)).weights;
const startsOf = (events: readonly TrainEvent[]) =>
  events.flatMap((event) =>
    event.type === 'features' && event.done === event.total ? (event.from ?? []) : [],
  );

it.each(['portable', 'tensorflow', 'auto'] as const)(
  'goes on from the stored features of a shallower cut: %s',
  async (engine) => {
    const [alone, together] = ['alone', 'together'].map((name) => `${tiny.fresh()}-${name}`);
    const whole = await tiny.run({ engine, featureFolder: alone! }, deep());
    expect(decoded.images).toBe(images);
    expect(startsOf(whole.events)).toEqual([]);

    const first = await tiny.run({ engine, featureFolder: together! }, shallow());
    expect(first.result.phases[0]).toMatchObject({ cut: 'stem', forwardPasses: images });
    decoded.images = 0;
    const second = await tiny.run({ engine, featureFolder: together! }, deep());
    expect(decoded.images).toBe(0);
    expect(second.result.phases[0]).toMatchObject({ cut: 'head', forwardPasses: 0 });
    const starts = startsOf(second.events);
    expect(starts.reduce((sum, { views }) => sum + views, 0)).toBe(images);
    for (const { at, share } of starts) {
      expect(at).toBe('stem');
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(1);
    }
    // 8 channels are too few for the blocks that ONNX Runtime computes in, and a sum is then rounded otherwise; see `inference.test.ts`.
    if (engine === 'auto') {
      const [one, other] = [await weightsOf(second.out), await weightsOf(whole.out)];
      for (const [name, values] of one) closeTo(values, other.get(name)!, 1e-5);
    } else expect(await weightsIn(second.out)).toEqual(await weightsIn(whole.out));
  },
);

it('computes from the images what the shallower cut has not', async () => {
  const featureFolder = tiny.fresh();
  await tiny.run({ featureFolder }, shallow());
  await writeFile(path.join(tiny.data, 'red', 'added.png'), await image('added', 16));
  decoded.images = 0;
  const { result, events } = await tiny.run({ featureFolder }, deep());
  await rm(path.join(tiny.data, 'red', 'added.png'));
  expect(decoded.images).toBe(1);
  expect(result.phases[0]!.forwardPasses).toBe(1);
  expect(startsOf(events).reduce((sum, { views }) => sum + views, 0)).toBe(images);
});

it('goes on from what an earlier phase has stored, with what it has trained above', async () => {
  const [head, tune] = tinyPhases(tiny.data).schedule.phases;
  const schedule = [tune!, { ...head!, name: 'again' }];
  const { events, result } = await tiny.run(
    { featureFolder: tiny.fresh() },
    tinyPipeline(tiny.data, schedule),
  );
  expect(result.phases.map(({ cut }) => cut)).toEqual(['stem', 'head']);
  // The test images, two of each class, are read by the last phase alone.
  const tested = 6;
  expect(startsOf(events).reduce((sum, { views }) => sum + views, 0)).toBe(images - tested);
  expect(result.phases.map(({ forwardPasses }) => forwardPasses)).toEqual([images - tested, tested]);
});

it('goes on from stored views of changed images', async () => {
  const featureFolder = tiny.fresh();
  const changes: Partial<ImageData> = {
    augment: [{ kind: 'flip', horizontal: true, vertical: false }],
    variants: 2,
  };
  const changed = (pipeline: Pipeline): Pipeline => ({
    ...pipeline,
    data: { ...pipeline.data, ...changes },
  });
  await tiny.run({ featureFolder }, changed(shallow()));
  const whole = await tiny.run({ featureFolder: tiny.fresh() }, changed(deep()));
  decoded.images = 0;
  const { out, result } = await tiny.run({ featureFolder }, changed(deep()));
  expect(decoded.images).toBe(0);
  expect(result.phases[0]!.forwardPasses).toBe(0);
  expect(await weightsIn(out)).toEqual(await weightsIn(whole.out));
});

it('says so where the shallower features are damaged, and computes them from the images', async () => {
  const featureFolder = tiny.fresh();
  await tiny.run({ featureFolder }, shallow());
  const whole = await tiny.run({ featureFolder: tiny.fresh() }, deep());
  decoded.images = 0;
  for (const file of await shardsIn(featureFolder)) await flipLastByte(file);
  const { out, events, result } = await tiny.run({ featureFolder }, deep());
  expect(decoded.images).toBe(images);
  expect(result.phases[0]!.forwardPasses).toBe(images);
  expect(startsOf(events)).toEqual([]);
  expect(events.filter(({ type }) => type === 'warning')).toMatchObject([{ code: 'TLP591' }]);
  expect(await weightsIn(out)).toEqual(await weightsIn(whole.out));
});

it('keeps the shallower features where it is interrupted, and goes on from them', async () => {
  const featureFolder = tiny.fresh();
  await tiny.run({ featureFolder }, shallow());
  const kept = await contentsOf(featureFolder);
  decoded.images = 0;
  const interrupted = new AbortController();
  const onEvent = (event: TrainEvent) => {
    if (event.type === 'features' && event.from) interrupted.abort();
  };
  const out = tiny.fresh();
  const stopped = tiny.run({ featureFolder, out, onEvent, signal: interrupted.signal }, deep());
  await expect(stopped).rejects.toThrow('TLP850');
  const after = await contentsOf(featureFolder);
  for (const [file, bytes] of kept) expect(after.get(file), file).toEqual(bytes);
  await tiny.run({ featureFolder, out, resume: true }, deep());
  expect(decoded.images).toBe(0);
});

it.each(['portable', 'tensorflow'] as const)(
  'computes features in every epoch from stored ones where the store has no room for both: %s',
  async (engine) => {
    const whole = await tiny.run({ engine, featureFolder: tiny.fresh() }, tinyPhases(tiny.data));
    const featureFolder = tiny.fresh();
    // 18 maps of the stem, 2 kB each, and hardly anything beside them.
    process.env.TLP_FEATURES_MAX_GB = '37e-6';
    try {
      const { out, events, result } = await tiny.run({ engine, featureFolder }, tinyPhases(tiny.data));
      expect(await weightsIn(out)).toEqual(await weightsIn(whole.out));
      expect(result.phases[0]!.forwardPasses).toBe(whole.result.phases[0]!.forwardPasses);
      expect(events.flatMap((event) => (event.type === 'stage' ? event.message : []))).toContain(
        'Features of phase head are computed in every epoch from those of stem, as the feature store (TLP_FEATURES_MAX_GB) has no room for both',
      );
    } finally {
      delete process.env.TLP_FEATURES_MAX_GB;
    }
    const keys = (await readdir(featureFolder)).filter((name) => !name.includes('lock'));
    const held = await Promise.all(
      keys.map((name) => readFile(path.join(featureFolder, name, 'key.json'), 'utf8')),
    );
    expect(held.filter((text) => text.includes('"values":["stem/relu"]'))).toHaveLength(1);
    expect(held.filter((text) => text.includes('"values":["head'))).toHaveLength(0);
  },
);

async function shardsIn(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => file.endsWith('.shard')).map((file) => path.join(folder, file));
}

async function contentsOf(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = await shardsIn(folder);
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file)] as const)));
}

async function flipLastByte(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes[bytes.length - 1]! ^= 0xff;
  await writeFile(file, bytes);
}
