/**
 * The pass over the emoji images and over photos of 1 to 12 megapixels: its wall time next to what decoding and inference take of the processor,
 * each measured alone. A pass that neither waits nor does anything else takes their sum over the cores.
 */
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { bundleBench } from '../lib/bundle.mjs';
import { flagsOf } from '../lib/flags.mjs';
import { measureNode } from '../lib/measure.mjs';
import { emojiData, emptyStore, train } from '../lib/tlp-run.mjs';
import { writePipeline } from '../scale/pipeline.mjs';
import { makePhotos } from './photos.mjs';

export const title =
  'the pass over images: its wall time, and processor seconds of reading alone and of inference alone';
export const unit = 's';
export const usesPeers = false;
/** `--count` takes fewer of both. */
export const defaults = { emoji: 4017, photos: 1000, count: 'all' };

const model = 'efficientnet_lite0';
const sizes = { emoji: 128, photos: 224 };
const makers = { emoji: copyEmoji, photos: makePhotos };

export async function contestants({ verbose, count, ...counts }) {
  const parts = await bundleBench('pass/parts.ts');
  return Object.entries(sizes).flatMap(([kind, size]) => {
    const scene = sceneOf(kind, count === 'all' ? counts[kind] : count);
    const alone = (part) => async () => {
      const flags = { part, folder: path.join(await scene.begin(), kind), model, size };
      const result = await measureNode([parts, ...flagsOf(flags)], { verbose });
      return { ...result, note: `${((1000 * result.value) / result.images).toFixed(2)} ms an image` };
    };
    return [
      { name: `${kind}, reading alone`, measure: alone('read') },
      { name: `${kind}, inference alone`, measure: alone('infer') },
      {
        name: `${kind}, the pass`,
        measure: async () => pass(kind, await scene.begin(), verbose).finally(scene.end),
      },
    ];
  });
}

/** A folder of images, made when it is first needed in a round. */
function sceneOf(kind, count) {
  let folder;
  return {
    async begin() {
      if (folder) return folder;
      folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-bench-pass-'));
      await makers[kind](path.join(folder, kind), count);
      return folder;
    },
    async end() {
      await rm(folder, { recursive: true, force: true });
      folder = undefined;
    },
  };
}

/** The wall time of a run's pass, near duplicates and the feature store included. */
async function pass(kind, folder, verbose) {
  const file = await writePipeline(folder, {
    name: kind,
    backbone: `${model} {\n    weights: imagenet\n    input: ${sizes[kind]}px\n  }`,
    data: [`images("${kind}")`],
    ...{ batch: 32, rate: 1e-3 },
  });
  const store = await emptyStore();
  try {
    const { phases, wallSeconds, peakBytes } = await train({
      ...{ file, pipeline: kind, sets: {}, cache: store.folder, verbose },
    });
    return { value: phases[0].featureSeconds, wallSeconds, peakBytes };
  } finally {
    await store.remove();
  }
}

/** Some of the emoji images of all splits, a folder a class. */
async function copyEmoji(folder, count) {
  const from = path.join(root, emojiData);
  const all = [];
  for (const split of ['train', 'validation', 'test']) {
    for (const label of await readdir(path.join(from, split))) {
      for (const name of await readdir(path.join(from, split, label))) all.push({ split, label, name });
    }
  }
  const wanted = Math.min(count, all.length);
  for (let i = 0; i < wanted; i++) {
    const { split, label, name } = all[Math.floor((i * all.length) / wanted)];
    await mkdir(path.join(folder, label), { recursive: true });
    await cp(path.join(from, split, label, name), path.join(folder, label, `${split}.${name}`));
  }
}

const atTheLimit = (kind, most) => (medians) => {
  const [read, infer, whole] = ['reading alone', 'inference alone', 'the pass'].map(
    (part) => medians[`${kind}, ${part}`].value,
  );
  const ratio = whole / ((read + infer) / os.availableParallelism());
  return {
    claim: `the pass over ${kind} against (reading + inference) / cores`,
    target: `≤ ${most}×`,
    measured: `${ratio.toFixed(2)}×`,
    met: ratio <= most,
  };
};

export const claims = [atTheLimit('emoji', 1.1), atTheLimit('photos', 1.1)];
